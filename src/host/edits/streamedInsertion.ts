import * as vscode from 'vscode';
import { Anchor } from '../../core/edit/anchor.ts';
import { DisposableStore } from '../../core/lifecycle.ts';

/** Why a document takes no more text. */
export type InsertionFailure = 'closed' | 'read-only';

/**
 * Text streamed into a document at a place that moves with whatever else happens there. What arrives while an edit is
 * under way is joined into the next one. All edits together make one undo step, as long as nobody types in between.
 *
 * While no editor shows the document nothing is applied: `TextEditor.edit` needs an editor, and workspace edits would
 * make an undo step each. The text waits, and goes in when an editor shows it again, or in one piece at the end.
 */
export class StreamedInsertion implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly anchor: Anchor;
  private waiting = '';
  private pumping: Promise<void> | undefined;
  private wake: (() => void) | undefined;
  private ended = false;
  private first = true;
  private failed: InsertionFailure | undefined;

  /** @param onMoved called whenever the place has moved */
  constructor(
    private readonly document: vscode.TextDocument,
    position: vscode.Position,
    private readonly onMoved: () => void,
    private readonly onFailed: (failure: InsertionFailure) => void,
  ) {
    this.anchor = new Anchor(document.offsetAt(position));
    this.store.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) {
          this.anchor.apply(event.contentChanges);
          this.onMoved();
          this.wake?.();
        }
      }),
    );
    this.store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.wake?.()));
    this.store.add(
      vscode.workspace.onDidCloseTextDocument((closed) => {
        if (closed === document) {
          this.fail('closed');
        }
      }),
    );
  }

  /** Where the next text goes. */
  get position(): vscode.Position {
    return this.document.positionAt(this.anchor.offset);
  }

  push(text: string): void {
    this.waiting += text;
    this.pump();
  }

  /** Resolves when all that was pushed is in the document, and its undo step is closed. */
  async finish(): Promise<void> {
    this.ended = true;
    this.wake?.();
    this.pump();
    await this.pumping;
    const editor = this.editor();
    if (editor && !this.first) {
      // Closes the undo step, so that what is typed next is not undone together with ours.
      await editor.edit(() => undefined, { undoStopBefore: false, undoStopAfter: true });
    }
  }

  dispose(): void {
    this.ended = true;
    this.wake?.();
    this.store.dispose();
  }

  private pump(): void {
    this.pumping ??= this.drain().finally(() => {
      this.pumping = undefined;
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting !== '' && !this.failed) {
      const text = this.waiting;
      const version = this.document.version;
      if (await this.apply(text)) {
        this.waiting = this.waiting.slice(text.length);
        this.first = false;
      } else if (this.ended && !this.editor()) {
        this.fail('read-only');
      } else if (this.document.version === version && this.editor() && !(await this.changed())) {
        // Refused though nothing else happened: the document takes no edits.
        this.fail('read-only');
      }
    }
  }

  private async apply(text: string): Promise<boolean> {
    const lineEnd = this.document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    const written = text.replaceAll('\n', lineEnd);
    const editor = this.editor();
    if (editor) {
      const { position } = this;
      const insert = (builder: vscode.TextEditorEdit): void => {
        builder.insert(position, written);
      };
      try {
        // Refused with `false` when the document moved on in the meantime: then the place is looked up again.
        return await editor.edit(insert, { undoStopBefore: this.first, undoStopAfter: false });
      } catch {
        // The editor was hidden between the look-up and the edit.
        return false;
      }
    }
    if (!this.ended) {
      await this.changed(Number.POSITIVE_INFINITY);
      return false;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.insert(this.document.uri, this.position, written);
    return vscode.workspace.applyEdit(edit);
  }

  private editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find((editor) => editor.document === this.document);
  }

  /** Waits for a change of the document or of what is shown; false when `limitMs` passes without one. */
  private async changed(limitMs = 2000): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(limitMs)
        ? setTimeout(() => {
            this.wake = undefined;
            resolve(false);
          }, limitMs)
        : undefined;
      this.wake = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve(true);
      };
    });
  }

  private fail(failure: InsertionFailure): void {
    if (!this.failed) {
      this.failed = failure;
      this.onFailed(failure);
      this.wake?.();
    }
  }
}
