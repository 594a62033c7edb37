import { segments, split } from './paths.ts';

/** Names that a test of `stem` has in a language, with the extension; the first is used where nothing tells. */
export type Naming = (stem: string, extension: string) => readonly string[];

const capital = (stem: string): string => stem.charAt(0).toUpperCase() + stem.slice(1);

const namings: readonly (readonly [RegExp, Naming])[] = [
  [
    /^(?:[cm]?[jt]sx?|vue|svelte)$/,
    (stem, extension) => {
      const code = extension === 'vue' || extension === 'svelte' ? 'ts' : extension;
      return [`${stem}.test.${code}`, `${stem}.spec.${code}`, `${stem}.test.js`, `${stem}.spec.js`, `test-${stem}.${code}`, `${stem}_test.${code}`];
    },
  ],
  [/^py$/, (stem) => [`test_${stem}.py`, `${stem}_test.py`]],
  [/^go$/, (stem) => [`${stem}_test.go`]],
  [/^rs$/, (stem) => [`${stem}.rs`, `${stem}_test.rs`, `test_${stem}.rs`, `${stem}_tests.rs`]],
  [/^(?:java|kt|groovy|scala)$/, (stem, extension) => [`${stem}Test.${extension}`, `${stem}Tests.${extension}`, `Test${stem}.${extension}`, `${stem}Spec.${extension}`, `${stem}Suite.${extension}`]],
  [/^(?:cs|fs|vb)$/, (stem, extension) => [`${stem}Tests.${extension}`, `${stem}Test.${extension}`, `${stem}Should.${extension}`]],
  [/^rb$/, (stem) => [`${stem}_spec.rb`, `${stem}_test.rb`, `test_${stem}.rb`]],
  [/^php$/, (stem) => [`${capital(stem)}Test.php`, `test-${stem}.php`]],
  [/^dart$/, (stem) => [`${stem}_test.dart`]],
  [/^exs?$/, (stem) => [`${stem}_test.exs`]],
  [/^swift$/, (stem) => [`${stem}Tests.swift`, `${stem}Test.swift`]],
  [/^(?:c|cc|cpp|cxx)$/, (stem, extension) => [`${stem}_test.${extension}`, `test_${stem}.${extension}`, `${stem}_tests.${extension}`]],
];

const usual: Naming = (stem, extension) => [`${stem}_test.${extension}`, `${stem}.test.${extension}`];

/** By extension, as found before: a workspace has many files of few kinds. */
const found = new Map<string, Naming>();

/** How tests are named in the language of an extension. */
export function namingOf(extension: string): Naming {
  const naming = found.get(extension) ?? namings.find(([pattern]) => pattern.test(extension))?.[1] ?? usual;
  found.set(extension, naming);
  return naming;
}

/** Whether two files are of the same language, so that the one may test the other; files of unknown languages never are. */
export function isSameLanguage(a: string, b: string): boolean {
  const naming = namingOf(split(a).extension);
  return naming !== usual && naming === namingOf(split(b).extension);
}

/** Which of the names a test has, whatever it tests; -1 when none. */
export function indexOfNaming(test: string): number {
  return stemsByNaming(test).findIndex((stem) => stem !== undefined);
}

/** The names without extension that files may have which a test of this name is for. */
export function stemsTested(test: string): readonly string[] {
  return [...new Set(stemsByNaming(test).filter((stem) => stem !== undefined))];
}

function stemsByNaming(test: string): readonly (string | undefined)[] {
  const { name, extension } = split(test);
  return namingOf(extension)('*', extension).map((pattern) => {
    const [head = '', tail = ''] = pattern.split('*');
    const fits = name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
    return fits ? name.slice(head.length, name.length - tail.length) : undefined;
  });
}

/** Whether a file is a test, going by its name and folder. */
export function isTestPath(path: string): boolean {
  const { folder, name } = split(path);
  return isTestName(path) || (isTestFolder(folder) && !/^(?:conftest|(?:\w+_)?helpers?|fixtures?|setup|index|__init__)\b/.test(name));
}

/** Whether a file's name says that it is a test, wherever it is. Django has `tests.py`, Rust `tests.rs`. */
export function isTestName(path: string): boolean {
  const { name } = split(path);
  return /(?:[._-](?:test|spec)\.[^.]+|_(?:test|spec)s?\.\w+|(?:Tests?|Spec)\.\w+)$/.test(name) || /^test[_-](?!(?:helpers?|utils?|support|setup|data|base)\.).+\.\w+$/.test(name) || name === 'tests.py' || name === 'tests.rs';
}

/** Whether the name of a folder is one that tests are kept in. */
export function isTestFolderName(name: string): boolean {
  return /^(?:tests?|__tests__|specs?)$/i.test(name);
}

/** Deeper within the sources a folder of that name is a part of the program, as a package of a library for tests is. */
export function isTestFolder(folder: string): boolean {
  const outside = folder.replace(/(^|\/)(?:src(?!\/tests?(?:\/|$))|internal)(?:\/(?!.*__tests__(?:\/|$)).*)$/i, '$1');
  return segments(outside).some(isTestFolderName);
}

/** Whether a test goes through much of the program at once, so that it tells little of where those of one file are. */
export function isBroadTest(path: string): boolean {
  return (
    /(?:^|\/)(?:e2e|end-to-end|cypress|playwright|androidTest|benchmarks?)\//i.test(path) ||
    /(?:^|\/)(?:tests?|specs?)\/(?:\w+\/)?(?:integration|functional|acceptance|features?|system|requests)\//i.test(path) ||
    /[._-](?:e2e|cy|integration)[._-]/i.test(path)
  );
}

/** Whether a file only plays a test for the tests. */
export function isFixture(path: string): boolean {
  return /(?:^|\/)(?:__fixtures__|fixtures|testdata|__snapshots__|__mocks__)\//i.test(path);
}
