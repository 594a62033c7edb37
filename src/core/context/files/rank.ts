import { isGeneratedName } from './fileKinds.ts';

/** What tells which files matter for a question. Paths are those of the list. */
export interface Clues {
  /** What is open, the one with the cursor first. */
  readonly open: readonly string[];
  /** What the open ones import. */
  readonly imported: ReadonlySet<string>;
  /** Words of the question, in lower case. */
  readonly words: readonly string[];
  /** How many of the words a file's text holds. */
  readonly hits: ReadonlyMap<string, number>;
}

const heads = /^(?:readme|contributing|architecture)(?:\.\w+)?$|^(?:package\.json|cargo\.toml|pyproject\.toml|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|makefile|dockerfile|tsconfig\.json)$/i;
const code = /\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|go|rs|java|kt|kts|scala|swift|c|cc|cpp|h|hpp|cs|fs|php|ex|exs|erl|hs|ml|clj|lua|dart|r|jl|sh|sql|proto|graphql)$/i;

/** Higher is more telling. Open files come before all others, then what they import; nearness and words decide among the rest. */
export function weigh(path: string, clues: Clues): number {
  const place = clues.open.indexOf(path);
  if (place >= 0) {
    return 1000 - place;
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  const depth = path.split('/').length - 1;
  const inPath = clues.words.filter((word) => path.toLowerCase().includes(word)).length;
  return (
    (clues.imported.has(path) ? 500 : 0) +
    Math.min(240, 60 * inPath + 50 * (clues.hits.get(path) ?? 0)) +
    40 * nearness(path, clues.open[0]) +
    (depth === 0 && heads.test(name) ? 60 : 0) +
    (code.test(name) ? 20 : 0) +
    (/(?:^|\/)(?:tests?|specs?|__tests__|fixtures?|examples?|vendor|third_party)\//i.test(path) ? -15 : 0) -
    2 * depth -
    (isGeneratedName(path) ? 10_000 : 0)
  );
}

/** The share of the folders of `other` that a path is in too, 0 to 1. */
function nearness(path: string, other: string | undefined): number {
  if (other === undefined) {
    return 0;
  }
  const folders = other.split('/').slice(0, -1);
  const own = path.split('/').slice(0, -1);
  const shared = folders.findIndex((part, index) => own[index] !== part);
  const common = shared < 0 ? folders.length : shared;
  return folders.length === 0 ? (own.length === 0 ? 1 : 0) : common / Math.max(folders.length, own.length);
}

const stopWords = new Set(
  'about above after also another because been before being both cannot could does doing down each else explain file files find from give have here into just like make many more most must need only other over please project same should show some such tell than that their them then there these they this those through under until very want what when where which while whole will with without work works workspace would write your code function class'.split(' '),
);

/** Words of a question that may name something in the code: names of its own kind first, at most eight. */
export function tellingWords(question: string): readonly string[] {
  const found = new Map<string, number>();
  for (const [word] of question.matchAll(/[\p{L}_$][\p{L}\p{N}_$-]{2,}/gu)) {
    const isName = /[a-z][A-Z]|_|\d/.test(word);
    const low = word.toLowerCase();
    if (!found.has(low) && (isName || (low.length > 3 && !stopWords.has(low)))) {
      found.set(low, isName ? 0 : 1);
    }
  }
  return [...found].sort(([, a], [, b]) => a - b).slice(0, 8).map(([word]) => word);
}

/** The files of the list that a text imports, as far as its paths tell: relative ones, and dotted names. */
export function importedBy(path: string, text: string, paths: ReadonlySet<string>): readonly string[] {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const targets: string[] = [];
  for (const [, specifier = ''] of text.matchAll(/['"](\.{1,2}\/[^'"\n]+)['"]/g)) {
    targets.push(joined(folder, specifier));
  }
  for (const [, dots = '', name = ''] of text.matchAll(/^\s*(?:from|import|use)\s+(\.*)([\w.]+)/gm)) {
    const inner = name.replaceAll('.', '/');
    targets.push(dots === '' ? inner : joined(folder, `${dots.length === 1 ? './' : '../'.repeat(dots.length - 1)}${inner}`));
  }
  return targets.flatMap((target) => {
    const bare = target.replace(/\.[cm]?[jt]sx?$/, '');
    const ends = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.vue', '.svelte', '.py', '.rb', '.go', '.rs', '.java', '/index.ts', '/index.js', '/__init__.py', '/mod.rs'];
    return [target, ...ends.map((end) => bare + end)].filter((each) => paths.has(each)).slice(0, 1);
  });
}

function joined(folder: string, relative: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return parts.join('/');
}
