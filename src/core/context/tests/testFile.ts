/** Where the tests of a file are, or are to be. Paths have `/` and are relative to the workspace folder. */
export interface TestFile {
  readonly path: string;
  readonly exists: boolean;
}

interface Naming {
  /** Names that a test of `stem` has in this language, with the extension; the first is used where no neighbour tells. */
  readonly names: (stem: string, extension: string) => readonly string[];
  /** Folder for a source in `folder`, where no test is there to follow. */
  readonly folder: (folder: string) => string;
}

const beside = (folder: string): string => folder;
const capital = (stem: string): string => stem.charAt(0).toUpperCase() + stem.slice(1);

const namings: readonly (readonly [RegExp, Naming])[] = [
  [
    /^(?:[cm]?[jt]sx?|vue|svelte)$/,
    {
      names: (stem, extension) => {
        const code = extension === 'vue' || extension === 'svelte' ? 'ts' : extension;
        return [`${stem}.test.${code}`, `${stem}.spec.${code}`, `${stem}.test.js`, `${stem}.spec.js`, `test-${stem}.${code}`, `${stem}_test.${code}`];
      },
      folder: beside,
    },
  ],
  [/^py$/, { names: (stem) => [`test_${stem}.py`, `${stem}_test.py`], folder: () => 'tests' }],
  [/^go$/, { names: (stem) => [`${stem}_test.go`], folder: beside }],
  [/^rs$/, { names: (stem) => [`${stem}.rs`, `${stem}_test.rs`, `test_${stem}.rs`], folder: (folder) => `${folder.replace(/(?:^|\/)src(?:\/.*)?$/, (found) => (found.startsWith('/') ? '/' : ''))}/tests`.replaceAll('//', '/').replace(/^\//, '') }],
  [
    /^(?:java|kt|groovy|scala)$/,
    {
      names: (stem, extension) => [`${stem}Test.${extension}`, `${stem}Tests.${extension}`, `Test${stem}.${extension}`, `${stem}Spec.${extension}`],
      folder: (folder) => folder.replace(/(^|\/)src\/main(\/|$)/, '$1src/test$2'),
    },
  ],
  [/^(?:cs|fs|vb)$/, { names: (stem, extension) => [`${stem}Tests.${extension}`, `${stem}Test.${extension}`], folder: beside }],
  [/^rb$/, { names: (stem) => [`${stem}_spec.rb`, `${stem}_test.rb`, `test_${stem}.rb`], folder: () => 'spec' }],
  [/^php$/, { names: (stem) => [`${capital(stem)}Test.php`], folder: () => 'tests' }],
  [/^dart$/, { names: (stem) => [`${stem}_test.dart`], folder: (folder) => folder.replace(/(^|\/)lib(\/|$)/, '$1test$2') }],
  [/^exs?$/, { names: (stem) => [`${stem}_test.exs`], folder: (folder) => folder.replace(/(^|\/)lib(\/|$)/, '$1test$2') }],
  [/^swift$/, { names: (stem) => [`${stem}Tests.swift`], folder: () => 'Tests' }],
  [/^(?:c|cc|cpp|cxx)$/, { names: (stem, extension) => [`${stem}_test.${extension}`, `test_${stem}.${extension}`], folder: () => 'test' }],
];

const usual: Naming = { names: (stem, extension) => [`${stem}_test.${extension}`, `${stem}.test.${extension}`], folder: beside };
const testFolders = /(?:^|\/)(?:tests?|__tests__|specs?)(?:\/|$)/i;

/** Whether a file is a test, going by its name and folder. */
export function isTestPath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    isTestName(path) ||
    (isTestFolder(path.slice(0, Math.max(0, path.length - name.length))) && !/^(?:conftest|(?:\w+_)?helpers?|fixtures?|setup|index|__init__)\b/.test(name))
  );
}

/** Whether a file's name says that it is a test, wherever it is. */
export function isTestName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /(?:[._-](?:test|spec)\.[^.]+|_(?:test|spec)\.\w+|(?:Tests?|Spec)\.\w+)$/.test(name) || /^test[_-].+\.\w+$/.test(name);
}

/** Deeper within the sources a folder of that name is a part of the program, as a package of a library for tests is. */
function isTestFolder(folder: string): boolean {
  return testFolders.test(folder.replace(/(^|\/)(?:src(?!\/tests?\/)|internal)\/(?!.*__tests__\/).*$/i, '$1'));
}

/**
 * The test file of `source`, going by the tests that are there.
 * A test that bears its name is that file; else the nearest test shows the naming and the folder; else the language's custom.
 * @param paths paths of the folder's files, in any order
 */
export function testFileFor(source: string, paths: readonly string[]): TestFile {
  const { folder, stem, extension } = split(source);
  const naming = namingOf(extension);
  const names = naming.names(stem, extension);
  const tests = paths.filter((path) => path !== source && isTestPath(path) && namings.every(([pattern]) => pattern.test(extension) === pattern.test(split(path).extension)));
  const nearest = tests.toSorted((a, b) => distance(a, source) - distance(b, source) || (a < b ? -1 : 1));
  const own = nearest.find((path) => names.includes(split(path).name));
  if (own !== undefined) {
    return { path: own, exists: true };
  }
  // What only stands in a folder of tests may be a helper of theirs, whose place tells little.
  const example = nearest.find(isTestName) ?? nearest[0];
  const path = example === undefined ? join(naming.folder(folder), names[0] ?? `${stem}_test`) : like(example, source, naming, paths);
  return { path, exists: paths.includes(path) };
}

/** The nearest file that a test bears the name of; undefined when there is none. */
export function testedBy(test: string, paths: readonly string[]): string | undefined {
  const { name } = split(test);
  return codeBeside(test, paths).find((path) => {
    const { stem, extension } = split(path);
    return namingOf(extension).names(stem, extension).includes(name);
  });
}

/** The files of a test's language that are no tests, the nearest first. */
export function codeBeside(test: string, paths: readonly string[]): readonly string[] {
  const naming = namingOf(split(test).extension);
  return paths
    .filter((path) => !isTestPath(path) && naming !== usual && namingOf(split(path).extension) === naming)
    .toSorted((a, b) => distance(a, test) - distance(b, test) || (a < b ? -1 : 1));
}

function namingOf(extension: string): Naming {
  return namings.find(([pattern]) => pattern.test(extension))?.[1] ?? usual;
}

/** The example's way of naming, and of its folder: beside its source, or a tree that mirrors the sources. */
function like(example: string, source: string, naming: Naming, paths: readonly string[]): string {
  const { folder, stem, extension } = split(source);
  const test = split(example);
  const tested = paths.filter((path) => !isTestPath(path)).map(split).find((file) => naming.names(file.stem, file.extension).includes(test.name));
  const index = tested === undefined ? guess(test.name, naming, test.extension) : naming.names(tested.stem, tested.extension).indexOf(test.name);
  const name = naming.names(stem, extension)[Math.max(0, index)] ?? `${stem}_test.${extension}`;
  if (tested === undefined) {
    return join(testFolders.test(`${test.folder}/`) || test.folder === '' ? test.folder : folder, name);
  }
  if (tested.folder === test.folder) {
    return join(folder, name);
  }
  if (test.folder.startsWith(`${tested.folder}/`) || tested.folder === '') {
    // Such as `__tests__` beside the sources, or `test` below the root.
    const below = tested.folder === '' ? test.folder : test.folder.slice(tested.folder.length + 1);
    return join(tested.folder === '' ? below : join(folder, below), name);
  }
  const mirrored = mirror(tested.folder, test.folder, folder);
  return join(mirrored ?? test.folder, name);
}

/** Where `folder` is in the tree of tests, given that `from` is in `to` there; undefined when the two are no mirrors. */
function mirror(from: string, to: string, folder: string): string | undefined {
  const a = from.split('/');
  const b = to.split('/');
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) {
    a.pop();
    b.pop();
  }
  const root = a.join('/');
  return folder === root || folder.startsWith(`${root}/`) || root === ''
    ? join(b.join('/'), root === '' ? folder : folder.slice(root.length + 1))
    : undefined;
}

function guess(name: string, naming: Naming, extension: string): number {
  return naming.names('*', extension).findIndex((pattern) => {
    const [head = '', tail = ''] = pattern.split('*');
    return name.startsWith(head) && name.endsWith(tail);
  });
}

/** How many folders lie between two files. */
function distance(a: string, b: string): number {
  const one = a.split('/').slice(0, -1);
  const two = b.split('/').slice(0, -1);
  let same = 0;
  while (same < one.length && same < two.length && one[same] === two[same]) {
    same++;
  }
  return one.length + two.length - 2 * same;
}

function split(path: string): { readonly folder: string; readonly name: string; readonly stem: string; readonly extension: string } {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  return {
    folder: path.slice(0, Math.max(0, slash)),
    name,
    stem: dot > 0 ? name.slice(0, dot) : name,
    extension: dot > 0 ? name.slice(dot + 1) : '',
  };
}

function join(folder: string, name: string): string {
  return folder === '' ? name : name === '' ? folder : `${folder}/${name}`;
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
