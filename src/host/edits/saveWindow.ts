import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/lifecycle.ts';

/** In milliseconds: a save that failed tells of no end. */
const longest = 10_000;

/** Knows while a document is about to be saved: formatters and their like change it then. */
export class SaveWindow implements Disposable {
  private readonly store = new DisposableStore();
  private until = 0;

  constructor(document: vscode.TextDocument) {
    this.store.add(
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document === document) {
          this.until = Date.now() + longest;
        }
      }),
    );
    this.store.add(
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved === document) {
          this.until = 0;
        }
      }),
    );
  }

  get isOpen(): boolean {
    return Date.now() < this.until;
  }

  dispose(): void {
    this.store.dispose();
  }
}

/** Whether these changes are where a person's cursor or selection is, as typing and pasting are. */
export function isAtCursor(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): boolean {
  const selections = vscode.window.visibleTextEditors.filter((editor) => editor.document === document).flatMap((editor) => editor.selections);
  return changes.every(({ range }) => selections.some((selection) => selection.intersection(range) !== undefined));
}
