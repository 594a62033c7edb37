// Packing a workspace of 10,000 files to a million tokens, the list of files and the reading included: the time beside repomix, which
// packs all of the same tree, and how long the event loop keeps others waiting meanwhile, beside the same while nothing is done. The
// reading goes through node:fs, as VS Code's own file system does for local files; what VS Code adds to each call is not in it.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCli } from 'repomix';
import { estimateTokenCount } from 'tokenx';
import { IgnoreRules } from '../../src/core/context/files/ignoreRules.ts';
import { packFiles, type PackedFiles } from '../../src/core/context/files/packFiles.ts';
import { makeTree } from './pack/tree.ts';
import { median, report } from './rows.ts';

const files = 10_000;
const budget = 1_000_000;
const runs = 3;

async function list(root: string, folder = '', rules = IgnoreRules.none): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const here = entries.some(({ name }) => name === '.gitignore') ? rules.in(folder, [await readFile(join(root, folder, '.gitignore'), 'utf8')]) : rules;
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly string[]> => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (here.ignores(path, entry.isDirectory())) {
        return [];
      }
      return entry.isDirectory() ? list(root, path, here) : [path];
    }),
  );
  return found.flat();
}

/** `kept`: texts and counts by version, as the extension keeps them; here nothing changes. */
async function pack(root: string, question: string, kept: Map<string, { text: string; tokens?: number }>): Promise<PackedFiles> {
  return packFiles(
    {
      read: async (path) => {
        const known = kept.get(path);
        if (known) {
          return known.text;
        }
        const text = await readFile(join(root, path), 'utf8');
        kept.set(path, { text });
        return text;
      },
      count: (path, text) => {
        const known = kept.get(path);
        if (!known) {
          return estimateTokenCount(text);
        }
        known.tokens ??= estimateTokenCount(text);
        return known.tokens;
      },
      pause: () => new Promise((resolve) => { setImmediate(resolve); }),
      now: () => performance.now(),
    },
    { paths: await list(root), open: [], question, budget, signal: new AbortController().signal, onProgress: () => undefined },
  );
}

/** The 95th percentile of the event loop's delay while `work` runs, ms. */
async function delayDuring(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await work();
  delay.disable();
  return delay.percentile(95) / 1e6;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const folder = await mkdtemp(join(tmpdir(), 'lathe-bench-'));
const root = join(folder, 'project');
try {
  await makeTree(root, files);
  // Both read the tree once before: what the system keeps of the disk is the same for both.
  const first = await pack(root, '', new Map());
  const ours: number[] = [];
  const again: number[] = [];
  const idle: number[] = [];
  const busy: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs; run++) {
    const kept = new Map<string, { text: string; tokens?: number }>();
    let ms = 0;
    busy.push(await delayDuring(async () => {
      ms = await timed(() => pack(root, '', kept));
    }));
    ours.push(ms);
    idle.push(await delayDuring(() => sleep(ms)));
    again.push(await timed(() => pack(root, 'Where is the price of an order made?', kept)));
    theirs.push(await timed(() => runCli(['.'], root, { output: join(folder, 'repomix.txt'), style: 'plain', quiet: true, securityCheck: false, gitSortByChanges: false })));
  }
  report([
    { name: 'Packing 10,000 files to 1,000,000 tokens', value: median(ours), unit: 'ms', note: `${first.whole.length} files whole, ${first.named} by name, ${first.tokens} tokens by estimate` },
    { name: 'The same tree with repomix, all files, security check off', value: median(theirs), unit: 'ms', note: `${(median(theirs) / median(ours)).toFixed(2)} times as long` },
    { name: 'Packing again, for a question, nothing changed', value: median(again), unit: 'ms', note: 'each text is searched for the words of the question' },
    { name: 'Event loop delay while packing, 95th percentile', value: median(busy), unit: 'ms', note: `${(median(busy) / median(idle)).toFixed(2)} times that of doing nothing` },
    { name: 'Event loop delay while doing nothing, 95th percentile', value: median(idle), unit: 'ms' },
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
