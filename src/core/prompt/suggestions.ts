/** What could be refactored in a piece of code. The host has words for each; `wish` is what the model is told. */
export type SuggestionKind =
  | 'split'
  | 'flatten'
  | 'duplicate'
  | 'parameters'
  | 'names'
  | 'constants'
  | 'promises'
  | 'condition'
  | 'loop'
  | 'simplify';

export interface Suggestion {
  readonly kind: SuggestionKind;
  readonly wish: string;
}

/** Beyond these a reader loses the thread. */
const longLines = 30;
const deepLevels = 4;
const manyParameters = 4;

const wishes: Readonly<Record<SuggestionKind, string>> = {
  split: 'split the long function into smaller ones with telling names',
  flatten: 'flatten the nesting: return early, and turn conditions round',
  duplicate: 'take what is repeated into one place',
  parameters: 'gather the many parameters into one object or type',
  names: 'give variables of one or two letters names that tell what they hold',
  constants: 'give the numbers in the code named constants',
  promises: 'write the promise chain with async and await',
  condition: 'name the parts of the long condition',
  loop: 'write the loop in the way that is usual for the language, such as with its collection functions',
  simplify: 'make it simpler and easier to read',
};

/** What fits this code, the most telling first; at least the general one, which comes last. Heuristics, at a glance. */
export function suggestionsFor(code: string, language: string): readonly Suggestion[] {
  const lines = code.split(/\r\n|\r|\n/);
  const found: SuggestionKind[] = [];
  const add = (kind: SuggestionKind, fits: boolean): void => {
    if (fits) {
      found.push(kind);
    }
  };
  add('split', lines.filter((line) => line.trim() !== '').length > longLines);
  add('flatten', depth(lines) >= deepLevels);
  add('duplicate', hasRepetition(lines));
  add('parameters', /\(([^()]*)\)/.test(code) && [...code.matchAll(/(?:\bdef|\bfunc|\bfn|\bfunction|\w)\s*[\w$]*\(([^()]*)\)\s*(?::|->|=>|\{|[\w<>[\], .|]+\{)/g)].some(([, list]) => (list?.split(',').length ?? 0) > manyParameters));
  add('promises', /^(?:type|java)script/.test(language) && code.includes('.then('));
  add('condition', lines.some((line) => /\b(?:if|while|elif|return)\b/.test(line) && (line.match(/&&|\|\||\band\b|\bor\b/g)?.length ?? 0) >= 3));
  add('loop', /\bfor\s*\(\s*(?:let|var|int)\s+\w+\s*=\s*0\b/.test(code) || /\bfor\s+\w+\s+in\s+range\(len\(/.test(code));
  add('constants', (code.match(/(?<![\w.])(?:[2-9]\d+|1\d{2,}|[1-9]\d*\.\d+)(?![\w.])/g)?.length ?? 0) >= 2);
  add('names', new Set(code.match(/\b(?:let|const|var|int|float|double|auto)\s+[a-hl-z]{1,2}\b/g) ?? []).size >= 2);
  found.push('simplify');
  return found.map((kind) => ({ kind, wish: wishes[kind] }));
}

/** How many levels the deepest line is below the first. */
function depth(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length);
  const levels = [...new Set(indents)].sort((a, b) => a - b);
  // Text that is aligned with what stands above it is no level of its own.
  const steps = levels.slice(1).map((level, index) => level - (levels[index] ?? 0));
  return steps.filter((step) => step >= 2).length;
}

/** Three lines in a row, of some substance, that come again. */
function hasRepetition(lines: readonly string[]): boolean {
  const bare = lines.map((line) => line.trim()).filter((line) => line.length > 3);
  const seen = new Map<string, number>();
  for (let index = 0; index + 3 <= bare.length; index++) {
    const key = bare.slice(index, index + 3).join('\n');
    const before = seen.get(key);
    if (before !== undefined && index - before >= 3) {
      return true;
    }
    if (before === undefined) {
      seen.set(key, index);
    }
  }
  return false;
}
