import { followed, type Example } from './followed.ts';
import { isBroadTest, isFixture, isSameLanguage, isTestFolderName, isTestName, isTestPath, namingOf, stemsTested } from './naming.ts';
import { distance, join, segments, shared, split } from './paths.ts';
import { customFor, packageOf } from './whereTests.ts';

/** Where the tests of a file are, or are to be. Paths have `/` and are relative to the workspace folder. */
export interface TestFile {
  readonly path: string;
  readonly exists: boolean;
}

/** Most tests, as near as each other, of which the code is looked for. */
const exampleLimit = 20;

/**
 * The test file of `source`, going by the tests that are there.
 * A test that bears its name is that file; else the nearest test shows the naming and the folder; else the language's custom.
 * Unit tests of Rust stand in the source itself.
 * @param paths paths of the folder's files, in any order
 * @param framework name of the one that the project tests with, where its manifests tell
 */
export function testFileFor(source: string, paths: readonly string[], framework = ''): TestFile {
  const tests = testsBeside(source, paths);
  const code = codeByStem(source, paths);
  const path = ownTest(source, tests, code) ?? (isInline(source, tests, paths) ? source : placeFor(source, tests, code, paths, framework));
  return { path, exists: paths.includes(path) };
}

/** The nearest file that a test bears the name of; undefined when there is none. */
export function testedBy(test: string, paths: readonly string[]): string | undefined {
  return testedAmong(test, codeByStem(test, paths));
}

/** The files of a language that are no tests, by their names without extension, in lower case. */
type CodeByStem = ReadonlyMap<string, readonly string[]>;

function codeByStem(like: string, paths: readonly string[]): CodeByStem {
  const found = new Map<string, string[]>();
  for (const path of paths.filter((each) => isSameLanguage(each, like) && !isTestPath(each))) {
    const stem = split(path).stem.toLowerCase();
    const namesakes = found.get(stem) ?? [];
    namesakes.push(path);
    found.set(stem, namesakes);
  }
  return found;
}

function testedAmong(test: string, code: CodeByStem): string | undefined {
  const { name } = split(test);
  const named = stemsTested(test)
    .flatMap((stem) => code.get(stem.toLowerCase()) ?? [])
    .filter((path) => {
      const { stem, extension } = split(path);
      return namingOf(extension)(stem, extension).includes(name);
    });
  // A tree of tests mirrors that of the code, so that what the paths end in tells more than where they begin.
  const mirrored = endOf(test);
  const likeness = (path: string): number => shared(mirrored, endOf(path));
  return named.toSorted((a, b) => likeness(b) - likeness(a) || distance(a, test) - distance(b, test) || (a < b ? -1 : 1))[0];
}

/** The files of a test's language that are no tests, the nearest first. */
export function codeBeside(test: string, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !isTestPath(path) && isSameLanguage(path, test)).toSorted((a, b) => distance(a, test) - distance(b, test) || (a < b ? -1 : 1));
}

/** Folders from the file upwards, without those that only say that tests are in them. */
function endOf(path: string): readonly string[] {
  return segments(split(path).folder)
    .filter((name) => !isTestFolderName(name))
    .toReversed();
}

/** The test that is of this file and of no other; none of those that go through more of the program. */
function ownTest(source: string, tests: readonly string[], code: CodeByStem): string | undefined {
  const { folder, stem, extension } = split(source);
  const names = namingOf(extension)(stem, extension);
  const inside = /^(?:lib|main|mod)$/.test(stem) ? join(folder, 'tests.rs') : join(folder, stem, 'tests.rs');
  const named = tests.filter((path) => path === inside || (names.includes(split(path).name) && !isBroadTest(path) && testedAmong(path, code) === source));
  return inOrder(named, source)[0];
}

/** Whether unit tests are in the file itself: Rust has them there, where the tests beside it do not tell otherwise. */
function isInline(source: string, tests: readonly string[], paths: readonly string[]): boolean {
  if (!source.endsWith('.rs')) {
    return false;
  }
  const root = packageOf(source, paths);
  // What is in `tests` reaches a library only, not a program.
  const isProgram = paths.includes(join(root, 'src/main.rs')) && !paths.includes(join(root, 'src/lib.rs'));
  return isProgram || !tests.some((path) => path.startsWith(join(root, 'tests/')));
}

/** The test whose way of writing tests of `source` follow; undefined where there is none. */
export function exampleFor(source: string, paths: readonly string[]): string | undefined {
  return nearestTest(source, testsBeside(source, paths), codeByStem(source, paths))?.test;
}

function placeFor(source: string, tests: readonly string[], code: CodeByStem, paths: readonly string[], framework: string): string {
  if (source.endsWith('.rs')) {
    return integrationTest(source, paths);
  }
  const example = nearestTest(source, tests, code);
  return example && !isBroadTest(example.test) ? followed(example, source, paths) : customFor(source, paths, framework);
}

function testsBeside(source: string, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => path !== source && isTestPath(path) && isSameLanguage(path, source) && !isFixture(path));
}

function nearestTest(source: string, tests: readonly string[], code: CodeByStem): Example | undefined {
  const nearest = inOrder(tests, source);
  const as = (path: string | undefined): string | undefined => path && `${isBroadTest(path)} ${distance(path, source)} ${isTestName(path)}`;
  const alike = nearest.filter((path) => as(path) === as(nearest[0])).slice(0, exampleLimit);
  // One whose code is known shows how the one is placed to the other.
  for (const test of alike) {
    const tested = testedAmong(test, code);
    if (tested !== undefined) {
      return { test, tested };
    }
  }
  return alike[0] === undefined ? undefined : { test: alike[0], tested: undefined };
}

/** Cargo looks for tests in `tests` itself, not in folders below. A module's `mod.rs` bears the name of its folder. */
function integrationTest(source: string, paths: readonly string[]): string {
  const { folder, stem } = split(source);
  return join(packageOf(source, paths), 'tests', `${stem === 'mod' ? split(folder).name : stem}.rs`);
}

/**
 * The most telling first: unit tests, what is named as a test, as what is not may be a helper of theirs, then the nearest, and of
 * those the ones in a folder of the same name.
 */
function inOrder(tests: readonly string[], source: string): readonly string[] {
  const own = endOf(source);
  return tests
    .map((path) => ({ path, rank: (isBroadTest(path) ? 2 : 0) + (isTestName(path) ? 0 : 1), far: distance(path, source), likeness: shared(endOf(path), own) }))
    .sort((a, b) => a.rank - b.rank || a.far - b.far || b.likeness - a.likeness || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

/** How `source` is named in an import of `test`: relative, with its extension where `withExtension` says so. */
export function importPathOf(source: string, test: string, withExtension: boolean): string {
  const from = test.split('/').slice(0, -1);
  const to = source.split('/');
  while (from.length > 0 && to.length > 1 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  const path = `${from.length === 0 ? './' : '../'.repeat(from.length)}${to.join('/')}`;
  return withExtension ? path : path.replace(/\.[cm]?[jt]sx?$/, '');
}
