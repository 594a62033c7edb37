import * as vscode from 'vscode';
import type { TextEdit } from '../../core/edit/lineChange.ts';

/** How long a document may take to tell of an edit that it accepted, or to move on from what it refused. */
const refusalMs = 2000;

export interface UndoStops {
  readonly undoStopBefore: boolean;
  readonly undoStopAfter: boolean;
}

/** The editor that shows a document, when there is one. */
export function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}

/**
 * Puts the cursor where a selection begins that reaches into the range. A selection hides the colours of what is written into it, and
 * a key pressed meanwhile would take all of it away.
 */
export function deselect(document: vscode.TextDocument, range: vscode.Range): void {
  for (const editor of vscode.window.visibleTextEditors) {
    // One of all text reaches beyond the lines of the range, to the start of the line below.
    if (editor.document === document && editor.selection.intersection(range)?.isEmpty === false) {
      editor.selection = new vscode.Selection(editor.selection.start, editor.selection.start);
    }
  }
}

/**
 * Makes edits in a document as one change, through an editor that shows it, so that the person's undo takes them back in one.
 * @returns whether the document has changed, by this or by something else; false when it takes no edits
 */
export async function editDocument(document: vscode.TextDocument, edits: readonly TextEdit[], stops: UndoStops): Promise<boolean> {
  const { version } = document;
  const changed = new Promise<void>((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && document.version !== version) {
        subscription.dispose();
        clearTimeout(timer);
        resolve();
      }
    });
    const timer = setTimeout(() => {
      subscription.dispose();
      resolve();
    }, refusalMs);
  });
  await make(document, edits, stops);
  if (document.version === version) {
    // A read-only editor answers `true` to an edit that it does not make; others refuse because a change is on its way here.
    await changed;
  }
  return document.version !== version;
}

async function make(document: vscode.TextDocument, edits: readonly TextEdit[], stops: UndoStops): Promise<void> {
  const ranges = edits.map(({ start, end, text }) => ({ range: new vscode.Range(start.line, start.character, end.line, end.character), text }));
  const editor = editorOf(document);
  if (!editor) {
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, ranges.map(({ range, text }) => new vscode.TextEdit(range, text)));
    await vscode.workspace.applyEdit(edit);
    return;
  }
  try {
    await editor.edit((builder) => {
      for (const { range, text } of ranges) {
        if (range.isEmpty && text.endsWith('\n')) {
          // A caret at the start of the line below goes down with its line.
          builder.insert(range.start, text);
        } else {
          builder.replace(range, text);
        }
      }
    }, stops);
  } catch {
    // It was hidden between the look-up and the edit: the next try does without it.
  }
}
