// A conversation of 2,000 messages and 40 MB in a real editor: from the click that shows the chat to the paint of its last
// answer, and the memory it takes, beside an empty conversation in the same window.
import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makePackage } from '../../scripts/packaging/makePackage.mjs';
import { journalLines, type JournalEntry } from '../../src/core/chat/journal.ts';
import type { ChatPage } from '../e2e/driver/chatPage.ts';
import { stored } from '../e2e/driver/browserStorage.ts';
import { startWorkbench, type Workbench } from '../e2e/driver/workbench.ts';
import { median, report } from './rows.ts';
import { startPacedEndpoint } from './webview/endpoint.ts';
import { notePaints, paintedAt } from './webview/firstPaint.ts';
import { Meter } from './webview/meter.ts';
import { tokens } from './webview/text.ts';

const runs = 5;
const turns = 1000;
/** Of each answer: 40 KB. */
const tokensOfAnswer = 7700;

const rounded = (value: number): number => Number(value.toFixed(1));
const listed = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(', ');

/** 2,000 messages as the lines of a journal. */
function* conversation(): Generator<string> {
  const pieces = tokens(tokensOfAnswer);
  const texts = Array.from({ length: 10 }, (_, part) => pieces.slice((part * pieces.length) / 10, ((part + 1) * pieces.length) / 10).join(''));
  for (let index = 0; index < turns; index++) {
    const turn = `bench-${index}`;
    const prompt = { action: 'ask', text: `Question ${index + 1}`, references: [] } as const;
    const begin: JournalEntry = { type: 'turn', turn, at: Date.now(), prompt, endpoint: 'ModelsLab', model: 'bench', maxTokens: 40_000 };
    yield journalLines([begin]);
    for (const text of texts) {
      yield journalLines([{ type: 'text', turn, text }]);
    }
    yield journalLines([{ type: 'end', turn, end: { type: 'finished', reason: 'stop' } }]);
  }
}

interface Shown {
  /** ms from the click to the paint. */
  readonly times: readonly number[];
  /** MB. */
  readonly heap: number;
  readonly host: number;
}

/** Reloads the window with the chat closed, and opens it, some times over; the first is not counted. */
async function show(workbench: Workbench, isShown: (chat: ChatPage) => Promise<unknown>): Promise<Shown> {
  const { window, server } = workbench;
  const times: number[] = [];
  for (let run = -1; run < runs; run++) {
    await window.hideChat();
    await window.reload();
    const clicked = Date.now();
    const chat = await window.chat();
    await isShown(chat);
    const painted = (await paintedAt(chat.frame)) - clicked;
    if (run >= 0) {
      times.push(painted);
    }
  }
  const meter = await Meter.of(window.page, server.userDataDir);
  return { times, heap: await meter.heap(), host: (await meter.hostMemory()).now };
}

/** Scrolls back beyond what the page was first given, for which the host loads all of the conversation. */
async function readFarBack({ frame, questions }: ChatPage): Promise<void> {
  const first = await questions.first().textContent();
  await frame.locator('.scroller').evaluate((scroller) => {
    scroller.scrollTop = 0;
  });
  await questions.first().filter({ hasNotText: first ?? '' }).waitFor();
}

const endpoint = await startPacedEndpoint();
const workbench = await startWorkbench({
  settings: { 'lathe.endpoints': { ModelsLab: { baseUrl: endpoint.baseUrl } } },
  env: { MODELSLAB_API_KEY: 'bench' },
  webviewMessages: 'unheard',
  vsix: (await makePackage()).vsix,
});
try {
  const { window, server } = workbench;
  await window.chat();
  await notePaints(window.page.context());
  const empty = await show(workbench, (chat) => chat.frame.locator('.content.empty').waitFor());

  // A conversation of one turn is what the window remembers; the others are put into its journal behind it.
  const chat = await window.chat();
  const sent = endpoint.answer({ pieces: tokens(100), pace: 500 });
  await chat.ask('The first question');
  await sent;
  await chat.finishedAnswer(0);
  const files = (await readdir(server.userDataDir, { recursive: true })).filter((file) => /[/\\]conversations[/\\][\w-]+\.jsonl$/.test(file));
  assert.equal(files.length, 1, 'one conversation is on the disk');
  const file = path.join(server.userDataDir, files[0] ?? '');
  await stored(window.page, path.basename(file, '.jsonl'));
  await writeFile(file, conversation(), { flag: 'a' });

  const long = await show(workbench, (page) => page.questions.filter({ hasText: `Question ${turns}` }).waitFor());
  const meter = await Meter.of(window.page, server.userDataDir);
  await meter.forgetPeak();
  await readFarBack(await window.chat());
  const all = await meter.hostMemory();
  const ratio = median(long.times) / median(empty.times);
  report([
    { name: 'first paint of 2,000 messages, 40 MB', value: median(long.times), unit: 'ms', note: `${ratio.toFixed(2)} times the empty conversation's ${median(empty.times)}; from the click that starts the extension; median of ${listed(long.times)} and ${listed(empty.times)}` },
    { name: 'heap of 2,000 messages over an empty conversation', value: rounded(long.heap - empty.heap), unit: 'MB', note: `after forced collection, of the page and the workbench together: ${long.heap.toFixed(1)} and ${empty.heap.toFixed(1)}` },
    { name: 'extension host of 2,000 messages over an empty conversation', value: rounded(long.host - empty.host), unit: 'MB', note: `resident, ${long.host.toFixed(0)} and ${empty.host.toFixed(0)}; only its end is loaded` },
    { name: 'extension host once all of the 2,000 messages are loaded, over an empty conversation', value: rounded(all.now - empty.host), unit: 'MB', note: `resident, nothing collected by force; at most ${all.peak.toFixed(0)} while it was read; the text itself takes 40` },
  ]);
} finally {
  await workbench.close();
  endpoint.close();
}
