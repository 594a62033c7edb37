// Runs inside an extension host, where VS Code calls `run`: streams the same answer in three ways, and measures how long
// the host was kept from other work at each chunk.
import { writeFileSync } from 'node:fs';
import { diffArrays } from 'diff';
import * as vscode from 'vscode';
import { OwnedLines } from '../../../src/core/edit/ownedLines.ts';
import { LineWriter } from '../../../src/host/edits/lineWriter.ts';
import type { Blocking } from './measured.ts';
import { answerLines, fileLines, firstLine, regionLines } from './task.ts';

/** In milliseconds between two chunks: a fast model. */
const pace = 5;
const linesOfChunk = 2;
const turns = 4;

/** Writes `Blocking` as JSON to the file that LATHE_EDIT_BENCH names. */
export async function run(): Promise<void> {
  const file = process.env['LATHE_EDIT_BENCH'];
  if (file === undefined) {
    throw new Error('LATHE_EDIT_BENCH names no file');
  }
  const found = { idle: [] as number[], lathe: [] as number[], wholeDiff: [] as number[], delays: [] as number[] };
  const part = Math.ceil(answerLines.length / turns);
  const document = await vscode.workspace.openTextDocument({ content: fileLines.join('\n') });
  await vscode.window.showTextDocument(document);
  const writer = new LineWriter(document, firstLine, new OwnedLines(regionLines));
  const asked: number[] = [];
  writer.onDidChange(() => {
    const now = performance.now();
    found.delays.push(...asked.splice(0).map((start) => now - start));
  });
  const soFar: string[] = [];
  // They take turns, so that a busy machine slows all three.
  for (let turn = 0; turn < turns; turn += 1) {
    const lines = answerLines.slice(turn * part, (turn + 1) * part);
    found.idle.push(...(await stream(lines, () => undefined)));
    found.lathe.push(
      ...(await stream(lines, (chunk) => {
        asked.push(performance.now());
        writer.push(chunk.map((text) => ({ type: 'line', text })));
      })),
    );
    found.wholeDiff.push(
      ...(await stream(lines, (chunk) => {
        soFar.push(...chunk);
        diffArrays([...regionLines], [...soFar, ...regionLines.slice(soFar.length)]);
      })),
    );
  }
  await writer.finish(true);
  const expected = [...fileLines.slice(0, firstLine), ...answerLines, ...fileLines.slice(firstLine + regionLines.length)].join('\n');
  if (document.getText() !== expected) {
    throw new Error('The document is not what the answer makes of it');
  }
  writer.dispose();
  writeFileSync(file, JSON.stringify(found satisfies Blocking));
}

/** For each chunk, the longest that the host did nothing else until the next one. */
async function stream(lines: readonly string[], take: (chunk: readonly string[]) => void): Promise<readonly number[]> {
  const longest: number[] = [];
  for (let at = 0; at < lines.length; at += linesOfChunk) {
    const end = performance.now() + pace;
    let last = performance.now();
    let most = 0;
    take(lines.slice(at, at + linesOfChunk));
    while (last < end) {
      await new Promise((resolve) => setImmediate(resolve));
      const now = performance.now();
      most = Math.max(most, now - last);
      last = now;
    }
    longest.push(most);
  }
  return longest;
}
