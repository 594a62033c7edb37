import * as vscode from 'vscode';
import type { AnswerPiece } from '../../core/edit/answerPiece.ts';
import { besideEcho } from '../../core/edit/echo.ts';
import type { Hunk } from '../../core/edit/hunk.ts';
import { changesBetween, textEdits, type LineChange, type TextEdit } from '../../core/edit/lineChange.ts';
import { Moments } from '../../core/edit/moments.ts';
import type { OwnedLine } from '../../core/edit/ownedLine.ts';
import { OwnedLines } from '../../core/edit/ownedLines.ts';
import { regionMove } from '../../core/edit/regionChange.ts';
import { WritesInFlight } from '../../core/edit/writesInFlight.ts';
import { DisposableStore } from '../../core/lifecycle.ts';
import { editDocument, editorOf, type UndoStops } from './documentEdit.ts';
import { foreignKind } from './foreignKind.ts';

/** Pieces of an answer that are written at once; more would keep the editor waiting. */
const batch = 200;

/** What happened: it was written by us, something else changed, or an undo or redo reached what we wrote. */
export type RegionEvent = 'written' | 'foreign' | 'undone';

/**
 * Brings the lines of a region into the document, and what others change there into the lines. Writes through an editor that
 * shows the document, without undo stops; while none does it waits, and at the end writes without one.
 */
export class LineWriter implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = this.store.add(new vscode.EventEmitter<RegionEvent>());
  readonly onDidChange = this.changes.event;
  private readonly moments = new Moments();
  private waiting: AnswerPiece[] = [];
  private end: 'complete' | 'early' | undefined;
  private isRefused = false;
  private isClosed = false;
  private isUndone = false;
  private hasWritten = false;
  /** Edits that the document was asked to make, and what is true when it tells of them. */
  private inFlight: { readonly edits: readonly TextEdit[]; readonly commit: () => void } | undefined;
  /** One edit after another. */
  private last: Promise<unknown> = Promise.resolve();
  private pumping = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly document: vscode.TextDocument,
    private firstLine: number,
    private lines: OwnedLines,
    private readonly writes = new WritesInFlight(),
  ) {
    this.moments.remember(lines);
    this.store.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) {
          this.follow(event);
        }
      }),
    );
    this.store.add(
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.wake?.();
      }),
    );
  }

  /** The document takes no edits. */
  get refused(): boolean {
    return this.isRefused;
  }

  /** The person has written lines of their own; what each was for the answer nobody knows. */
  get hasForeign(): boolean {
    return this.lines.all.some(({ owner, was }) => owner === 'theirs' && was === undefined);
  }

  /** Parts of the answer that fit nowhere. */
  get unplaced(): number {
    return this.lines.unplaced;
  }

  get range(): vscode.Range {
    const last = this.firstLine + Math.max(1, this.lines.length) - 1;
    return this.document.validateRange(new vscode.Range(this.firstLine, 0, last, Number.MAX_SAFE_INTEGER));
  }

  get texts(): readonly string[] {
    return this.lines.current;
  }

  /** The region without what was written into it. */
  get originalTexts(): readonly string[] {
    return this.lines.original;
  }

  get hunks(): readonly Hunk[] {
    return this.lines.hunks(this.firstLine);
  }

  get pendingRange(): vscode.Range | undefined {
    const [from, to] = [this.firstLine + this.lines.passed, this.firstLine + this.lines.length];
    return from < to ? new vscode.Range(from, 0, to - 1, Number.MAX_SAFE_INTEGER) : undefined;
  }

  get region(): { readonly firstLine: number; readonly length: number; readonly original: readonly string[] } {
    return { firstLine: this.firstLine, length: this.lines.length, original: this.lines.original };
  }

  originalText(): string {
    const { eol, firstLine, lines } = this;
    const now = this.document.getText().split(eol);
    return [...now.slice(0, firstLine), ...lines.original, ...now.slice(firstLine + lines.length)].join(eol);
  }

  save(): { readonly firstLine: number; readonly lines: readonly OwnedLine[] } {
    return { firstLine: this.firstLine, lines: this.lines.all };
  }

  /** Takes pieces of the answer; they are written when the document is free. */
  push(pieces: readonly AnswerPiece[]): void {
    // The person took our text back: the rest of it without its beginning is not what they want.
    for (const piece of this.isUndone ? [] : pieces) {
      this.waiting.push(piece);
    }
    void this.pump();
  }

  /** No more comes. Resolves when all that was taken stands in the document, or cannot. */
  async finish(complete: boolean): Promise<void> {
    this.end = complete ? 'complete' : 'early';
    this.wake?.();
    while (this.isEnding()) {
      await this.serially(() => this.write());
    }
    this.waiting = [];
    this.end = undefined;
    this.lines.settle();
    this.moments.remember(this.lines);
  }

  /** Accepts or rejects one hunk, or all. */
  decide(decision: 'accept' | 'reject', hunk?: string): Promise<void> {
    return this.serially(async () => {
      this.isRefused = false;
      for (let done = false; !done && !this.refused; ) {
        const outcome = this.lines.decision(decision, hunk);
        done = await this.make(outcome.changes, { undoStopBefore: true, undoStopAfter: true }, () => {
          this.moments.remember(this.lines);
          this.lines.commitDecision(outcome);
          this.moments.remember(this.lines);
        });
      }
    });
  }

  /** The document is closed: nothing more is written. */
  close(): void {
    this.isClosed = true;
    this.wake?.();
  }

  /** Begins anew with the lines as they are. */
  restart(): void {
    this.lines = new OwnedLines(this.lines.current);
    this.begin();
  }

  /**
   * Begins the same answer once more. What has come of it, in pieces, takes at one stroke the place of what stands there of
   * it; what became of its lines still counts.
   */
  rewrite(pieces: readonly AnswerPiece[]): Promise<void> {
    this.begin();
    return this.serially(async () => {
      for (let done = false; !done && !this.refused && !this.isClosed; ) {
        const next = this.lines.rewound();
        const plan = next.plan();
        for (const piece of pieces) {
          plan.take(piece);
        }
        next.commit(plan);
        const changes = changesBetween(this.lines.current, next.current);
        done = await this.make(changes, { undoStopBefore: true, undoStopAfter: false }, () => {
          this.moments.remember(this.lines);
          this.lines = next;
          this.hasWritten = changes.length > 0;
        });
      }
    });
  }

  dispose(): void {
    this.isClosed = true;
    this.wake?.();
    this.store.dispose();
  }

  private begin(): void {
    this.isRefused = false;
    this.isUndone = false;
    this.hasWritten = false;
  }

  private get eol(): '\r\n' | '\n' {
    return this.document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  }

  private serially<T>(run: () => Promise<T>): Promise<T> {
    const next = this.last.then(run);
    this.last = next.catch(() => undefined);
    return next;
  }

  private isEnding(): boolean {
    return this.end !== undefined && !this.isRefused && !this.isClosed;
  }

  private async pump(): Promise<void> {
    if (this.pumping) {
      return;
    }
    this.pumping = true;
    while (this.waiting.length > 0 && this.end === undefined && !this.isRefused && !this.isClosed) {
      if (editorOf(this.document)) {
        await this.serially(() => this.write());
      } else {
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    }
    this.pumping = false;
  }

  private async write(): Promise<void> {
    if (this.isRefused || this.isClosed) {
      return;
    }
    const pieces = this.waiting.slice(0, batch);
    const end = pieces.length === this.waiting.length ? this.end : undefined;
    const plan = this.lines.plan();
    for (const piece of pieces) {
      plan.take(piece);
    }
    if (end === 'complete') {
      plan.finish();
    } else if (end === 'early') {
      plan.release();
    }
    await this.make(plan.lineChanges, { undoStopBefore: !this.hasWritten, undoStopAfter: false }, () => {
      this.lines.commit(plan);
      this.waiting.splice(0, pieces.length);
      this.hasWritten ||= plan.lineChanges.length > 0;
      this.end = end === undefined ? this.end : undefined;
    });
  }

  /** Resolves with whether the document has the changes; when it moved on meanwhile, it has not. */
  private async make(changes: readonly LineChange[], stops: UndoStops, commit: () => void): Promise<boolean> {
    const { firstLine } = this;
    if (changes.length === 0) {
      commit();
      this.changes.fire('written');
      return true;
    }
    const moved = changes.map(({ start, end, lines }) => ({ start: start + firstLine, end: end + firstLine, lines }));
    let committed = false;
    const edits = textEdits(this.document, moved, this.eol);
    this.inFlight = {
      edits,
      commit: () => {
        committed = true;
        commit();
      },
    };
    const landed = this.writes.add(this.document, edits);
    this.isRefused = !(await editDocument(this.document, edits, stops));
    landed();
    this.inFlight = undefined;
    return committed;
  }

  private follow({ contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const { inFlight } = this;
    const told = contentChanges.map(({ range: { start, end }, text }) => ({ start, end, text }));
    const beside = inFlight && reason === undefined ? besideEcho(told, inFlight.edits) : undefined;
    if (inFlight && beside) {
      this.inFlight = undefined;
      inFlight.commit();
      this.changes.fire('written');
    }
    const edits = beside ?? told;
    if (edits.length === 0) {
      return;
    }
    const { lines, firstLine } = this;
    const region = { firstLine, length: lines.length, texts: () => lines.current };
    const isOthers = (edit: TextEdit): boolean => reason === undefined && this.writes.has(this.document, edit);
    const move = regionMove(region, edits, (line) => this.document.lineAt(line).text, isOthers);
    this.firstLine = move.firstLine;
    const open = openLines(this.hunks);
    if (reason !== undefined && move.changes.length > 0) {
      this.moments.remember(lines);
    }
    const kind = reason === undefined ? foreignKind(this.document, contentChanges, move.changes, () => lines.current) : 'typed';
    for (const { from, to, texts } of move.changes) {
      lines.foreign(from, to, texts, kind);
    }
    if (reason !== undefined && move.changes.length > 0) {
      this.moments.recall(lines);
    }
    const undone = reason !== undefined && openLines(this.hunks) !== open;
    if (undone) {
      this.isUndone = true;
      this.waiting = [];
    }
    this.changes.fire(undone ? 'undone' : 'foreign');
  }
}

/** Lines that the person has yet to decide on. */
function openLines(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, { start, end, removed }) => sum + end - start + removed.length, 0);
}
