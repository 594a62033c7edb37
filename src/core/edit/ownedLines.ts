import { AheadLines } from './aheadLines.ts';
import { foreignLines, type ForeignKind } from './foreignLines.ts';
import { formattedLines } from './formattedLines.ts';
import { healed, healLast } from './healing.ts';
import type { Hunk } from './hunk.ts';
import { HunkScan } from './hunkScan.ts';
import { LineChanges, type LineChange } from './lineChange.ts';
import { loadedLines } from './loadedLines.ts';
import { isOpen, isVisible, type OwnedLine } from './ownedLine.ts';
import { StreamPlan, type StreamPosition } from './streamPlan.ts';

/** The outcome of a decision, before the document has it. */
export interface Decision {
  /** In lines counted from the region's first. */
  readonly changes: readonly LineChange[];
  readonly passed: readonly OwnedLine[];
}

/**
 * The lines of a region that is being rewritten, and whose each is. Removed ones stay in their places, so that all can be
 * taken back; they are not in the document. Lines of the answer come in order and are held against the old ones as they come:
 * a line that is there already is kept, and never changes in the document. What each costs does not grow with the region.
 */
export class OwnedLines {
  private passedLines: OwnedLine[];
  private ahead: AheadLines;
  private position: StreamPosition;
  /** Lines of the document that the answer has passed, and that it has not. */
  private visiblePassed: number;
  private visibleAhead: number;
  private readonly scan = new HunkScan();

  /** @param lines the region's texts, or lines that were saved in review */
  constructor(lines: readonly string[] | readonly OwnedLine[]) {
    const all = lines.map((line, id): OwnedLine => (typeof line === 'string' ? { id, owner: 'kept', text: line } : line));
    const inReview = lines.some((line) => typeof line !== 'string');
    this.passedLines = inReview ? all : [];
    this.ahead = new AheadLines(inReview ? [] : all);
    const nextId = all.reduce((most, { id }) => Math.max(most, id), -1) + 1;
    this.position = { next: 0, nextId, held: undefined, isPatch: false, isAgain: false, unplaced: 0 };
    this.visiblePassed = count(this.passedLines);
    this.visibleAhead = count(this.ahead.lines);
  }

  get all(): readonly OwnedLine[] {
    return [...this.passedLines, ...this.ahead.lines.slice(this.position.next)];
  }

  /** What the document has. */
  get current(): readonly string[] {
    return this.all.filter(isVisible).map(({ text }) => text);
  }

  /** What it would have with all of ours taken back. */
  get original(): readonly string[] {
    return this.all.filter(({ owner }) => owner !== 'ours').map(({ text }) => text);
  }

  /** Lines that stand in the document. */
  get length(): number {
    return this.visiblePassed + this.visibleAhead;
  }

  /** Those among them that the answer has passed. */
  get passed(): number {
    return this.visiblePassed;
  }

  /** Parts of the answer that belong to no place in the region. */
  get unplaced(): number {
    return this.position.unplaced;
  }

  /** The open changes; `firstLine` is where the region begins in the document. */
  hunks(firstLine: number): readonly Hunk[] {
    return this.scan.read(this.passedLines, firstLine);
  }

  plan(): StreamPlan {
    return new StreamPlan(this.ahead, this.position, this.visiblePassed, this.passedLines.at(-1));
  }

  /** The document has what was planned. */
  commit(plan: StreamPlan): void {
    const before = this.position.next;
    this.position = plan.position;
    for (const line of plan.passed) {
      if (!isOpen(line)) {
        // The change above is finished, and is from here on as it will be in the end.
        healLast(this.passedLines);
      }
      this.passedLines.push(line);
    }
    this.visiblePassed += count(plan.passed);
    for (let index = before; index < this.position.next; index += 1) {
      const line = this.ahead.lines[index];
      this.visibleAhead -= line && isVisible(line) ? 1 : 0;
    }
  }

  /**
   * As they would be with all of ours taken back, for the same answer to come once more from its beginning. What the person
   * accepted and typed stays.
   */
  rewound(): OwnedLines {
    const lines = new OwnedLines(this.all);
    lines.ahead = new AheadLines(lines.decision('reject').passed);
    lines.passedLines = [];
    lines.position = { ...lines.position, isAgain: true };
    lines.recount();
    return lines;
  }

  /** No more comes: the changes are made as few as can be, the text stays the same. */
  settle(): void {
    this.restore(healed(this.all));
  }

  /** Lines `from` to `to` of the region as it stands in the document, excluded, have become these, and not by us. */
  foreign(from: number, to: number, texts: readonly string[], kind: ForeignKind = 'typed'): void {
    if (kind === 'formatted' && from === to && from > 0 && from < this.length) {
      // Whose a line is that a formatter puts in, its neighbours tell.
      const now = this.current;
      this.foreign(from - 1, to + 1, [now[from - 1] ?? '', ...texts, now[to] ?? ''], kind);
      return;
    }
    const lines = this.all;
    let [first, last] = [visibleIndex(lines, from), from === to ? visibleIndex(lines, from) : visibleIndex(lines, to - 1) + 1];
    // What we took out around it may be what came back.
    while (lines[first - 1]?.owner === 'removed') {
      first -= 1;
    }
    while (lines[last]?.owner === 'removed') {
      last += 1;
    }
    const head = this.passedLines.length;
    const [passed, ahead]: readonly OwnedLine[][] = [lines.slice(0, Math.min(first, head)), lines.slice(head, Math.max(first, head))];
    const { position } = this;
    let { nextId } = position;
    const become = { typed: foreignLines, formatted: formattedLines, loaded: loadedLines }[kind];
    for (const [offset, { typed, line }] of become(lines.slice(first, last), texts, () => nextId++).entries()) {
      const isPassed = first + offset < head;
      // Typed right at the place of writing, it comes after what is written; what was written is so still.
      const side = isPassed || (first + offset === head && typed.some(({ owner }) => owner === 'ours')) ? passed : ahead;
      side?.push(...typed);
      (isPassed ? passed : ahead)?.push(...(line ? [line] : []));
    }
    this.passedLines = [...(passed ?? []), ...lines.slice(last, Math.max(last, head))];
    this.ahead = new AheadLines([...(ahead ?? []), ...lines.slice(Math.max(last, head))]);
    this.position = { ...position, next: 0, nextId };
    this.recount();
  }

  /** What a decision on one hunk, or on all, does. */
  decision(decision: 'accept' | 'reject', hunk?: string): Decision {
    const goes = decision === 'accept' ? 'removed' : 'ours';
    const changes = new LineChanges(0);
    const passed: OwnedLine[] = [];
    let inside = false;
    let wasOpen = false;
    for (const line of this.passedLines) {
      if (isOpen(line) && !wasOpen) {
        inside = hunk === undefined || String(line.id) === hunk;
      }
      wasOpen = isOpen(line);
      if (!wasOpen || !inside) {
        passed.push(line);
        if (isVisible(line)) {
          changes.keep();
        }
      } else if (line.owner !== goes) {
        passed.push({ ...line, owner: 'kept' });
        if (isVisible(line)) {
          changes.keep();
        } else {
          changes.insert(line.text);
        }
      } else if (isVisible(line)) {
        changes.remove();
      }
    }
    return { changes: changes.all, passed };
  }

  /** The document has what was decided. */
  commitDecision({ passed }: Decision): void {
    this.passedLines = [...passed];
    this.recount();
  }

  /** Takes up an earlier state. All of it has been passed. */
  restore(lines: readonly OwnedLine[]): void {
    this.passedLines = [...lines];
    this.ahead = new AheadLines([]);
    this.position = { ...this.position, next: 0, held: undefined };
    this.recount();
  }

  private recount(): void {
    this.visiblePassed = count(this.passedLines);
    this.visibleAhead = count(this.ahead.lines) - count(this.ahead.lines.slice(0, this.position.next));
    this.scan.reset();
  }
}

function count(lines: readonly OwnedLine[]): number {
  return lines.reduce((sum, line) => sum + (isVisible(line) ? 1 : 0), 0);
}

/** The index of the visible line of this number; that of the end for one beyond. */
function visibleIndex(lines: readonly OwnedLine[], number: number): number {
  let left = number;
  for (const [index, line] of lines.entries()) {
    if (isVisible(line)) {
      if (left === 0) {
        return index;
      }
      left -= 1;
    }
  }
  return lines.length;
}
