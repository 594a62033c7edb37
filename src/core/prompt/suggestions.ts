import { bareCode } from './bareCode.ts';
import { bareNumbers, branches, callbacks, codeInComments, countingLoop, longCondition, mostParameters, nesting, repetition, shortNames } from './codeSigns.ts';

/** What could be refactored in a piece of code. The host has words for each; `wish` is what the model is told. */
export type SuggestionKind =
  | 'split'
  | 'flatten'
  | 'callbacks'
  | 'duplicate'
  | 'branches'
  | 'parameters'
  | 'promises'
  | 'condition'
  | 'loop'
  | 'types'
  | 'constants'
  | 'names'
  | 'dead'
  | 'simplify';

/** Why it is suggested: how much there is of it, how it is called, and in which lines of the code it is, counted from 0. */
export interface Sign {
  readonly count?: number;
  readonly names?: readonly string[];
  readonly lines?: readonly number[];
}

export interface Suggestion {
  readonly kind: SuggestionKind;
  readonly wish: string;
  readonly sign: Sign;
}

/** Beyond these a reader loses the thread. */
const manyLines = 30;
const manyLevels = 3;
const manyBranches = 5;
const manyParameters = 5;

/** Most that are suggested: the first are the most telling. */
const limit = 7;

const wishes: Readonly<Record<SuggestionKind, string>> = {
  split: 'split the long function into smaller ones with telling names',
  flatten: 'flatten the nesting: return early, and turn conditions round',
  callbacks: 'take the nested callbacks apart: into named functions, or async and await where they wait for something',
  duplicate: 'take what is repeated into one place',
  branches: 'write the long chain of conditions in the shorter way that fits it: a table to look up in, a switch or match, or a type for each case',
  parameters: 'gather the many parameters into one object or type',
  promises: 'write the promise chain with async and await',
  condition: 'name the parts of the long condition',
  loop: 'write the loop in the way that is usual for the language, such as with its collection functions',
  types: 'give the types that are meant in the place of any',
  constants: 'give the numbers in the code named constants',
  names: 'give variables of one or two letters names that tell what they hold',
  dead: 'remove the code that is commented out',
  simplify: 'make it simpler and easier to read',
};

/**
 * What fits this code, the most telling first, with what tells so; at least the general one, which comes last. Heuristics, at a
 * glance: nothing is asked of anyone.
 */
export function suggestionsFor(code: string, language: string): readonly Suggestion[] {
  const lines = code.split(/\r\n|\r|\n/);
  const bare = bareCode(lines.join('\n'), language);
  const bareLines = bare.split('\n');
  const isScript = /^(?:type|java)script/.test(language);
  const found: Suggestion[] = [];
  const add = (kind: SuggestionKind, sign: Sign | undefined): void => {
    if (sign) {
      found.push({ kind, wish: wishes[kind], sign });
    }
  };
  const many = (count: number, from: number): Sign | undefined => (count >= from ? { count } : undefined);
  const at = (line: number | undefined): Sign | undefined => (line === undefined || line < 0 ? undefined : { lines: [line] });
  const several = (names: readonly string[]): Sign | undefined => (names.length >= 2 ? { names: names.slice(0, 4) } : undefined);

  add('split', many(bareLines.filter((line) => line.trim() !== '').length, manyLines + 1));
  add('flatten', many(nesting(bareLines), manyLevels));
  add('callbacks', isScript ? many(callbacks(bareLines), manyLevels) : undefined);
  const twice = repetition(lines);
  add('duplicate', twice && { lines: twice });
  add('branches', many(branches(bareLines), manyBranches));
  const { name, count } = mostParameters(bare, language);
  add('parameters', count >= manyParameters ? { count, names: name === '' ? [] : [name] } : undefined);
  add('promises', isScript ? at(bareLines.findIndex((line) => line.includes('.then('))) : undefined);
  add('condition', at(longCondition(bareLines)));
  add('loop', at(countingLoop(bareLines)));
  add('types', language.startsWith('typescript') ? at(bareLines.findIndex((line) => /:\s*any\b|\bas any\b|<any>/.test(line))) : undefined);
  add('constants', several(bareNumbers(bareLines)));
  add('names', several(shortNames(bare, language)));
  add('dead', at(codeInComments(lines, language)));
  return [...found.slice(0, limit - 1), { kind: 'simplify', wish: wishes.simplify, sign: {} }];
}
