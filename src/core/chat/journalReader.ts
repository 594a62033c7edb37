import { parseLines, type JournalEntry } from './journal.ts';
import type { JournalStore } from './ports.ts';

/** What is read and parsed at once, bytes: some milliseconds of work between two turns of the event loop. */
export const blockBytes = 256 * 1024;
const newline = 10;

export interface JournalTail {
  /** Of the last bytes, in order, beginning at a whole line. */
  readonly entries: readonly JournalEntry[];
  /** Where these begin, bytes from the start; 0 when they are all. */
  readonly start: number;
}

/** Reads backwards from `size` until `turns` questions are in what was read, or all of it is. */
export async function readTail(store: JournalStore, id: string, size: number, turns: number): Promise<JournalTail> {
  let entries: readonly JournalEntry[] = [];
  let from = size;
  // The bytes before the first whole line of what was read last: the end of a line that begins further in front.
  let rest: readonly Uint8Array[] = [];
  while (from > 0 && entries.filter((entry) => 'type' in entry && entry.type === 'turn').length < turns) {
    const start = Math.max(0, from - blockBytes);
    const block = await store.read(id, start, from);
    from = start;
    const end = start === 0 ? -1 : block.indexOf(newline);
    if (start > 0 && end < 0) {
      rest = [block, ...rest];
      continue;
    }
    entries = [...parseLines(decode([block.subarray(end + 1), ...rest])), ...entries];
    rest = [block.subarray(0, end + 1)];
  }
  return { entries, start: from + rest.reduce((sum, { length }) => sum + length, 0) };
}

/** The entries between two places, bytes, in order and block by block; `from` is the beginning of a line. */
export async function* readEntries(
  store: JournalStore,
  id: string,
  from: number,
  to: number,
): AsyncGenerator<readonly JournalEntry[], void, undefined> {
  for await (const text of readLines(store, id, from, to)) {
    yield parseLines(text);
  }
}

/** Whole lines between two places, block by block. The last may lack its end. */
export async function* readLines(store: JournalStore, id: string, from: number, to: number): AsyncGenerator<string, void, undefined> {
  let open: Uint8Array[] = [];
  for (let at = from; at < to; at += blockBytes) {
    const block = await store.read(id, at, Math.min(to, at + blockBytes));
    const end = block.lastIndexOf(newline);
    if (end < 0) {
      open.push(block);
      continue;
    }
    yield decode([...open, block.subarray(0, end + 1)]);
    open = [block.subarray(end + 1)];
  }
  yield decode(open);
}

function decode(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}
