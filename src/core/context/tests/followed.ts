import { indexOfNaming, isTestFolderName, isTestName, namingOf } from './naming.ts';
import { isWithin, join, segments, shared, split } from './paths.ts';
import { packageOf } from './whereTests.ts';

/** A test to go by, and its code, where that is known. */
export interface Example {
  readonly test: string;
  readonly tested: string | undefined;
}

/** The test file of `source`, named and placed as the example is. */
export function followed({ test, tested }: Example, source: string, paths: readonly string[]): string {
  const { folder, stem, extension } = split(source);
  const names = namingOf(extension)(stem, extension);
  const from = split(test);
  if (from.name === 'tests.py') {
    return join(folder, from.name);
  }
  const code = tested === undefined ? undefined : split(tested);
  const index = code === undefined ? indexOfNaming(test) : namingOf(code.extension)(code.stem, code.extension).indexOf(from.name);
  const name = names[Math.max(0, isTestName(test) ? index : 0)] ?? names[0] ?? stem;
  return join(code === undefined ? besideOthers(from.folder, test, source, paths) : (moved(code.folder, from.folder, folder, packageOf(source, paths)) ?? inPackage(from.folder, test, source, paths)), name);
}

/** Where tests are that do not bear the name of one file: with them where they have a folder of their own, else beside the code. */
function besideOthers(folder: string, test: string, source: string, paths: readonly string[]): string {
  return folder === '' || segments(folder).some(isTestFolderName) ? inPackage(folder, test, source, paths) : split(source).folder;
}

/** The folder of a test, or its like in the package of the source where that is another one. */
function inPackage(folder: string, test: string, source: string, paths: readonly string[]): string {
  const [own, other] = [packageOf(source, paths), packageOf(test, paths)];
  return own === other ? folder : join(own, folder.slice(other === '' ? 0 : other.length + 1));
}

/**
 * Where the tests of `folder` are, given that those of `from` are in `to`: what sets the two apart is put in, or put in the place of
 * what it stands for. Undefined where `folder` has nothing of the kind.
 */
function moved(from: string, to: string, folder: string, root: string): string | undefined {
  if (from === to) {
    return folder;
  }
  const [a, b, own] = [segments(from), segments(to), segments(folder)];
  const before = shared(a, b);
  const behind = Math.min(shared(a.toReversed(), b.toReversed()), a.length - before, b.length - before);
  const taken = a.slice(before, a.length - behind);
  const put = b.slice(before, b.length - behind);
  const head = a.slice(0, before).join('/');
  if (taken.length === 0) {
    if (behind === 0 && before === 0) {
      // The code is in the root, and tells nothing of folders below it.
      return to;
    }
    if (behind === 0) {
      // A folder beside the code, such as `__tests__`, which each folder of code has.
      return join(folder, put.join('/'));
    }
    const base = isWithin(folder, head) ? head : root;
    return join(base, put.join('/'), folder.slice(base === '' ? 0 : base.length + 1));
  }
  const at = positionOf(taken, own, before);
  if (at !== undefined) {
    return join(...own.slice(0, at), ...put, ...own.slice(at + taken.length));
  }
  // Such as `Shop.Tests`, which bears the name of the project that it tests.
  const [last = '', at2 = ''] = [taken.at(-1), own[before + taken.length - 1]];
  const isNamed = last !== '' && at2 !== '' && put.some((name) => name.includes(last) && name !== last) && isWithin(folder, join(head, ...taken.slice(0, -1)));
  return isNamed ? join(head, ...put.map((name) => name.replace(last, at2)), ...own.slice(before + taken.length)) : undefined;
}

/** Where a part of a path is in another one: best at the same place, else the first. */
function positionOf(part: readonly string[], whole: readonly string[], best: number): number | undefined {
  const isAt = (at: number): boolean => part.every((name, index) => whole[at + index] === name);
  if (isAt(best)) {
    return best;
  }
  const first = whole.findIndex((_, at) => isAt(at));
  return first < 0 ? undefined : first;
}
