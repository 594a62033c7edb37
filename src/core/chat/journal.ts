import { Conversation } from './conversation.ts';
import { parseEvent, type ConversationEvent } from './events.ts';

/**
 * The journal of one conversation: a text of lines, only ever appended to. The first line that is not empty says what it is and in which
 * version; each further line is one event as JSON. A damaged line loses itself alone.
 */
export const journalVersion = 2;
/** What a journal is as long as it has no branches: earlier builds understand it, and take branches for one long conversation. */
const plainVersion = 1;

/** The folder or workspace file that a conversation was begun in. */
export interface Workspace {
  /** Its address, which says whether two are the same. */
  readonly uri: string;
  readonly name: string;
}

/** What a journal begins with. A later header line lays what it knows over the first. */
export interface JournalHeader {
  readonly lathe: 'conversation';
  readonly version: number;
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
  readonly workspace?: Workspace;
}

export type JournalEntry = JournalHeader | ConversationEvent;

export function journalHeader(id: string, at: number, workspace?: Workspace): JournalHeader {
  return { lathe: 'conversation', version: plainVersion, id, at, ...(workspace ? { workspace } : {}) };
}

/** The same for a journal with branches; it goes before the event that makes one. */
export function branchHeader(id: string, at: number, workspace?: Workspace): JournalHeader {
  return { ...journalHeader(id, at, workspace), version: journalVersion };
}

/** Whether an event is one that earlier builds would misread. */
export function makesBranch(event: ConversationEvent): boolean {
  return event.type === 'shown' || (event.type === 'turn' && event.instead !== undefined);
}

/**
 * Whether the end of a journal is the end of one branch, so that what is shown can be told from it alone: each question was asked
 * after the one before it.
 */
export function isChain(entries: readonly JournalEntry[]): boolean {
  let chain: string[] = [];
  for (const entry of entries) {
    if (isHeader(entry)) {
      continue;
    }
    if (makesBranch(entry)) {
      return false;
    }
    if (entry.type === 'removed') {
      chain = chain.filter((turn) => turn !== entry.turn);
    } else if (entry.type === 'turn') {
      const before = chain.at(-1);
      if (entry.after !== undefined && before !== undefined && entry.after !== before) {
        return false;
      }
      chain.push(entry.turn);
    }
  }
  return true;
}

/** Entries as lines. Pieces of one text that follow each other are one line: a long answer is not a line for each token. */
export function journalLines(entries: readonly JournalEntry[]): string {
  const lines: string[] = [];
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (entry && 'type' in entry && (entry.type === 'text' || entry.type === 'thought')) {
      const pieces = [entry.text];
      for (let next = entries[index + 1]; next && isPieceOf(entry, next); next = entries[index + 1]) {
        pieces.push(next.text);
        index++;
      }
      lines.push(JSON.stringify({ ...entry, text: pieces.join('') }));
    } else {
      lines.push(JSON.stringify(entry));
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

type TextEvent = Extract<ConversationEvent, { type: 'text' | 'thought' }>;

function isPieceOf(entry: TextEvent, next: JournalEntry): next is TextEvent {
  return 'type' in next && next.type === entry.type && next.turn === entry.turn && next.run === entry.run;
}

/** The entries of whole lines; those that are damaged, or of no known form, are left out. */
export function parseLines(text: string): readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const line of text.split('\n')) {
    const value = line === '' ? undefined : parse(line);
    const entry = value === undefined ? undefined : (headerOf(value) ?? parseEvent(value));
    if (entry) {
      entries.push(entry);
    }
  }
  return entries;
}

export function isHeader(entry: JournalEntry): entry is JournalHeader {
  return 'lathe' in entry;
}

/** Whether a newer Lathe wrote it; then it is better left alone than half understood. */
export function isNewer(entries: readonly JournalEntry[]): boolean {
  return entries.some((entry) => isHeader(entry) && entry.version > journalVersion);
}

/**
 * The conversation that the entries make. A turn that has no end was cut short by the end of its window, and is given
 * that as its failure; but for `running`, which goes on.
 */
export function conversationOf(id: string, entries: readonly JournalEntry[], running?: string): Conversation {
  const conversation = new Conversation(id);
  for (const entry of entries) {
    if (!isHeader(entry)) {
      conversation.apply(entry);
    }
  }
  endCutTurns(conversation, running);
  return conversation;
}

/** Ends each turn but `running` that has no end. */
export function endCutTurns(conversation: Conversation, running?: string): void {
  for (const turn of conversation.allTurns) {
    if (!turn.end && turn.id !== running) {
      const failure = { code: 'interrupted', retryable: true } as const;
      conversation.apply({ type: 'end', turn: turn.id, end: { type: 'failed', failure } });
    }
  }
}

/** The conversation of a whole journal; undefined for a newer version's. */
export function readJournal(id: string, text: string): Conversation | undefined {
  const entries = parseLines(text);
  return isNewer(entries) ? undefined : conversationOf(id, entries);
}

function headerOf(value: unknown): JournalHeader | undefined {
  if (!isRecord(value) || value['lathe'] !== 'conversation' || typeof value['version'] !== 'number') {
    return undefined;
  }
  const { version, id, at, workspace } = value;
  return {
    ...{ lathe: 'conversation', version, id: typeof id === 'string' ? id : '', at: typeof at === 'number' ? at : 0 },
    ...(isWorkspace(workspace) ? { workspace } : {}),
  };
}

function isWorkspace(value: unknown): value is Workspace {
  return isRecord(value) && ['uri', 'name'].every((field) => typeof value[field] === 'string');
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
