import type { AheadLines } from './aheadLines.ts';
import type { AnswerPiece } from './answerPiece.ts';
import { blockParts } from './blockParts.ts';
import { commonLines } from './commonLines.ts';
import { LineChanges } from './lineChange.ts';
import { isVisible, type OwnedLine } from './ownedLine.ts';

/** How far an answer has come. */
export interface StreamPosition {
  /** Index of the first old line that it has not reached. */
  readonly next: number;
  readonly nextId: number;
  /** Lines were left out, and it is not known yet up to where: what came since is held. */
  readonly held: readonly string[] | undefined;
  /** Blocks say what goes: what they do not name stays. */
  readonly isPatch: boolean;
  /** The answer has come before: what its blocks say may have been done and accepted. */
  readonly isAgain: boolean;
  /** Blocks whose old lines are not in the region. */
  readonly unplaced: number;
}

/**
 * What the next pieces of an answer do to the document. Nothing changes by planning: a plan that the document did not take
 * is forgotten.
 */
export class StreamPlan {
  /** The lines that the answer has passed by these pieces. */
  readonly passed: OwnedLine[] = [];
  private readonly changes: LineChanges;
  private next: number;
  private nextId: number;
  private held: string[] | undefined;
  private isPatch: boolean;
  private readonly isAgain: boolean;
  private unplaced: number;

  /**
   * @param line the document's line, counted from the region's first, that the answer has come to
   * @param before the line of the region that was passed last
   */
  constructor(
    private readonly ahead: AheadLines,
    from: StreamPosition,
    line: number,
    private readonly before: OwnedLine | undefined,
  ) {
    this.changes = new LineChanges(line);
    this.next = from.next;
    this.nextId = from.nextId;
    this.held = from.held && [...from.held];
    this.isPatch = from.isPatch;
    this.isAgain = from.isAgain;
    this.unplaced = from.unplaced;
  }

  get position(): StreamPosition {
    return { next: this.next, nextId: this.nextId, held: this.held, isPatch: this.isPatch, isAgain: this.isAgain, unplaced: this.unplaced };
  }

  get lineChanges(): LineChanges['all'] {
    return this.changes.all;
  }

  take(piece: AnswerPiece): void {
    switch (piece.type) {
      case 'line':
        this.takeLine(piece.text);
        break;
      case 'elision':
        this.leaveOut();
        break;
      case 'block':
        this.release();
        this.takeBlock(piece.old, piece.now);
        break;
    }
  }

  /** The answer is complete: old lines that it did not hold go, but for those that it left out. */
  finish(): void {
    if (this.held) {
      this.putHeldLast(this.held);
    } else if (!this.isPatch) {
      this.takeOut(this.ahead.lines.length);
    }
  }

  /** The answer ended early: what is held goes in where it stands. */
  release(): void {
    for (const text of this.held ?? []) {
      this.write(text);
    }
    this.held = undefined;
  }

  private takeLine(text: string): void {
    if (!this.held) {
      const found = this.ahead.find(text, this.next);
      if (found === undefined) {
        this.write(text);
      } else {
        this.takeOut(found);
        this.pass(found + 1);
      }
      return;
    }
    const found = this.ahead.findBeyond(text, this.next);
    if (found === undefined) {
      this.held.push(text);
    } else {
      this.putHeldBefore(found);
      this.pass(found + 1);
    }
  }

  /** What was written just before the gap usually is an old line, such as a bracket, that was not known again by itself. */
  private leaveOut(): void {
    const end = this.held?.findLastIndex((line) => line.trim() !== '') ?? -1;
    const place = end < 0 ? undefined : this.ahead.nearest(this.held?.[end] ?? '', this.next);
    if (place !== undefined) {
      this.held = this.held?.slice(0, end);
      this.putHeldBefore(place);
      this.pass(place + 1);
    }
    const last = this.passed.at(-1) ?? this.before;
    const same = last?.owner === 'ours' && !this.held ? this.ahead.nearest(last.text, this.next) : undefined;
    if (same !== undefined) {
      this.takeOut(same + 1);
    }
    if (this.next < this.ahead.lines.length) {
      this.held ??= [];
    }
  }

  /** Old lines that end what is held are there already. */
  private putHeldBefore(index: number): void {
    const held = this.held ?? [];
    let same = 0;
    while (same < held.length && index - same > this.next && this.ahead.lines[index - same - 1]?.text === held.at(-1 - same)) {
      same += 1;
    }
    this.pass(index - same);
    this.held = held.slice(0, held.length - same);
    this.release();
    this.pass(index);
  }

  /** The end of the old lines may be the end of the answer too: then what is new goes before it. */
  private putHeldLast(held: readonly string[]): void {
    const old = this.ahead.lines.slice(this.next).map(({ text }) => text);
    let same = 0;
    while (same < Math.min(held.length, old.length) && held.at(-1 - same) === old.at(-1 - same)) {
      same += 1;
    }
    while (same > 0 && !isBalanced(held.slice(0, held.length - same))) {
      same -= 1;
    }
    this.pass(this.ahead.lines.length - same);
    this.held = held.slice(0, held.length - same);
    this.release();
    this.pass(this.ahead.lines.length);
  }

  private takeBlock(old: readonly string[], now: readonly string[]): void {
    this.isPatch = true;
    const found = this.ahead.findBlock(old, this.next);
    if (this.isAgain && this.passDone(old, now, found?.index)) {
      return;
    }
    if (!found) {
      this.unplaced += 1;
      return;
    }
    this.pass(found.index);
    const fitted = now.map(found.fit);
    let [oldAt, nowAt] = [0, 0];
    for (const [sameOld, sameNow] of [...commonLines(old.map(found.fit), fitted), [old.length, fitted.length] as const]) {
      for (; nowAt < sameNow; nowAt += 1) {
        this.write(fitted[nowAt] ?? '');
      }
      this.takeOut(this.next + sameOld - oldAt);
      this.pass(Math.min(this.next + 1, found.index + old.length));
      [oldAt, nowAt] = [sameOld + 1, sameNow + 1];
    }
  }

  /** Whether a block of an answer that comes again is done with: of its changes, what the person accepted stands there already. */
  private passDone(old: readonly string[], now: readonly string[], oldAt: number | undefined): boolean {
    const parts = oldAt === undefined ? blockParts(old, now) : [];
    if (parts.length > 1) {
      for (const part of parts) {
        this.takeBlock(part.old, part.now);
      }
      return true;
    }
    const done = now.some((line) => line.trim() !== '') ? this.ahead.findBlock(now, this.next) : undefined;
    // Where lines only go, what stays of them is found in the old ones as well.
    const isDone = done && (oldAt === undefined || (done.index < oldAt ? now.length >= old.length : done.index === oldAt && now.length > old.length));
    if (isDone) {
      this.pass(done.index + now.length);
    }
    return isDone === true;
  }

  private write(text: string): void {
    this.passed.push({ id: this.nextId, owner: 'ours', text });
    this.nextId += 1;
    this.changes.insert(text);
  }

  private pass(to: number): void {
    for (; this.next < to; this.next += 1) {
      this.goPast(this.ahead.lines[this.next]);
    }
  }

  private takeOut(to: number): void {
    for (; this.next < to; this.next += 1) {
      const line = this.ahead.lines[this.next];
      if (line?.owner === 'kept') {
        this.passed.push({ ...line, owner: 'removed' });
        this.changes.remove();
      } else {
        this.goPast(line);
      }
    }
  }

  private goPast(line: OwnedLine | undefined): void {
    if (line) {
      this.passed.push(line);
      if (isVisible(line)) {
        this.changes.keep();
      }
    }
  }
}

/** Whether as many brackets close as open. */
function isBalanced(lines: readonly string[]): boolean {
  let depth = 0;
  for (const character of lines.join('\n')) {
    depth += '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
  }
  return depth === 0;
}
