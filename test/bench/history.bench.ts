// Reading back a conversation of 2,000 messages and 40 MB: the time until its end can be shown, until all of it is there, and the
// longest time that the event loop stood still; beside reading the file at once and parsing all of its JSON.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalHeader } from '../../src/core/chat/journal.ts';
import { OpenJournal } from '../../src/core/chat/openJournal.ts';
import { JournalFiles } from '../../src/node/journalFiles.ts';
import { median, report } from './rows.ts';

const turns = 1000;
const piece = 'A sentence of an answer, as models write them. ';
const piecesOfTurn = 850;
const runs = 5;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Takes the longest pause between two turns of the event loop while `work` runs, ms. */
async function longestBlock(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const done = new AbortController();
  const watching = (async () => {
    while (!done.signal.aborted) {
      await new Promise(setImmediate);
      look();
    }
  })();
  await work();
  look();
  done.abort();
  await watching;
  return longest;
}

async function timed(work: () => Promise<void>): Promise<{ readonly ms: number; readonly block: number }> {
  const begun = performance.now();
  let ms = 0;
  const block = await longestBlock(async () => {
    await work();
    ms = performance.now() - begun;
  });
  return { ms, block };
}

const folder = await mkdtemp(join(tmpdir(), 'lathe-bench-'));
try {
  const files = new JournalFiles(folder, { logger: quiet });
  files.append('x', journalHeader('x', 1));
  for (let index = 0; index < turns; index++) {
    const turn = String(index);
    files.append('x', { type: 'turn', turn, at: 1, prompt: { action: 'ask', text: 'Why?', references: [] }, endpoint: 'e', model: 'm', maxTokens: 1 });
    for (let part = 0; part < piecesOfTurn; part += 50) {
      files.append('x', { type: 'text', turn, text: piece.repeat(50) });
      // As an answer comes: a write for some of its pieces.
      await files.written();
    }
    files.append('x', { type: 'end', turn, end: { type: 'finished', reason: 'stop' } });
  }
  await files.flush();
  const size = (await files.size('x')) ?? 0;

  const taken = { tail: [] as number[], whole: [] as number[], block: [] as number[], plain: [] as number[], plainBlock: [] as number[] };
  for (let run = 0; run < runs; run++) {
    let journal: OpenJournal | undefined;
    const tail = await timed(async () => {
      const opened = await OpenJournal.open(files, 'x');
      assert.ok(typeof opened === 'object');
      journal = opened;
    });
    const whole = await timed(async () => {
      const conversation = await journal?.readWhole();
      assert.equal(conversation?.turns.length, turns);
    });
    const plain = await timed(async () => {
      const lines = (await readFile(files.path('x'), 'utf8')).trimEnd().split('\n');
      assert.ok(lines.map((line): unknown => JSON.parse(line)).length > turns);
    });
    taken.tail.push(tail.ms);
    taken.whole.push(whole.ms);
    taken.block.push(Math.max(tail.block, whole.block));
    taken.plain.push(plain.ms);
    taken.plainBlock.push(plain.block);
  }
  const note = `${(size / 1e6).toFixed(0)} MB, ${turns * 2} messages; median of ${runs}`;
  report([
    { name: 'history: until the end can be shown', value: median(taken.tail), unit: 'ms', note },
    { name: 'history: until all is read', value: median(taken.whole), unit: 'ms', note },
    { name: 'history: longest block of the event loop', value: median(taken.block), unit: 'ms', note },
    { name: 'history: plain JSON.parse of all lines', value: median(taken.plain), unit: 'ms', note },
    { name: 'history: longest block of plain JSON.parse', value: median(taken.plainBlock), unit: 'ms', note },
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
