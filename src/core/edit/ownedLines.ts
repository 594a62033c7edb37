import type { Hunk } from './hunk.ts';

/** Whose a line is: `kept` from before, written by us (`ours`), typed by the person (`theirs`), or taken out by us. */
export type Owner = 'kept' | 'ours' | 'theirs' | 'removed';

export interface OwnedLine {
  readonly id: number;
  readonly owner: Owner;
  readonly text: string;
}

/** How far ahead a line of the answer is looked for among the old ones. */
const lookAhead = 60;

/**
 * The lines of a region that is being rewritten, and whose each is. Removed ones stay in their places, so that all can be
 * taken back; they are not in the document. Lines of the answer come in order and are held against the old ones as they come:
 * a line that is there already is kept, and never changes in the document.
 */
export class OwnedLines {
  private lines: readonly OwnedLine[];
  /** Index of the first line that the answer has not reached. */
  private head = 0;
  private nextId: number;

  constructor(lines: readonly string[] | readonly OwnedLine[]) {
    this.lines = lines.map((line, id) => (typeof line === 'string' ? { id, owner: 'kept', text: line } : line));
    this.nextId = this.lines.reduce((most, { id }) => Math.max(most, id), -1) + 1;
  }

  get all(): readonly OwnedLine[] {
    return this.lines;
  }

  /** What the document has, or is to have. */
  get current(): readonly string[] {
    return this.lines.filter(({ owner }) => owner !== 'removed').map(({ text }) => text);
  }

  /** What it would have with all of ours taken back. */
  get original(): readonly string[] {
    return this.lines.filter(({ owner }) => owner !== 'ours').map(({ text }) => text);
  }

  /** Lines of the document that the answer has passed. */
  get passed(): number {
    return this.lines.slice(0, this.head).filter(({ owner }) => owner !== 'removed').length;
  }

  /** Goes on where another one of the same lines is. */
  resumeAt(other: OwnedLines): void {
    this.head = other.head;
    this.nextId = other.nextId;
  }

  /** Takes the next line of the answer. */
  push(text: string): void {
    const found = this.find(text);
    if (found === undefined) {
      this.splice(this.head, 0, [{ id: this.nextId, owner: 'ours', text }]);
      this.nextId += 1;
      this.head += 1;
    } else {
      this.takeOut(this.head, found);
      this.head = found + 1;
    }
  }

  /** The answer is complete: what it did not hold is taken out. */
  finish(): void {
    this.takeOut(this.head, this.lines.length);
    this.lines = healed(this.lines);
    this.head = this.lines.length;
  }

  /** Lines `from` to `to` of the document, excluded, have become these, and not by us. */
  foreign(from: number, to: number, texts: readonly string[]): void {
    const [first, last] = [this.indexOf(from), this.indexOf(to)];
    const before = this.lines.slice(first, last);
    const visible = before.filter(({ owner }) => owner !== 'removed');
    const most = Math.min(visible.length, texts.length);
    let start = 0;
    while (start < most && visible[start]?.text === texts[start]) {
      start += 1;
    }
    let end = 0;
    while (end < most - start && visible.at(-1 - end)?.text === texts.at(-1 - end)) {
      end += 1;
    }
    const typed = texts.slice(start, texts.length - end).map((text): OwnedLine => ({ id: this.nextId++, owner: 'theirs', text }));
    const gone = new Set(visible.slice(start, visible.length - end).map(({ id }) => id));
    const at = first + (start === 0 ? 0 : before.findIndex(({ id }) => id === visible[start - 1]?.id) + 1);
    const unread = new Set(this.lines.slice(this.head).map(({ id }) => id));
    const kept = this.lines.map((line) => (gone.has(line.id) ? undefined : line));
    const next = [...kept.slice(0, at), ...typed, ...kept.slice(at)].filter((line) => line !== undefined);
    this.lines = next;
    const head = next.findIndex(({ id }) => unread.has(id));
    this.head = head < 0 ? next.length : head;
  }

  /** The open changes; `firstLine` is where the region begins in the document. */
  hunks(firstLine: number): readonly Hunk[] {
    const hunks: Hunk[] = [];
    let line = firstLine;
    let run: OwnedLine[] = [];
    const close = (): void => {
      const [first] = run;
      if (first) {
        const removed = run.filter(({ owner }) => owner === 'removed').map(({ text }) => text);
        hunks.push({ id: String(first.id), state: 'pending', start: line - (run.length - removed.length), end: line, removed });
        run = [];
      }
    };
    for (const each of this.lines) {
      if (each.owner === 'kept' || each.owner === 'theirs') {
        close();
      } else {
        run.push(each);
      }
      line += each.owner === 'removed' ? 0 : 1;
    }
    close();
    return hunks;
  }

  /** Decides on one hunk, or on all. */
  decide(decision: 'accept' | 'reject', hunk?: string): void {
    const [stays, goes]: readonly Owner[] = decision === 'accept' ? ['ours', 'removed'] : ['removed', 'ours'];
    let inside = hunk === undefined;
    let before: Owner = 'kept';
    this.lines = this.lines.flatMap((line) => {
      const open = line.owner === 'ours' || line.owner === 'removed';
      if (hunk !== undefined && open && (before === 'kept' || before === 'theirs')) {
        inside = String(line.id) === hunk;
      }
      before = line.owner;
      if (!inside || !open) {
        return [line];
      }
      return line.owner === goes ? [] : [{ ...line, owner: line.owner === stays ? 'kept' : line.owner }];
    });
    this.head = this.lines.length;
  }

  private find(text: string): number | undefined {
    let seen = 0;
    for (let index = this.head; index < this.lines.length && seen < lookAhead; index += 1) {
      const line = this.lines[index];
      if (line?.owner === 'kept') {
        // A bracket or a blank line is everywhere: only the very next one counts.
        if (line.text === text && (seen === 0 || /\w.*\w.*\w/.test(text))) {
          return index;
        }
        seen += 1;
      }
    }
    return undefined;
  }

  private takeOut(from: number, to: number): void {
    this.lines = this.lines.map((line, index) =>
      index >= from && index < to && line.owner === 'kept' ? { ...line, owner: 'removed' } : line,
    );
  }

  private splice(at: number, count: number, lines: readonly OwnedLine[]): void {
    this.lines = [...this.lines.slice(0, at), ...lines, ...this.lines.slice(at + count)];
  }

  /** The index of the document's line; that of the end for one beyond. */
  private indexOf(line: number): number {
    let left = line;
    for (const [index, { owner }] of this.lines.entries()) {
      if (owner !== 'removed') {
        if (left === 0) {
          return index;
        }
        left -= 1;
      }
    }
    return this.lines.length;
  }
}

/** The same text with as few changes as can be: a line that was taken out and written again nearby was kept. */
function healed(lines: readonly OwnedLine[]): readonly OwnedLine[] {
  const result: OwnedLine[] = [];
  let run: OwnedLine[] = [];
  const close = (): void => {
    result.push(...matched(run.filter(({ owner }) => owner === 'ours'), run.filter(({ owner }) => owner === 'removed')));
    run = [];
  };
  for (const line of lines) {
    if (line.owner === 'ours' || line.owner === 'removed') {
      run.push(line);
    } else {
      close();
      result.push(line);
    }
  }
  close();
  return result;
}

/** Lines that are common to both, in order, are kept; what is between them is written, then taken out. */
function matched(ours: readonly OwnedLine[], removed: readonly OwnedLine[]): readonly OwnedLine[] {
  const result: OwnedLine[] = [];
  let from = 0;
  for (const own of ours) {
    const same = removed.findIndex(({ text }, index) => index >= from && text === own.text);
    if (same >= 0) {
      result.push(...removed.slice(from, same), { ...own, owner: 'kept' });
      from = same + 1;
    } else {
      result.push(own);
    }
  }
  return [...result, ...removed.slice(from)];
}
