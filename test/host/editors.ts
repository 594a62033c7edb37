import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** An untitled document of the given text, in an editor that indents with four spaces. */
export async function openText(
  language: string,
  content: string,
): Promise<{ readonly editor: vscode.TextEditor; readonly document: vscode.TextDocument }> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  editor.options = { insertSpaces: true, tabSize: 4 };
  return { editor, document };
}

/** Closes every editor without asking to save. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Resolves at the next change of the document. */
export function changed(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) {
        subscription.dispose();
        resolve();
      }
    });
  });
}

/** Resolves as soon as the condition holds, looking again at each change of a document. */
export async function until(condition: () => boolean): Promise<void> {
  if (condition()) {
    return;
  }
  await new Promise<void>((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument(() => {
      if (condition()) {
        subscription.dispose();
        resolve();
      }
    });
  });
  assert.ok(condition());
}
