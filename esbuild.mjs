// Builds everything. `--production`: what ships, minified. `--watch`: the same, unminified, again on every change.
// `--unit`, `--host`, `--e2e`, `--simulator`, `--bench`: that part of the tests, into out/.
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import * as esbuild from 'esbuild';
import { codiconGlyphs } from './scripts/bundling/codiconGlyphs.mjs';
import { undiciParts } from './scripts/bundling/undiciParts.mjs';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const watching = flags.has('--watch');

/**
 * The files below `folder` whose names end like one of `endings`.
 * @param {string} folder
 * @param {...string} endings
 */
const filesIn = (folder, ...endings) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => endings.some((ending) => file.endsWith(ending)))
        .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    : [];

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  // The problem matcher in .vscode/tasks.json goes by the lines that tell when a build begins and ends.
  logLevel: watching ? 'info' : 'warning',
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
};

/**
 * A dynamic import in the host's code is a chunk of its own beside extension.js, loaded on first use. The host's bundles
 * are CommonJS, where esbuild cannot split, so each chunk is an entry point and the import is left to `require`.
 * @type {esbuild.Plugin}
 */
const lazyChunks = {
  name: 'lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /^\./ }, (args) => {
      if (args.kind !== 'dynamic-import') {
        return null;
      }
      const name = args.path.replace(/^.*\//, '').replace(/\.ts$/, '');
      return { path: `./${name}.js`, external: true };
    });
  },
};

/**
 * Unit tests run without an editor: a runtime import of `vscode` under test must fail the build.
 * @type {esbuild.Plugin}
 */
const noVscode = {
  name: 'no-vscode',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, (args) => ({
      errors: [{ text: `${args.importer} imports vscode, which unit tests do not have` }],
    }));
    build.onResolve({ filter: /^[^./]/ }, (args) => (args.kind === 'entry-point' ? null : { external: true }));
  },
};

/** @type {Record<string, esbuild.BuildOptions>} */
const parts = {
  host: {
    ...common,
    entryPoints: { extension: 'src/extension.ts', client: 'src/node/client.ts', review: 'src/host/review/review.ts', applyCode: 'src/host/apply/applyCode.ts', code: 'src/llm/code/code.ts', pageText: 'src/node/pageText.ts', answerText: 'src/host/chatView/answerText.ts' },
    outdir: 'dist',
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode'],
    plugins: [lazyChunks, undiciParts],
    minify: production,
  },
  webview: {
    ...common,
    entryPoints: { main: 'src/webview/main.tsx', style: 'media/chat.css' },
    outdir: 'dist/webview',
    platform: 'browser',
    target: 'chrome138',
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    assetNames: '[name]',
    loader: { '.ttf': 'file' },
    plugins: [codiconGlyphs],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: production,
  },
  unit: {
    ...common,
    entryPoints: filesIn('test/unit', '.test.ts', '.test.tsx'),
    outbase: 'test/unit',
    outdir: 'out/unit',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [noVscode],
  },
  hostTests: {
    ...common,
    entryPoints: filesIn('test/host', '.ts'),
    outbase: 'test/host',
    outdir: 'out/host',
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode'],
    packages: 'external',
  },
  e2e: {
    ...common,
    entryPoints: filesIn('test/e2e', '.test.ts'),
    outbase: 'test/e2e',
    outdir: 'out/e2e',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    packages: 'external',
  },
  simulator: {
    ...common,
    entryPoints: { main: 'test/simulator/main.ts' },
    outdir: 'out/simulator',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    packages: 'external',
  },
  bench: {
    ...common,
    entryPoints: filesIn('test/bench', '.bench.ts'),
    outbase: 'test/bench',
    outdir: 'out/bench',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    packages: 'external',
  },
};

const wanted = Object.entries({
  '--unit': ['unit'],
  '--host': ['hostTests'],
  '--e2e': ['e2e'],
  '--simulator': ['simulator'],
  '--bench': ['bench'],
}).flatMap(([flag, names]) => (flags.has(flag) ? names : []));
const names = wanted.length > 0 ? wanted : ['host', 'webview'];

for (const name of names) {
  const options = parts[name];
  if (!options) {
    continue;
  }
  if (watching) {
    await (await esbuild.context(options)).watch();
  } else {
    // A stale output would be run, or shipped, as if it were still there.
    if (name !== 'webview') {
      await rm(String(options.outdir), { recursive: true, force: true });
    }
    await esbuild.build(options);
  }
}
