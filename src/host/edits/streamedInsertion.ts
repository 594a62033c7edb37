import * as vscode from 'vscode';
import { Anchor } from '../../core/edit/anchor.ts';
import { DisposableStore } from '../../core/lifecycle.ts';

/** How long a refused edit waits for the change that explains the refusal, ms. */
const refusalMs = 2000;

/** Why a document takes no more text. */
export type InsertionFailure = 'closed' | 'read-only' | 'undone';

/**
 * Text streamed into a document at a place that moves with whatever else happens there. What arrives while an edit is
 * under way is joined into the next one. All edits together make one undo step, as long as nobody types or saves in
 * between: VS Code ends an undo step there.
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
  /** The text of the edit that has been asked for and not answered yet. */
  private inFlight: string | undefined;
  private ended = false;
  /** UTF-16 code units written so far. */
  private written = 0;
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
          if (event.reason !== undefined && event.contentChanges.some((change) => this.touches(change))) {
            // The person took our text back: the rest of it without its beginning is not what they want.
            this.fail('undone');
          }
          this.anchor.apply(event.contentChanges, this.isOurs(event.contentChanges));
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

  /** Resolves when all that was pushed is in the document. */
  async finish(): Promise<void> {
    this.ended = true;
    this.wake?.();
    this.pump();
    await this.pumping;
  }

  dispose(): void {
    this.ended = true;
    this.wake?.();
    this.store.dispose();
  }

  /** Whether this is the very insertion that is under way. */
  private isOurs(changes: readonly vscode.TextDocumentContentChangeEvent[]): boolean {
    const [change] = changes;
    return (
      changes.length === 1 &&
      change?.rangeOffset === this.anchor.offset &&
      change.rangeLength === 0 &&
      change.text === this.inFlight
    );
  }

  /** Whether a change reaches into what was written here, as far as that still stands in one piece. */
  private touches(change: vscode.TextDocumentContentChangeEvent): boolean {
    const end = this.anchor.offset;
    return this.written > 0 && change.rangeOffset <= end && change.rangeOffset + change.rangeLength >= end - this.written;
  }

  private pump(): void {
    this.pumping ??= this.drain().finally(() => {
      this.pumping = undefined;
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting !== '' && !this.failed) {
      if (this.editor() !== undefined || this.ended) {
        await this.applyWaiting();
      } else {
        await this.event();
      }
    }
  }

  private async applyWaiting(): Promise<void> {
    const text = this.waiting;
    const { version } = this.document;
    const written = text.replaceAll('\n', this.document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
    this.inFlight = written;
    const accepted = await this.apply(written);
    this.inFlight = undefined;
    if (accepted && this.document.version !== version) {
      this.waiting = this.waiting.slice(text.length);
      this.written += written.length;
    } else if (this.document.version === version && !(await this.event(refusalMs))) {
      // A read-only editor answers `true` to an edit that it does not make, and others refuse: nothing moved in either.
      this.fail('read-only');
    }
  }

  /** False when it was refused, as happens when the document moved on meanwhile: then the place is looked up again. */
  private async apply(text: string): Promise<boolean> {
    const { position } = this;
    const editor = this.editor();
    if (!editor) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(this.document.uri, position, text);
      return vscode.workspace.applyEdit(edit);
    }
    try {
      return await editor.edit(
        (builder) => {
          builder.insert(position, text);
        },
        { undoStopBefore: this.written === 0, undoStopAfter: false },
      );
    } catch {
      // The editor was hidden between the look-up and the edit.
      return false;
    }
  }

  private editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find((editor) => editor.document === this.document);
  }

  /** Waits for a change of the document, of what is shown, or of our own state; false when `limitMs` passes without. */
  private async event(limitMs?: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (happened: boolean): void => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve(happened);
      };
      const timer =
        limitMs === undefined
          ? undefined
          : setTimeout(() => {
              settle(false);
            }, limitMs);
      this.wake = () => {
        settle(true);
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
