// One answer of 20,000 tokens (107 KB) in one Chromium, without an editor around: shown by our page's AnswerView, by a page that
// appends plain text, by one that parses all of it again for each delta, and by two packages for incremental Markdown.
import assert from 'node:assert/strict';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, CDPSession } from 'playwright-core';
import { launchBrowser } from '../../scripts/workbench/browser.mjs';
import { root } from '../../scripts/workbench/paths.mjs';
import { median, report, type Row } from './rows.ts';
import type { DrawerName } from './webview/drawers.ts';
import { lastWords, tokens } from './webview/text.ts';

const rounds = 3;
/** Tokens in one delta: what comes in a frame at 4,000 a second. */
const tokensOfDelta = 64;

const names: Readonly<Record<DrawerName, string>> = {
  plain: 'plain text, appended',
  lathe: "Lathe's AnswerView",
  'streaming-markdown': 'streaming-markdown',
  incremark: '@incremark/core, drawn by the block',
  again: 'marked, everything again',
};

const markup = `<!doctype html><style>
html, body { height: 100%; margin: 0; font: 13px/1.5 sans-serif }
.scroller { height: 100%; width: 360px; overflow-y: auto }
</style><div class="scroller"><div class="content"><div class="turn"><article><div class="markdown"></div></article></div></div></div>`;

/** Processor time of the page's main thread so far, ms. */
async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}

/** The page's script as one text: its lazy chunk, the colours of code, is in it. */
async function script(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'test/bench/webview/drawers.ts')],
    ...{ bundle: true, write: false, minify: true, platform: 'browser', format: 'iife', logLevel: 'warning' },
  });
  return outputFiles[0]?.text ?? '';
}

interface Found {
  /** Processor time of the main thread, ms. */
  readonly main: number;
  readonly elements: number;
}

async function draw(browser: Browser, source: string, name: DrawerName, deltas: readonly string[]): Promise<Found> {
  const context = await browser.newContext({ viewport: { width: 380, height: 800 } });
  try {
    const page = await context.newPage();
    await page.setContent(markup);
    await page.addScriptTag({ content: source });
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await taskTime(session);
    const { end, elements } = await page.evaluate(
      ([which, pieces]) => (globalThis as unknown as { run: (name: string, pieces: readonly string[]) => Promise<{ end: string; elements: number }> }).run(which, pieces),
      [name, deltas] as const,
    );
    const main = (await taskTime(session)) - before;
    assert.ok(end.includes(lastWords), `${name} shows the end of the answer`);
    return { main, elements };
  } finally {
    await context.close();
  }
}

/** One block that only ends with the answer, of so many parts. */
const longBlocks: Readonly<Record<string, (parts: number) => string>> = {
  'one list of 2,000 items': (parts) => Array.from({ length: parts }, (_, index) => `- Item ${index} with **some** words and \`code\`\n`).join(''),
  'one table of 2,000 rows': (parts) => `| a | b |\n| - | - |\n${Array.from({ length: parts }, (_, index) => `| Row ${index} | \`cell\` |\n`).join('')}`,
  'one paragraph of 2,000 sentences': (parts) => Array.from({ length: parts }, (_, index) => `Sentence ${index} has **some** words. `).join(''),
};

/** What AnswerView takes for one long block, beside one of half its length: twice is as light at its end as at its beginning. */
async function longBlock(browser: Browser, name: string, make: (parts: number) => string): Promise<Row> {
  const time = async (parts: number): Promise<number> => {
    const text = `${make(parts)}\n\n${lastWords}`;
    const cut = Array.from({ length: Math.ceil(text.length / 350) }, (_, index) => text.slice(index * 350, (index + 1) * 350));
    const taken: number[] = [];
    for (let round = 0; round < rounds; round++) {
      taken.push((await draw(browser, source, 'lathe', cut)).main);
    }
    return median(taken);
  };
  const [half, whole] = [await time(1000), await time(2000)];
  return { name: `main thread's processor time for ${name}: Lathe's AnswerView`, value: Math.round(whole), unit: 'ms', note: `${(whole / half).toFixed(2)} times one of half its length` };
}

const pieces = tokens(20_000);
const deltas = Array.from({ length: Math.ceil(pieces.length / tokensOfDelta) }, (_, index) =>
  pieces.slice(index * tokensOfDelta, (index + 1) * tokensOfDelta).join(''),
);
const source = await script();
const browser = await launchBrowser(console.log);
try {
  const order = Object.keys(names) as DrawerName[];
  const found = new Map<DrawerName, Found[]>(order.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? order : order.toReversed()) {
      const drawn = await draw(browser, source, name, deltas);
      console.error(`${name}: ${drawn.main.toFixed(0)} ms of the main thread`);
      found.get(name)?.push(drawn);
    }
  }
  const main = (name: DrawerName): number => median((found.get(name) ?? []).map((each) => each.main));
  const blocks: Row[] = [];
  for (const [name, make] of Object.entries(longBlocks)) {
    blocks.push(await longBlock(browser, name, make));
  }
  report([
    ...order.map((name) => ({
      name: `main thread's processor time for 20,000 tokens: ${names[name]}`,
      value: Math.round(main(name)),
      unit: 'ms',
      note: `${(main(name) / main('plain')).toFixed(2)} times the plain text, ${(main(name) / main('lathe')).toFixed(2)} times Lathe; ${found.get(name)?.[0]?.elements ?? NaN} elements at the end; ${deltas.length} deltas, one a frame`,
    })),
    ...blocks,
  ]);
} finally {
  await browser.close();
}
