import * as vscode from 'vscode';
import type { Hunk } from '../../core/edit/hunk.ts';
import type { OwnedLine, OwnedLines } from '../../core/edit/ownedLines.ts';
import { DisposableStore } from '../../core/lifecycle.ts';

/**
 * Brings the lines of a region into the document, and what others change there into the lines. Writes through an editor that
 * shows the document, without undo stops; while none does it waits, and at the end writes without one.
 */
export class LineWriter implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = this.store.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changes.event;
  private answer: string[] = [];
  private complete = false;
  private writing: Promise<void> | undefined;
  /** What the region is to become by the write that is under way. */
  private expected: string | undefined;
  private failures = 0;
  undone = false;

  constructor(
    private readonly document: vscode.TextDocument,
    private firstLine: number,
    private lines: OwnedLines,
    private readonly fresh: (lines: readonly string[] | readonly OwnedLine[]) => OwnedLines,
  ) {
    this.store.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) {
          this.follow(event);
        }
      }),
    );
    this.store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.flush()));
  }

  /** The document took no edits, several times in a row. */
  get refused(): boolean {
    return this.failures > 2;
  }

  get editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find(({ document }) => document === this.document);
  }

  get indentation(): string {
    const first = this.lines.original.find((line) => line.trim() !== '') ?? '';
    return /^\s*/.exec(first)?.[0] ?? '';
  }

  get range(): vscode.Range {
    const last = this.firstLine + Math.max(1, this.lines.current.length) - 1;
    return this.document.validateRange(new vscode.Range(this.firstLine, 0, last, Number.MAX_SAFE_INTEGER));
  }

  get hunks(): readonly Hunk[] {
    return this.lines.hunks(this.firstLine);
  }

  get pendingRange(): vscode.Range | undefined {
    const [from, to] = [this.firstLine + this.lines.passed, this.firstLine + this.lines.current.length];
    return from < to ? new vscode.Range(from, 0, to - 1, Number.MAX_SAFE_INTEGER) : undefined;
  }

  originalText(): string {
    const { start, end } = this.range;
    const text = this.document.getText();
    const original = this.lines.original.join(this.eol);
    return text.slice(0, this.document.offsetAt(start)) + original + text.slice(this.document.offsetAt(end));
  }

  save(): { readonly firstLine: number; readonly lines: readonly OwnedLine[] } {
    return { firstLine: this.firstLine, lines: this.lines.all };
  }

  /** Takes lines of the answer; they are written when the document is free. */
  push(lines: readonly string[]): void {
    this.answer.push(...lines);
    this.flush();
  }

  finish(): void {
    this.complete = true;
    this.flush();
  }

  /** Resolves when all that was taken stands in the document, or cannot. */
  async written(): Promise<void> {
    this.flush();
    await this.writing;
    while ((this.answer.length > 0 || this.complete) && !this.refused) {
      await this.write(undefined);
    }
  }

  async decide(decision: 'accept' | 'reject', hunk?: string): Promise<void> {
    await this.writing;
    const decided = this.fresh(this.lines.all);
    decided.decide(decision, hunk);
    await this.apply(decided, this.editor);
  }

  /** Begins anew with the lines as they are. */
  restart(): void {
    this.lines = this.fresh(this.lines.current);
  }

  dispose(): void {
    this.store.dispose();
  }

  private get eol(): string {
    return this.document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  }

  private flush(): void {
    const { editor } = this;
    if (!this.writing && editor && (this.answer.length > 0 || this.complete)) {
      this.writing = this.write(editor).finally(() => {
        this.writing = undefined;
        if (!this.refused) {
          this.flush();
        }
      });
    }
  }

  private async write(editor: vscode.TextEditor | undefined): Promise<void> {
    const next = this.fresh(this.lines.all);
    next.resumeAt(this.lines);
    const taken = this.answer.length;
    const completes = this.complete;
    for (const line of this.answer) {
      next.push(line);
    }
    if (completes) {
      next.finish();
    }
    if (await this.apply(next, editor)) {
      this.answer.splice(0, taken);
      this.complete = this.complete && !completes;
    }
  }

  /** Makes the document what `next` says; false when it changed meanwhile or takes no edits. */
  private async apply(next: OwnedLines, editor: vscode.TextEditor | undefined): Promise<boolean> {
    const [from, to] = [this.lines.current, next.current];
    const edit = lineEdit(this.document, this.firstLine, from, to, this.eol);
    if (edit) {
      this.expected = to.join('\n');
      let applied: boolean;
      try {
        applied = await this.replace(edit, editor);
      } catch {
        applied = false;
      }
      const followed = this.expected === undefined;
      this.expected = undefined;
      if (!applied || !followed) {
        this.failures += 1;
        return false;
      }
    }
    this.failures = 0;
    this.lines = next;
    this.changes.fire();
    return true;
  }

  private async replace({ range, text }: LineEdit, editor: vscode.TextEditor | undefined): Promise<boolean> {
    if (editor) {
      return editor.edit(
        (builder) => {
          builder.replace(range, text);
        },
        { undoStopBefore: false, undoStopAfter: false },
      );
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(this.document.uri, range, text);
    return vscode.workspace.applyEdit(edit);
  }

  private follow({ contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (this.expected !== undefined && reason === undefined && this.regionIs(this.expected)) {
      this.expected = undefined;
      return;
    }
    // Each is told in the lines that the document had before all of them.
    let moved = 0;
    for (const { range, text } of contentChanges.toSorted((a, b) => a.range.start.compareTo(b.range.start))) {
      this.foreign(new vscode.Range(range.start.translate(moved), range.end.translate(moved)), text);
      moved += text.split('\n').length - 1 - (range.end.line - range.start.line);
    }
    this.undone = reason === vscode.TextDocumentChangeReason.Undo && this.hunks.length > 0 && this.isOriginal();
    this.changes.fire();
  }

  private foreign({ start, end }: vscode.Range, text: string): void {
    const inserted = text.split('\n').length;
    const last = this.firstLine + this.lines.current.length - 1;
    if (end.line < this.firstLine || (end.line === this.firstLine && end.character === 0 && start.line < this.firstLine)) {
      this.firstLine += inserted - 1 - (end.line - start.line);
    } else if (start.line <= last) {
      const first = Math.min(start.line, this.firstLine);
      const delta = inserted - 1 - (end.line - start.line);
      const from = Math.max(start.line, this.firstLine);
      const to = Math.min(end.line, last);
      this.firstLine = first === start.line && start.line < this.firstLine ? start.line + inserted - 1 : this.firstLine;
      const lines: string[] = [];
      for (let line = from; line <= Math.min(end.line + delta, this.document.lineCount - 1); line += 1) {
        lines.push(this.document.lineAt(line).text);
      }
      this.lines.foreign(from - this.firstLine, to - this.firstLine + 1, lines);
    }
  }

  private regionIs(expected: string): boolean {
    const count = expected.split('\n').length;
    const lines: string[] = [];
    for (let line = this.firstLine; line < Math.min(this.firstLine + count, this.document.lineCount); line += 1) {
      lines.push(this.document.lineAt(line).text);
    }
    return lines.join('\n') === expected;
  }

  private isOriginal(): boolean {
    const original = this.lines.original.join('\n');
    const whole = this.lines.current.filter((line) => line !== '').join('\n');
    return this.regionIs(original) || whole === original;
  }
}

interface LineEdit {
  readonly range: vscode.Range;
  readonly text: string;
}

/** The smallest edit of whole lines; undefined for none. */
function lineEdit(
  document: vscode.TextDocument,
  firstLine: number,
  from: readonly string[],
  to: readonly string[],
  eol: string,
): LineEdit | undefined {
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) {
    start += 1;
  }
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) {
    end += 1;
  }
  const [oldEnd, lines] = [firstLine + from.length - end, to.slice(start, to.length - end)];
  if (start + end === from.length && lines.length === 0) {
    return undefined;
  }
  const text = lines.map((line) => line + eol).join('');
  if (oldEnd < document.lineCount) {
    return { range: new vscode.Range(firstLine + start, 0, oldEnd, 0), text };
  }
  // Up to the end of a file without a last line end: the line end before the region goes with it.
  const range = new vscode.Range(firstLine + start, 0, oldEnd, 0);
  const begin = firstLine + start > 0 ? document.lineAt(firstLine + start - 1).range.end : new vscode.Position(0, 0);
  const body = lines.join(eol);
  return { range: document.validateRange(new vscode.Range(begin, range.end)), text: firstLine + start > 0 && lines.length > 0 ? eol + body : body };
}
