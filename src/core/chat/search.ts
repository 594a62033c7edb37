import type { Conversation } from './conversation.ts';
import { conversationOf, isNewer, type JournalEntry } from './journal.ts';
import { readEntries } from './journalReader.ts';
import type { JournalStore } from './ports.ts';

/** Where words were found. */
export interface SearchHit {
  readonly conversation: string;
  readonly turn: string;
  /** One line around the first place in the turn. */
  readonly snippet: string;
}

/** Characters on each side of what was found. */
const around = 40;

/** All entries of a stored conversation, with those that wait to be written; undefined when there is none, or when a newer Lathe wrote it. */
export async function readAll(store: JournalStore, id: string, signal?: AbortSignal): Promise<readonly JournalEntry[] | undefined> {
  await store.written();
  const size = await store.size(id);
  if (size === undefined) {
    return undefined;
  }
  const all: JournalEntry[] = [];
  for await (const entries of readEntries(store, id, 0, size)) {
    signal?.throwIfAborted();
    for (const entry of entries) {
      all.push(entry);
    }
  }
  all.push(...store.unwritten(id));
  return isNewer(all) ? undefined : all;
}

/** Looks for the words in questions and answers, in the order of the ids: the first turn of each conversation that has them. */
export async function* searchConversations(
  store: JournalStore,
  ids: readonly string[],
  words: string,
  signal: AbortSignal,
): AsyncGenerator<SearchHit, void, undefined> {
  for (const id of ids) {
    // One that cannot be read does not keep the others from being searched.
    const entries = await readAll(store, id, signal).catch(() => undefined);
    signal.throwIfAborted();
    const hit = entries && find(conversationOf(id, entries), words);
    if (hit) {
      yield hit;
    }
  }
}

function find(conversation: Conversation, words: string): SearchHit | undefined {
  const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'iu');
  // What is shown first; a word may stand in another branch alone.
  for (const turn of new Set([...conversation.turns, ...conversation.allTurns])) {
    for (const text of [turn.prompt.text, turn.text]) {
      const match = pattern.exec(text);
      if (match) {
        return { conversation: conversation.id, turn: turn.id, snippet: snippet(text, match.index, match[0].length) };
      }
    }
  }
  return undefined;
}

function snippet(text: string, at: number, length: number): string {
  const from = Math.max(0, at - around);
  const to = Math.min(text.length, at + length + around);
  const line = text.slice(from, to).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${line}${to < text.length ? '…' : ''}`;
}
