// A rewrite of 2,000 lines streamed into a file of 20,000: whether a line costs the same at the end as at the beginning, and
// how long an extension host is kept from other work, beside an idle one and beside a diff of the whole at each chunk.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { diffArrays } from 'diff';
import { build } from 'esbuild';
import { launchBrowser } from '../../scripts/workbench/browser.mjs';
import { root } from '../../scripts/workbench/paths.mjs';
import { startServer } from '../../scripts/workbench/server.mjs';
import { makePackage } from '../../scripts/packaging/makePackage.mjs';
import { OwnedLines } from '../../src/core/edit/ownedLines.ts';
import type { Blocking } from './edit/measured.ts';
import { answerLines, regionLines } from './edit/task.ts';
import { median, report } from './rows.ts';

const runs = 30;
/** In milliseconds, for the window to load and measure. */
const windowTimeout = 120_000;

const percentile = (values: readonly number[], part: number): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const rounded = (value: number): number => Number(value.toPrecision(3));

/** Milliseconds of each line of the answer, taken one by one. */
function core(): readonly number[] {
  const owned = new OwnedLines(regionLines);
  return answerLines.map((text) => {
    const start = performance.now();
    const plan = owned.plan();
    plan.take({ type: 'line', text });
    owned.commit(plan);
    return performance.now() - start;
  });
}

/** Milliseconds of reading all changes, as what shows them does after a pause, once the last line is written. */
function hunks(): number {
  const owned = new OwnedLines(regionLines);
  const plan = owned.plan();
  for (const text of answerLines) {
    plan.take({ type: 'line', text });
  }
  owned.commit(plan);
  owned.hunks(0);
  const start = performance.now();
  owned.hunks(0);
  return performance.now() - start;
}

/** The same, for a diff of the whole at each tenth line. */
function wholeDiff(): readonly number[] {
  const times: number[] = [];
  for (let at = 10; at <= answerLines.length; at += 10) {
    const start = performance.now();
    diffArrays([...regionLines], [...answerLines.slice(0, at), ...regionLines.slice(at)]);
    times.push(performance.now() - start);
  }
  return times;
}

async function host(): Promise<Blocking> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lathe-edit-'));
  const [extension, results] = [path.join(folder, 'empty'), path.join(folder, 'blocking.json')];
  await mkdir(extension);
  const manifest = { publisher: 'bench', name: 'empty', version: '0.0.1', engines: { vscode: '^1.104.0' }, main: './extension.js' };
  await writeFile(path.join(extension, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(extension, 'extension.js'), 'exports.activate = () => {};\n');
  const entry = { entryPoints: [path.join(root, 'test/bench/edit/hostEntry.ts')], outfile: path.join(extension, 'measure.js') };
  await build({ ...entry, bundle: true, platform: 'node', format: 'cjs', external: ['vscode'], logLevel: 'warning' });
  const { vsix } = await makePackage();
  const server = await startServer({ vsix, env: { ...process.env, LATHE_EDIT_BENCH: results }, testable: true, marketplace: false, log: console.log });
  const browser = await launchBrowser(console.log);
  try {
    const page = await browser.newPage();
    const ended = new Promise<number>((resolve, reject) => {
      setTimeout(() => {
        reject(new Error(`No end of the window after ${windowTimeout / 1000} s`));
      }, windowTimeout).unref();
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.goto(server.url(undefined, { extension, tests: path.join(extension, 'measure.js') }));
    const code = await ended;
    if (code !== 0) {
      throw new Error(`The extension host ended with ${code}:\n${server.output().slice(-3000)}`);
    }
    return JSON.parse(await readFile(results, 'utf8')) as Blocking;
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const growth: number[] = [];
const perLine: number[] = [];
const reads: number[] = [];
for (let run = -5; run < runs; run += 1) {
  const times = core();
  const tenth = Math.floor(times.length / 10);
  if (run >= 0) {
    growth.push(sum(times.slice(-tenth)) / sum(times.slice(0, tenth)));
    reads.push(hunks());
    perLine.push(sum(times) / times.length);
  }
}
const diffs = wholeDiff();
const { idle, lathe, wholeDiff: peers, delays } = await host();
report([
  { name: 'edit: last tenth of the lines over the first', value: rounded(median(growth)), unit: 'x', note: `core, ${answerLines.length} lines, median of ${runs} runs; to read all changes at the end takes ${rounded(median(reads))} ms` },
  {
    name: 'edit: a diff of the whole at each line over ours',
    value: rounded(sum(diffs) / diffs.length / median(perLine)),
    unit: 'x',
    note: `${rounded(sum(diffs) / diffs.length)} ms beside ${rounded(median(perLine))} ms`,
  },
  {
    name: 'edit: extension host blocked at a chunk',
    value: rounded(percentile(lathe, 0.95)),
    unit: 'ms',
    note: `p95 of ${lathe.length} chunks in a real host; idle ${rounded(percentile(idle, 0.95))} ms, a diff of the whole at each chunk ${rounded(percentile(peers, 0.95))} ms`,
  },
  {
    name: 'edit: from a chunk to the text in the document',
    value: rounded(percentile(delays, 0.95)),
    unit: 'ms',
    note: `p95, median ${rounded(median(delays))} ms; a browser's and a server's way there and back`,
  },
]);
