import { Branches } from './branches.ts';
import type { ConversationEvent } from './events.ts';
import { isHeader, journalVersion, parseLines, type Workspace } from './journal.ts';
import { readLines } from './journalReader.ts';
import type { JournalStore } from './ports.ts';

/** A conversation as a list shows it. */
export interface ConversationSummary {
  readonly id: string;
  /** As the person called it, else how the first question begins; empty when there is neither. */
  readonly title: string;
  /** How the first answer begins. */
  readonly opening: string;
  /** When it was begun, and when the last question was asked, ms since 1970; 0 when not known. */
  readonly at: number;
  readonly askedAt: number;
  readonly turns: number;
  readonly pinned: boolean;
  readonly workspace?: Workspace;
  /** A newer Lathe wrote it: it can be listed and not opened. */
  readonly newer: boolean;
}

/** Characters of a title that is made, and of the words below it. */
export const titleLength = 80;
const openingLength = 120;

/** Sums a journal up, in one pass and without parsing most of it. */
export async function summarize(store: JournalStore, id: string): Promise<ConversationSummary | undefined> {
  const size = await store.size(id);
  if (size === undefined) {
    return undefined;
  }
  const summary = new Summary();
  for await (const text of readLines(store, id, 0, size)) {
    summary.take(text);
  }
  return summary.of(id);
}

class Summary {
  private title = '';
  /** How answers begin, by turn: of those that came first of what was shown. */
  private readonly answers = new Map<string, string>();
  private at = 0;
  private askedAt = 0;
  private pinned = false;
  private newer = false;
  private workspace: Workspace | undefined;
  private readonly questions = new Map<string, string>();
  private readonly branches = new Branches();

  take(text: string): void {
    // Only the beginning of an answer is wanted; the rest of the answers is most of a file.
    for (const line of text.split('\n')) {
      const piece = /^\{"type":"(?:text|thought)","turn":"([\w-]*)"/.exec(line);
      if (!piece || this.wants(piece[1] ?? '')) {
        this.takeLine(line);
      }
    }
  }

  private takeLine(line: string): void {
    for (const entry of parseLines(line)) {
      if (isHeader(entry)) {
        this.newer ||= entry.version > journalVersion;
        this.at ||= entry.at;
        this.workspace = entry.workspace ?? this.workspace;
      } else {
        this.takeEvent(entry);
      }
    }
  }

  of(id: string): ConversationSummary {
    const { title, at, askedAt, pinned, newer, workspace, questions, branches, answers } = this;
    const first = branches.shown.map((turn) => questions.get(turn) ?? '').find((question) => question !== '') ?? '';
    const opening = branches.shown.map((turn) => answers.get(turn) ?? '').find((answer) => answer.trim() !== '') ?? '';
    return {
      id,
      title: beginning(title || first, titleLength),
      opening: beginning(opening, openingLength),
      ...{ at, askedAt, pinned, newer, turns: branches.shown.length },
      ...(workspace ? { workspace } : {}),
    };
  }

  /** Whether the list may show how this turn's answer begins: no turn before it has any words. */
  private wants(turn: string): boolean {
    const { shown } = this.branches;
    const first = shown.find((each) => each === turn || (this.answers.get(each) ?? '').trim() !== '');
    return first === turn && (this.answers.get(turn)?.length ?? 0) < openingLength * 4;
  }

  private takeEvent(event: ConversationEvent): void {
    switch (event.type) {
      case 'turn':
        if (!this.questions.has(event.turn)) {
          this.questions.set(event.turn, event.prompt.text.trim());
          this.branches.add(event.turn, event);
        }
        this.at ||= event.at;
        this.askedAt = Math.max(this.askedAt, event.at);
        return;
      case 'continued':
        this.askedAt = Math.max(this.askedAt, event.at);
        return;
      case 'removed':
        this.questions.delete(event.turn);
        this.branches.remove(event.turn);
        return;
      case 'shown':
        this.branches.show(event.turn);
        return;
      case 'titled':
        this.title = event.title;
        return;
      case 'pinned':
        this.pinned = event.pinned;
        return;
      case 'text':
        if (this.wants(event.turn)) {
          this.answers.set(event.turn, (this.answers.get(event.turn) ?? '') + event.text);
        }
        return;
      default:
        return;
    }
  }
}

/** At most so many characters of one line, with an ellipsis where there is more. */
export function beginning(text: string, length: number): string {
  const line = text.slice(0, length * 4).replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
