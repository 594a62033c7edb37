// Runs inside a fresh extension host, where VS Code calls `run`: activates Lathe and an empty extension, once each.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Activations, Timing } from './timings.ts';

/** VS Code's own marks, where it keeps them in an extension host; `startTime` is in whole milliseconds. */
interface WithMarks {
  readonly MonacoPerformanceMarks?: {
    getMarks(): readonly { readonly name: string; readonly startTime: number }[];
  };
}

/** Adds one line of JSON, `Activations`, to the file that LATHE_ACTIVATIONS names. */
export async function run(): Promise<void> {
  const file = process.env['LATHE_ACTIVATIONS'];
  if (file === undefined) {
    throw new Error('LATHE_ACTIVATIONS names no file');
  }
  await windowAtRest();
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n').length : 0;
  let lathe: Timing;
  let empty: Timing;
  // Whoever is second finds a warmer host: they take turns.
  if (before % 2 === 0) {
    lathe = await activate('lathe.lathe');
    empty = await activate('bench.empty');
  } else {
    empty = await activate('bench.empty');
    lathe = await activate('lathe.lathe');
  }
  appendFileSync(file, `${JSON.stringify({ lathe, empty } satisfies Activations)}\n`);
}

/**
 * Resolves when the window and this host answer each other at once, ten times running: an activation asks the window for
 * the extension's stored state, and one that is still loading the workbench would be measured instead. Gives up waiting
 * after 20 s, on a machine that never rests.
 */
async function windowAtRest(): Promise<void> {
  const deadline = performance.now() + 20_000;
  let prompt = 0;
  while (prompt < 10 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    await vscode.commands.executeCommand('setContext', 'bench.roundTrip', start);
    prompt = performance.now() - start < 8 ? prompt + 1 : 0;
  }
}

async function activate(id: string): Promise<Timing> {
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined || extension.isActive) {
    throw new Error(`${id} is ${extension === undefined ? 'not installed' : 'active already'}`);
  }
  const start = performance.now();
  await extension.activate();
  const ms = performance.now() - start;
  return { ms, marksMs: markedMs(id) };
}

/** From before the extension's code is loaded until its `activate` has returned. */
function markedMs(id: string): number | null {
  const marks = (globalThis as WithMarks).MonacoPerformanceMarks?.getMarks() ?? [];
  const at = (name: string) => marks.find((mark) => mark.name === `code/extHost/${name}/${id}`)?.startTime;
  const start = at('willLoadExtensionCode');
  const end = at('didActivateExtension');
  return start === undefined || end === undefined ? null : end - start;
}
