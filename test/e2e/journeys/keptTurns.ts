// Conversations as they are on the disk, with the parts that journeys look at.
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../driver/workbench.ts';

export interface KeptTurn {
  readonly id: string;
  readonly question: string;
  readonly thought: string;
  readonly text: string;
  /** Type of its end; undefined for none. */
  readonly end: string | undefined;
}

interface Line {
  readonly type: string;
  readonly turn?: string;
  readonly text?: string;
  readonly prompt?: { readonly text: string };
  readonly end?: { readonly type: string };
}

/** Files of conversations, also those that are only put aside, the one that was written to last at the end. */
export async function journalFiles({ server }: Workbench): Promise<readonly string[]> {
  const all = await readdir(server.userDataDir, { recursive: true });
  const files = all.filter((file) => /[/\\]conversations[/\\].*\.jsonl/.test(file)).map((file) => path.join(server.userDataDir, file));
  const dated = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  return dated.sort((a, b) => a.at - b.at).map(({ file }) => file);
}

/** The turns of the conversation that was written to last. */
export async function keptTurns(workbench: Workbench): Promise<readonly KeptTurn[]> {
  const file = (await journalFiles(workbench)).at(-1);
  const turns = new Map<string, KeptTurn>();
  for (const line of file === undefined ? [] : (await readFile(file, 'utf8')).split('\n').filter((each) => each !== '')) {
    const { type, turn = '', text = '', prompt, end } = JSON.parse(line) as Line;
    const known = turns.get(turn) ?? { id: turn, question: prompt?.text ?? '', thought: '', text: '', end: undefined };
    if (type === 'turn') {
      turns.set(turn, known);
    } else if (type === 'thought' || type === 'text') {
      turns.set(turn, { ...known, [type]: known[type] + text });
    } else if (type === 'end') {
      turns.set(turn, { ...known, end: end?.type });
    }
  }
  return [...turns.values()];
}
