import * as vscode from 'vscode';
import { IndentFitter } from '../../core/edit/indentFitter.ts';
import { indentationFor } from './place.ts';
import { textEditor } from '../textEditor.ts';

/** Puts code in place of the active editor's selection, fitted to it, as one undo step. Without an editor it is copied. */
export async function insertAtCursor(code: string): Promise<void> {
  const editor = textEditor();
  if (editor) {
    const { selection } = editor;
    const fitted = new IndentFitter(indentationFor(editor, selection.start)).push(code.replace(/\n$/, ''));
    const done = await editor.edit((edit) => {
      edit.replace(selection, fitted);
    });
    if (done) {
      // Where the code went is where one goes on.
      await vscode.window.showTextDocument(editor.document, editor.viewColumn);
      return;
    }
  }
  await vscode.env.clipboard.writeText(code);
  void vscode.window.showWarningMessage(
    vscode.l10n.t('No editor can take the code: open a file for it. The code is in the clipboard.'),
  );
}
