// How long the packaged extension takes to activate inside a real VS Code, beside the floor: an extension without any
// code, in the same hosts. Each window has an extension host of its own, where each of the two activates once. Needs a
// production build in dist/.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { makePackage } from '../../scripts/packaging/makePackage.mjs';
import { launchBrowser } from '../../scripts/workbench/browser.mjs';
import { current, vsCodeNumber } from '../../scripts/workbench/install.mjs';
import { root } from '../../scripts/workbench/paths.mjs';
import { startServer } from '../../scripts/workbench/server.mjs';
import type { Activations } from './activation/timings.ts';
import { median, report } from './rows.ts';

/** The first window fills the caches of system and server, and is not counted. */
const warmUps = 1;
const runs = 10;
/** In milliseconds, for one window to load, measure and end its host. */
const windowTimeout = 60_000;

/** Writes the empty extension, with the code that measures beside it. */
async function writeEmptyExtension(folder: string): Promise<void> {
  const manifest = {
    publisher: 'bench',
    name: 'empty',
    version: '0.0.1',
    engines: { vscode: '^1.104.0' },
    main: './extension.js',
    activationEvents: [],
  };
  await mkdir(folder);
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'extension.js'), 'exports.activate = () => {};\n');
  await build({
    entryPoints: [path.join(root, 'test/bench/activation/hostEntry.ts')],
    outfile: path.join(folder, 'measure.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

/** Leaves the moment of the activation to the bench: the package itself asks for the end of a window's start. */
async function activateOnDemand(extensions: string): Promise<void> {
  const name = (await readdir(extensions)).find((entry) => entry.startsWith('lathe.'));
  if (name === undefined) {
    throw new Error(`No extension of ours in ${extensions}`);
  }
  const file = path.join(extensions, name, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...manifest, activationEvents: [] }));
}

/** Opens a window of its own and resolves with the exit code of its extension host, when that has ended. */
async function runWindow(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    let late: NodeJS.Timeout | undefined;
    const ended = new Promise<number>((resolve, reject) => {
      late = setTimeout(() => {
        reject(new Error(`No end of a window after ${windowTimeout / 1000} s`));
      }, windowTimeout);
      // The workbench calls it when the extension host has ended.
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.goto(url);
    return await ended.finally(() => {
      clearTimeout(late);
    });
  } finally {
    await context.close();
  }
}

/** What each host has measured, the warm-up left out. */
async function measure(folder: string): Promise<readonly Activations[]> {
  const extension = path.join(folder, 'empty');
  const results = path.join(folder, 'activations.jsonl');
  await writeEmptyExtension(extension);
  const { vsix } = await makePackage();
  const env: NodeJS.ProcessEnv = { ...process.env, LATHE_ACTIVATIONS: results };
  delete env['MODELSLAB_API_KEY'];
  const server = await startServer({ vsix, env, testable: true, marketplace: false, log: console.log });
  await activateOnDemand(server.extensionsDir);
  const browser = await launchBrowser(console.log);
  try {
    const url = server.url(undefined, { extension, tests: path.join(extension, 'measure.js') });
    for (let run = -warmUps; run < runs; run += 1) {
      const code = await runWindow(browser, url);
      if (code !== 0 || !existsSync(results)) {
        throw new Error(`An extension host ended with ${code}:\n${server.output().slice(-3000)}`);
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  const lines = (await readFile(results, 'utf8')).trimEnd().split('\n');
  if (lines.length !== warmUps + runs) {
    throw new Error(`${lines.length} hosts have measured, not ${warmUps + runs}`);
  }
  return lines.slice(warmUps).map((line) => JSON.parse(line) as Activations);
}

const folder = await mkdtemp(path.join(tmpdir(), 'lathe-activation-'));
try {
  const found = await measure(folder);
  const span = (values: readonly number[]) => `from ${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
  const rounded = (value: number) => Number(value.toFixed(1));
  const lathe = found.map((each) => each.lathe.ms);
  const empty = found.map((each) => each.empty.ms);
  const over = found.map((each) => each.lathe.ms - each.empty.ms);
  const marks = (name: keyof Activations) => median(found.map((each) => each[name].marksMs ?? NaN));
  report([
    {
      name: 'activation',
      value: rounded(median(lathe)),
      unit: 'ms',
      note: `the package in VS Code ${vsCodeNumber(current)}, around Extension.activate(), median of ${runs} fresh extension hosts, each once its window has come to rest, ${span(lathe)}`,
    },
    { name: 'activation of an empty extension', value: rounded(median(empty)), unit: 'ms', note: `the floor, same hosts, ${span(empty)}` },
    { name: 'activation over the empty extension', value: rounded(median(over)), unit: 'ms', note: `difference in the same host, ${span(over)}` },
    {
      name: "activation by VS Code's own marks",
      value: marks('lathe'),
      unit: 'ms',
      note: `whole milliseconds; the empty extension: ${marks('empty')}`,
    },
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
