import { plainName } from '../../plainName.ts';
import { fenced } from '../../prompt/fence.ts';
import { fenceName } from './fileKinds.ts';
import { importedBy, tellingWords, weigh, type Clues } from './rank.ts';
import { fileTree, type Tree } from './tree.ts';

export interface PackDeps {
  /** The text of a file of the list; undefined when it has none, is gone, or is too long. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** Tokens of a text, by estimate. */
  readonly count: (path: string, text: string) => number;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
  /** ms, from whenever. */
  readonly now: () => number;
}

export interface PackWish {
  /** Relative paths of the files that may go, with `/`. */
  readonly paths: readonly string[];
  /** Those that are open, the one with the cursor first. */
  readonly open: readonly string[];
  readonly question: string;
  /** Tokens. */
  readonly budget: number;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export interface PackedFiles {
  /** A tree of all files, and the texts of those that fit. */
  readonly text: string;
  readonly tokens: number;
  /** Paths of the files whose text is in it. */
  readonly whole: readonly string[];
  /** How many are only named. */
  readonly named: number;
}

/** How long one goes on before others have their turn, ms: less than half a frame. */
const sliceMs = 5;
/** Files that are read at once. */
const readAtOnce = 16;
/** The share of the budget that the tree may take. */
const treeShare = 0.15;
const headOfAll = 'All files:';
const headOfSome = 'All files; of those with * the text follows, the others are only named:';
/** So many files in a row that do not fit: the rest will not either. */
const missesAllowed = 200;

/**
 * Packs files into a budget: what is open first, then what that imports, then what is near and what matches the question. What does
 * not fit is named in the tree. The same files and the same wish always give the same text. Throws only after an abort.
 */
export async function packFiles(deps: PackDeps, { paths, open, question, budget, signal, onProgress }: PackWish): Promise<PackedFiles> {
  const slice = new Slice(deps);
  const words = tellingWords(question);
  const known = new Set(paths);
  const opened = open.filter((path) => known.has(path));
  const hits = words.length === 0 ? new Map<string, number>() : await hitsOf(deps, slice, paths, words, signal, (share) => { onProgress(share / 2); });
  const imported = new Set<string>();
  for (const path of opened) {
    const text = await deps.read(path);
    for (const target of text === undefined ? [] : importedBy(path, text, known)) {
      imported.add(target);
    }
  }
  signal.throwIfAborted();
  const clues: Clues = { open: opened, imported, words, hits };
  const ranked: { readonly path: string; readonly weight: number }[] = [];
  for (const path of paths) {
    ranked.push({ path, weight: weigh(path, clues) });
    await slice.maybe();
  }
  ranked.sort((a, b) => b.weight - a.weight || (a.path < b.path ? -1 : 1));
  const candidates = ranked.filter(({ weight }) => weight > -1000).map(({ path }) => path);
  await slice.rest();

  // The tree has a place of its own, with room for all its marks: it is drawn when it is known what stands in whole.
  const draw = (marked: (path: string) => boolean, most: number): Promise<Tree> =>
    fileTree({ paths, marked, budget: most, count: (text) => deps.count('', text), rest: () => slice.maybe() });
  const all = await draw(() => true, budget * treeShare);
  const reserved = all.tokens + deps.count('', headOfSome);
  let left = budget - reserved;
  const total = Math.max(1, left);
  const begun = words.length === 0 ? 0 : 0.5;
  const parts = new Map<string, string>();
  let misses = 0;
  let tokens = 0;
  for (let at = 0; at < candidates.length && misses < missesAllowed && left > 0; at += readAtOnce) {
    const batch = candidates.slice(at, at + readAtOnce);
    const texts = await Promise.all(batch.map((path) => deps.read(path)));
    signal.throwIfAborted();
    for (const [index, path] of batch.entries()) {
      const text = texts[index];
      if (text === undefined || text.trim() === '') {
        continue;
      }
      const part = `${plainName(path)}:\n${fenced(text, fenceName(path))}`;
      const size = deps.count(path, part);
      if (size <= left) {
        parts.set(path, part);
        left -= size;
        tokens += size;
        misses = 0;
      } else {
        misses++;
      }
      await slice.maybe();
    }
    onProgress(begun + (1 - begun) * Math.max((at + batch.length) / candidates.length, 1 - left / total));
  }
  signal.throwIfAborted();
  const tree = await draw((path) => parts.has(path), Math.max(budget * treeShare, all.tokens));
  const whole = [...parts.keys()].sort();
  const head = whole.length === paths.length ? headOfAll : headOfSome;
  const text = [`${head}\n${tree.text}`, ...whole.map((path) => parts.get(path) ?? '')].join('\n\n');
  return { text, tokens: tokens + deps.count('', head) + tree.tokens, whole, named: paths.length - whole.length };
}

/** In how many files the words stand. */
async function hitsOf(
  deps: PackDeps,
  slice: Slice,
  paths: readonly string[],
  words: readonly string[],
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Map<string, number>> {
  const hits = new Map<string, number>();
  for (let at = 0; at < paths.length; at += readAtOnce) {
    const batch = paths.slice(at, at + readAtOnce);
    const texts = await Promise.all(batch.map((path) => deps.read(path)));
    signal.throwIfAborted();
    for (const [index, path] of batch.entries()) {
      const text = texts[index]?.toLowerCase() ?? '';
      const count = words.filter((word) => text.includes(word)).length;
      if (count > 0) {
        hits.set(path, count);
      }
      await slice.maybe();
    }
    onProgress((at + batch.length) / paths.length);
  }
  return hits;
}

/** Work in slices, so that whoever shares the thread is not kept waiting. */
class Slice {
  private begun: number;

  constructor(private readonly deps: Pick<PackDeps, 'pause' | 'now'>) {
    this.begun = deps.now();
  }

  async maybe(): Promise<void> {
    if (this.deps.now() - this.begun >= sliceMs) {
      await this.rest();
    }
  }

  async rest(): Promise<void> {
    await this.deps.pause();
    this.begun = this.deps.now();
  }
}
