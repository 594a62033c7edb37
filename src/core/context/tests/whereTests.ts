import { isManifest } from './frameworks.ts';
import { isSameLanguage, isTestFolderName, namingOf } from './naming.ts';
import { isWithin, join, segments, split } from './paths.ts';

/** The folder of the package that a file is in: the nearest with a manifest, else the workspace folder. */
export function packageOf(path: string, paths: readonly string[]): string {
  const { folder } = split(path);
  const roots = paths.filter((each) => isManifest(split(each).name)).map((each) => split(each).folder);
  return roots.filter((root) => isWithin(folder, root)).toSorted((a, b) => b.length - a.length)[0] ?? '';
}

/**
 * Where the tests of `source` go by the custom of its language and of the framework, in a project without any to follow.
 * Folders that are there already count, though nothing but helpers may be in them.
 */
export function customFor(source: string, paths: readonly string[], framework: string): string {
  const { folder, stem, extension } = split(source);
  const names = namingOf(extension)(stem, extension);
  const named = (index: number): string => names[index] ?? names[0] ?? `${stem}_test`;
  const root = packageOf(source, paths);
  const inside = folder.slice(root === '' ? 0 : root.length + 1);
  switch (languageOf(extension)) {
    case 'script': {
      const isSpec = paths.some((path) => /(?:^|\/)(?:angular|nest-cli)\.json$/.test(path));
      const name = framework === 'Deno test' ? named(5) : named(isSpec ? 1 : 0);
      // Mocha looks for tests nowhere else, unless it is told to.
      const apart = ownFolder(source, root, paths) ?? (framework === 'mocha' ? join(root, 'test') : undefined);
      return join(apart ?? folder, name);
    }
    case 'python': {
      const apps = paths.some((path) => split(path).name === 'manage.py' && isWithin(folder, split(path).folder));
      const own = ownFolder(source, root, paths);
      return own === undefined && apps ? join(folder, 'tests.py') : join(own ?? join(root, 'tests'), named(0));
    }
    case 'jvm':
      return join(jvmFolder(folder), named(/^(?:groovy|scala)$/.test(extension) ? 3 : 0));
    case 'dotnet':
      return join(dotnetFolder(source, paths), named(0));
    case 'ruby': {
      const isSpec = framework !== 'Minitest' || paths.some((path) => /(?:^|\/)spec\//.test(path));
      return join(root, isSpec ? 'spec' : 'test', inside.replace(/^(?:app|lib)(?:\/|$)/, ''), named(isSpec ? 0 : 1));
    }
    case 'php': {
      const tests = join(root, 'tests');
      const unit = paths.some((path) => isWithin(path, join(tests, 'Unit'))) ? 'Unit' : '';
      return join(tests, unit, inside.replace(/^(?:app|src|lib)(?:\/|$)/, ''), named(0));
    }
    case 'lib':
      return join(root, 'test', inside.replace(/^lib(?:\/|$)/, ''), named(0));
    case 'swift': {
      const [, target = '', rest = ''] = /^Sources\/([^/]+)(?:\/(.*))?$/.exec(inside) ?? [];
      return join(root, 'Tests', target === '' ? '' : `${target}Tests`, rest, named(0));
    }
    case 'c':
      return join(ownFolder(source, root, paths) ?? join(root, 'test'), named(0));
    case 'beside':
      return join(folder, named(0));
  }
}

type Custom = 'script' | 'python' | 'jvm' | 'dotnet' | 'ruby' | 'php' | 'lib' | 'swift' | 'c' | 'beside';

const customs: readonly (readonly [RegExp, Custom])[] = [
  [/^(?:[cm]?[jt]sx?|vue|svelte)$/, 'script'],
  [/^py$/, 'python'],
  [/^(?:java|kt|groovy|scala)$/, 'jvm'],
  [/^(?:cs|fs|vb)$/, 'dotnet'],
  [/^rb$/, 'ruby'],
  [/^php$/, 'php'],
  [/^(?:dart|exs?)$/, 'lib'],
  [/^swift$/, 'swift'],
  [/^(?:c|cc|cpp|cxx)$/, 'c'],
];

function languageOf(extension: string): Custom {
  return customs.find(([pattern]) => pattern.test(extension))?.[1] ?? 'beside';
}

/** The nearest folder of tests that is there, with something of the language in it, from the source's own up to its package's. */
function ownFolder(source: string, root: string, paths: readonly string[]): string | undefined {
  const { folder } = split(source);
  const found = new Set<string>();
  for (const path of paths.filter((each) => isSameLanguage(each, source))) {
    const parts = segments(split(path).folder);
    const at = parts.findIndex(isTestFolderName);
    if (at >= 0) {
      found.add(parts.slice(0, at + 1).join('/'));
    }
  }
  const around = [...found].filter((each) => {
    const outer = split(each).folder;
    return isWithin(folder, outer) && isWithin(outer, root) && !each.endsWith('__tests__');
  });
  return around.toSorted((a, b) => b.length - a.length)[0];
}

/** Maven's and Gradle's trees, those of Kotlin's platforms, and plain `src` beside `test`. */
function jvmFolder(folder: string): string {
  const standard = folder.replace(/(^|\/)src\/(?:main|(\w+)Main)(?=\/|$)/, (_, before: string, platform?: string) => `${before}src/${platform === undefined ? 'test' : `${platform}Test`}`);
  return standard === folder ? folder.replace(/(^|\/)src(?=\/|$)/, '$1test') : standard;
}

/** The project of tests that bears the name of the source's project, whether it is there or is to be made beside it. */
function dotnetFolder(source: string, paths: readonly string[]): string {
  const projects = paths.filter((path) => /\.(?:cs|fs|vb)proj$/.test(path)).map(split);
  const { folder } = split(source);
  const own = projects.filter((project) => isWithin(folder, project.folder)).toSorted((a, b) => b.folder.length - a.folder.length)[0];
  if (!own) {
    return folder;
  }
  const tests = projects.filter(({ stem }) => /tests?$/i.test(stem.replaceAll(/[._-](?:unit|integration)$/gi, '')) || /[._-]tests?[._-]/i.test(stem));
  const target = tests.find(({ stem }) => stem.startsWith(own.stem)) ?? (tests.length === 1 ? tests[0] : undefined);
  const beside = join(split(own.folder).folder, `${own.folder === '' ? own.stem : split(own.folder).name}.Tests`);
  return join(target?.folder ?? beside, folder.slice(own.folder === '' ? 0 : own.folder.length + 1));
}
