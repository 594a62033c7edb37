import * as vscode from 'vscode';
import { isPlace } from '../place.ts';
import { linesSource } from './activeOffer.ts';
import type { Adder } from './adder.ts';

/**
 * Add to Chat, from wherever it is chosen: a quick fix gives a place and adds its problems as well, the explorer gives what is selected
 * there, a tab its file; in an editor it is the selection, else the file.
 */
export async function addToChat(adder: Adder, args: readonly unknown[]): Promise<void> {
  const [first, second] = args;
  if (isPlace(first)) {
    const document = await vscode.workspace.openTextDocument(first.uri);
    adder.add({ kind: 'problems', uri: first.uri.toString() });
    adder.add(linesSource(document, first.range));
    return;
  }
  if (Array.isArray(second) && second.every((each) => each instanceof vscode.Uri)) {
    for (const uri of second) {
      await adder.uri(uri);
    }
    return;
  }
  if (first instanceof vscode.Uri && isOfTab(second)) {
    await adder.uri(first);
    return;
  }
  const editor = vscode.window.activeTextEditor;
  const isOfEditor = editor !== undefined && (!(first instanceof vscode.Uri) || first.toString() === editor.document.uri.toString());
  if (isOfEditor && !editor.selection.isEmpty) {
    adder.selection();
  } else if (first instanceof vscode.Uri) {
    await adder.uri(first);
  } else {
    adder.openFile();
  }
}

/** What the menu of a tab tells beside the file: in which group of editors it stands. */
function isOfTab(context: unknown): boolean {
  return typeof context === 'object' && context !== null && 'groupId' in context;
}
