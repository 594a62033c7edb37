import * as vscode from 'vscode';
import type { After } from '../../core/chat/progress.ts';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';
import type { EditSession } from '../edits/editSession.ts';
import { decorationTypes, type DecorationTypes } from './decorationTypes.ts';
import { marksOf, type Lines, type Marks } from './marks.ts';
import type { OpenEdits } from './openEdits.ts';
import { Repaint } from './repaint.ts';

/** In milliseconds: a frame of a busy screen. Words come faster. */
const frame = 33;

const kinds: readonly (keyof Marks)[] = ['added', 'removedAbove', 'pending', 'head'];

/** Shows in every editor of a document which lines an edit has written, taken out, and not reached yet. */
export class ReviewDecorations implements Disposable {
  private readonly store = new DisposableStore();
  /** What each editor shows, kind by kind: what has not changed is not drawn again. */
  private readonly shown = new WeakMap<vscode.TextEditor, Map<keyof Marks, string>>();
  private types: DecorationTypes;

  constructor(
    private readonly edits: OpenEdits,
    after: After,
  ) {
    this.types = decorationTypes(vscode.window.activeColorTheme.kind);
    const repaint = this.store.add(
      new Repaint(
        () => {
          this.draw();
        },
        frame,
        after,
      ),
    );
    this.store.add(edits.onDidChange(repaint.ask));
    this.store.add(vscode.window.onDidChangeVisibleTextEditors(repaint.ask));
    this.store.add(vscode.window.onDidChangeTextEditorViewColumn(repaint.ask));
    this.store.add(
      vscode.window.onDidChangeActiveColorTheme(({ kind }) => {
        this.drop();
        this.types = decorationTypes(kind);
        for (const editor of vscode.window.visibleTextEditors) {
          this.shown.delete(editor);
        }
        repaint.ask();
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
    this.drop();
  }

  private drop(): void {
    for (const kind of kinds) {
      this.types[kind].dispose();
    }
  }

  private draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const sessions = isEmbedded(editor) ? [] : this.edits.of(editor.document);
      const shown = this.shown.get(editor) ?? new Map<keyof Marks, string>();
      if (sessions.length > 0 || shown.size > 0) {
        this.shown.set(editor, shown);
        const marks = rangesOf(sessions, editor.document.lineCount);
        for (const kind of kinds) {
          const key = keyOf(marks[kind], editor.document.version);
          if (key !== (shown.get(kind) ?? '')) {
            shown.set(kind, key);
            editor.setDecorations(this.types[kind], marks[kind]);
          }
        }
      }
    }
  }
}

/** Diffs and peeks have colours of their own for the same lines; they are editors without a column, as cells of notebooks are. */
function isEmbedded({ viewColumn, document }: vscode.TextEditor): boolean {
  return viewColumn === undefined && document.uri.scheme !== 'vscode-notebook-cell';
}

/** With the version, because VS Code moves and stretches decorations with the text. Empty for nothing. */
function keyOf(ranges: readonly vscode.Range[], version: number): string {
  return ranges.length === 0 ? '' : `${version}:${ranges.map(({ start, end }) => `${start.line}-${end.line}`).join()}`;
}

function rangesOf(sessions: readonly EditSession[], lineCount: number): Readonly<Record<keyof Marks, vscode.Range[]>> {
  const marks = marksOf(sessions.map(markedEdit));
  const lines = ({ first, last }: Lines): vscode.Range => new vscode.Range(first, 0, last, 0);
  // Below the last line there is nothing to draw on; the last line itself serves.
  const above = (line: number): vscode.Range => lines({ first: Math.min(line, lineCount - 1), last: Math.min(line, lineCount - 1) });
  return {
    added: marks.added.map(lines),
    removedAbove: marks.removedAbove.map(above),
    pending: marks.pending.map(lines),
    // As far right as a line goes: VS Code draws it at the end of the line.
    head: marks.head.map((line) => new vscode.Range(line, Number.MAX_SAFE_INTEGER, line, Number.MAX_SAFE_INTEGER)),
  };
}

function markedEdit({ state, hunks, pendingRange }: EditSession): Parameters<typeof marksOf>[0][number] {
  return {
    writing: state === 'writing',
    hunks,
    ...(pendingRange && !pendingRange.isEmpty && { pending: { first: pendingRange.start.line, last: lastLine(pendingRange) } }),
  };
}

/** A range that ends before the first character of a line does not reach into it. */
function lastLine({ start, end }: vscode.Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}
