import type { Conversation, Turn } from './conversation.ts';
import { answerParts, questionParts, type ExportWords } from './export.ts';

/** A place in the document, line and character from 0. */
export interface TranscriptPlace {
  readonly line: number;
  readonly character: number;
}

/** What stands from `start` to `end` becomes `text`. `lineCount`: the lines of the document after it. */
export interface TranscriptChange {
  readonly start: TranscriptPlace;
  readonly end: TranscriptPlace;
  readonly text: string;
  readonly lineCount: number;
}

export interface TranscriptWords extends Omit<ExportWords, 'title'> {
  readonly title: (conversation: Conversation) => string;
  /** Stands there as long as nothing was asked. */
  readonly empty: string;
}

/** A piece of the document that ends with a line end: what it was made of, and where it begins. */
interface Part {
  readonly of: unknown;
  readonly text: string;
  readonly line: number;
}

/**
 * The conversation as a text that grows in place: what has not changed is neither rendered again nor touched, so that whoever
 * reads there stays where they are. Lines end with `\n` alone.
 */
export class TranscriptText {
  private parts: readonly Part[] = [];

  constructor(private readonly words: TranscriptWords) {}

  /** All of it, from which the next change is counted. */
  begin(conversation: Conversation): string {
    this.parts = this.render(conversation, []);
    return textOf(this.parts);
  }

  /** The document has this text, whoever wrote it. */
  found(text: string): void {
    this.parts = [{ of: undefined, text, line: 0 }];
  }

  /** What is different since the last call; undefined for nothing. Of a turn that grows it is what has come. */
  change(conversation: Conversation): TranscriptChange | undefined {
    const { parts: old } = this;
    const next = this.render(conversation, old);
    this.parts = next;
    let first = 0;
    while (first < old.length && first < next.length && old[first]?.text === next[first]?.text) {
      first += 1;
    }
    let same = 0;
    while (same < old.length - first && same < next.length - first && old.at(-1 - same)?.text === next.at(-1 - same)?.text) {
      same += 1;
    }
    const before = textOf(old.slice(first, old.length - same));
    const after = textOf(next.slice(first, next.length - same));
    if (before === after) {
      return undefined;
    }
    const head = commonHead(before, after);
    const tail = commonTail(before, after, head);
    const line = old[first]?.line ?? linesOf(old);
    return {
      start: placeIn(before, head, line),
      end: placeIn(before, before.length - tail, line),
      text: after.slice(head, after.length - tail),
      lineCount: linesOf(next) + 1,
    };
  }

  private render(conversation: Conversation, known: readonly Part[]): readonly Part[] {
    const { turns } = conversation;
    const parts: Part[] = [];
    let line = 0;
    const add = (of: unknown, make: () => string): void => {
      const before = known[parts.length];
      const text = before !== undefined && before.of === of ? before.text : make();
      parts.push({ of, text, line });
      line += before?.text === text ? nextLine(known, parts.length - 1) : countLines(text);
    };
    const heading = turns.length === 0 ? this.words.empty : `# ${this.words.title(conversation)}`;
    add(heading, () => withLineEnds(`${heading}\n`));
    for (const turn of turns) {
      add(turn, () => withLineEnds(`\n${[...questionParts(turn, this.words), ...this.answer(turn)].join('\n\n')}\n`));
    }
    return parts;
  }

  /** What is still to come stands behind what is there: the thought is closed when the answer begins, and what it took is told at the end. */
  private answer(turn: Turn): readonly string[] {
    const isThinking = !turn.end && turn.text.trim() === '';
    return answerParts(turn, this.words, { isThinking, isOver: turn.end !== undefined });
  }
}

/** Lines that a part of these takes, which is known where the next one begins. */
function nextLine(parts: readonly Part[], index: number): number {
  const part = parts[index];
  const next = parts[index + 1];
  return part === undefined ? 0 : next === undefined ? countLines(part.text) : next.line - part.line;
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

function linesOf(parts: readonly Part[]): number {
  const last = parts.at(-1);
  return last === undefined ? 0 : last.line + countLines(last.text);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}

/** An editor takes a carriage return for a line end as well. */
function withLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function placeIn(text: string, offset: number, line: number): TranscriptPlace {
  const before = text.slice(0, offset);
  return { line: line + countLines(before), character: offset - (before.lastIndexOf('\n') + 1) };
}

const isHigh = (code: number): boolean => (code & 0xfc00) === 0xd800;
const isLow = (code: number): boolean => (code & 0xfc00) === 0xdc00;

/** Characters that both begin with; never half of a pair. */
function commonHead(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) {
    length += 1;
  }
  return length > 0 && isHigh(a.charCodeAt(length - 1)) ? length - 1 : length;
}

/** Characters that both end with, behind the first `head` of them; never half of a pair. */
function commonTail(a: string, b: string, head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) {
    length += 1;
  }
  return length > 0 && isLow(a.charCodeAt(a.length - length)) ? length - 1 : length;
}
