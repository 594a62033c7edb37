import { Conversation } from './conversation.ts';
import { parseEvent, type ConversationEvent } from './events.ts';

/**
 * The journal of one conversation: a text of lines, only ever appended to. The first line says what it is and in which
 * version; each further line is one event as JSON. A damaged line loses itself alone.
 */
export const journalVersion = 1;

export function journalHeader(id: string, at: number): string {
  return `${JSON.stringify({ lathe: 'conversation', version: journalVersion, id, at })}\n`;
}

export function journalLine(event: ConversationEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/**
 * The conversation that a journal holds. A turn that has no end was cut short by the end of its window, and is given
 * that as its failure. Undefined for the journal of a newer version, which is better left alone than half understood.
 */
export function readJournal(id: string, text: string): Conversation | undefined {
  const lines = text.split('\n').filter((line) => line.length > 0);
  const header = parse(lines[0] ?? '');
  if (isRecord(header) && typeof header['version'] === 'number' && header['version'] > journalVersion) {
    return undefined;
  }
  const conversation = new Conversation(id);
  for (const line of lines) {
    const event = parseEvent(parse(line));
    if (event) {
      conversation.apply(event);
    }
  }
  for (const turn of conversation.turns) {
    if (!turn.end) {
      const failure = { code: 'interrupted', retryable: true } as const;
      conversation.apply({ type: 'end', turn: turn.id, end: { type: 'failed', failure } });
    }
  }
  return conversation;
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
