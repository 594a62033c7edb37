import { fenced } from '../prompt/fence.ts';
import type { Conversation, Turn } from './conversation.ts';
import { parseEvent, type ConversationEvent } from './events.ts';
import { conversationOf, isHeader, makesBranch, type JournalEntry } from './journal.ts';
import type { JournalStore } from './ports.ts';
import { eventsOf } from './retell.ts';
import { readAll } from './search.ts';

const exportVersion = 2;
/** What it is without branches, which earlier builds take for one long conversation. */
const plainVersion = 1;

/** The words around a conversation that is written as Markdown; the core has none of its own. */
export interface ExportWords {
  readonly title: string;
  readonly you: string;
  readonly lathe: string;
  readonly thought: string;
  /** One line below the answer: when, by which model, what it took, and how it ended where that was not well. */
  readonly note: (turn: Turn) => string;
}

/** The conversation for people to read: the branch that is shown. Thoughts are folded where the viewer knows HTML. */
export function toMarkdown(conversation: Conversation, words: ExportWords): string {
  return `${[`# ${words.title}`, ...conversation.turns.flatMap((turn) => turnParts(turn, words))].join('\n\n')}\n`;
}

function turnParts(turn: Turn, words: Omit<ExportWords, 'title'>): readonly string[] {
  return [...questionParts(turn, words), ...answerParts(turn, words)];
}

/** The paragraphs of a question: its heading, its words and what went along. */
export function questionParts({ prompt }: Turn, words: Pick<ExportWords, 'you'>): readonly string[] {
  const references = prompt.references.map(({ label, text, language, image }) => (image ? label : `${label}\n\n${fenced(text, language)}`));
  return [`## ${words.you}`, prompt.text, ...references];
}

/** The paragraphs of an answer. `isThinking`: its thought is left open for more. `isOver`: the note is below it. */
export function answerParts(turn: Turn, words: Omit<ExportWords, 'title' | 'you'>, { isThinking = false, isOver = true } = {}): readonly string[] {
  const opened = `<details>\n<summary>${words.thought}</summary>\n\n${unclosed(turn.thought.trim())}`;
  const thought = turn.thought.trim() === '' ? [] : isThinking ? [opened] : [opened, '</details>'];
  const answer = turn.text.trim() === '' ? [] : [turn.text.trim()];
  return [`## ${words.lathe}`, ...thought, ...answer, ...(isOver ? [`*${words.note(turn)}*`] : [])];
}

/** A thought that speaks of the very element it is folded into does not open it. */
function unclosed(text: string): string {
  return text.replace(/<(?=\/?(details|summary)\b)/gi, '&lt;');
}

/**
 * All entries of the conversation, to be exported: those of its journal with what is not written yet, or, where that cannot be read or
 * lacks something of what is shown, the conversation told anew.
 */
export async function entriesOf(store: JournalStore, conversation: Conversation): Promise<readonly JournalEntry[]> {
  const { allTurns: turns } = conversation;
  const kept = await readAll(store, conversation.id).catch(() => undefined);
  const found = kept && conversationOf(conversation.id, kept);
  const complete = turns.every(({ id, text, thought, end }) => {
    const turn = found?.turn(id);
    return turn?.text.startsWith(text) === true && turn.thought.startsWith(thought) && (!end || turn.end?.type === end.type);
  });
  return kept && complete ? kept : eventsOf(conversation);
}

/** The conversation as JSON, with everything that its journal holds. */
export function toJson(title: string, entries: readonly JournalEntry[], at: number): string {
  const events = entries.filter((entry): entry is ConversationEvent => !isHeader(entry));
  return `${JSON.stringify({ lathe: 'conversation-export', version: events.some(makesBranch) ? exportVersion : plainVersion, at, title, events }, undefined, 2)}\n`;
}

/** `index`: the first event that is of no known form, from 0. */
export type Imported =
  | { readonly type: 'ok'; readonly events: readonly ConversationEvent[] }
  | { readonly type: 'not-json' | 'not-a-conversation' | 'newer' | 'empty' }
  | { readonly type: 'bad-event'; readonly index: number };

/** Reads what `toJson` wrote. All of it is checked: a file that is wrong anywhere is taken not at all. */
export function fromJson(text: string): Imported {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { type: 'not-json' };
  }
  if (!isExport(value)) {
    return { type: 'not-a-conversation' };
  }
  if (value.version > exportVersion) {
    return { type: 'newer' };
  }
  const events: ConversationEvent[] = [];
  for (const [index, each] of value.events.entries()) {
    const event = parseEvent(each);
    if (!event) {
      return { type: 'bad-event', index };
    }
    events.push(event);
  }
  return events.some(({ type }) => type === 'turn') ? { type: 'ok', events } : { type: 'empty' };
}

function isExport(value: unknown): value is { readonly version: number; readonly events: readonly unknown[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'lathe' in value &&
    value.lathe === 'conversation-export' &&
    'version' in value &&
    typeof value.version === 'number' &&
    'events' in value &&
    Array.isArray(value.events)
  );
}
