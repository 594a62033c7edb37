import * as vscode from 'vscode';
import type { Hunk } from '../../core/edit/hunk.ts';
import type { EditSession } from '../edits/editSession.ts';
import { isRunning, type OpenEdits } from './openEdits.ts';
import { hasQuickDiff } from './quickDiff.ts';
import { openHunks } from './target.ts';

/** An editor of the document, shown and focused: the one that shows it already, where there is one. */
export async function showDocument(document: vscode.TextDocument): Promise<vscode.TextEditor> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor?.document === document) {
    // It may be the active one without the focus, which a click in the status bar takes.
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    return activeTextEditor;
  }
  const viewColumn = visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  return vscode.window.showTextDocument(document, { ...(viewColumn !== undefined && { viewColumn }), preview: false });
}

/** Puts the cursor at the start of a line, and scrolls only where it cannot be seen. */
export function goToLine(editor: vscode.TextEditor, line: number): void {
  const position = editor.document.validatePosition(new vscode.Position(line, 0));
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The next hunk below the cursor, or the previous one above it, around the ends of the file. False when there is none. */
export function moveToHunk(edits: OpenEdits, step: 1 | -1): boolean {
  const editor = vscode.window.activeTextEditor;
  const starts = edits.here
    .filter((session) => !isRunning(session))
    .flatMap((session) => openHunks(session).map(({ start }) => start))
    .sort((a, b) => a - b);
  if (!editor || starts.length === 0) {
    return false;
  }
  const { line } = editor.selection.active;
  const next =
    step === 1 ? (starts.find((start) => start > line) ?? starts[0]) : (starts.findLast((start) => start < line) ?? starts.at(-1));
  goToLine(editor, next ?? line);
  return true;
}

/**
 * Opens VS Code's red and green peek at a hunk. It shows the change at the cursor, of whichever source control
 * knows one; the list in its title has the others. Where VS Code has no quick diff, the hover shows the same.
 */
export async function showRemoved({ document }: EditSession, { start, end }: Hunk): Promise<void> {
  const editor = await showDocument(document);
  // VS Code counts what was only taken out as a change of the line above.
  goToLine(editor, hasQuickDiff(document) && end === start ? Math.max(0, start - 1) : start);
  if (hasQuickDiff(document)) {
    // One that is open would go on from where it is.
    await vscode.commands.executeCommand('closeQuickDiff');
    await vscode.commands.executeCommand('editor.action.dirtydiff.next');
  } else {
    await vscode.commands.executeCommand('editor.action.showHover');
  }
}
