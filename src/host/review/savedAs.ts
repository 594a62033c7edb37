import * as vscode from 'vscode';
import type { OpenEdits } from './openEdits.ts';

/**
 * The untitled document in review that this one is the file of now. VS Code fills the file's document with the text at one
 * stroke, then lets formatters at it, writes it and opens an editor; only at the end it empties the untitled one and closes it.
 * What a person types or pastes is in the editor that they are in.
 */
export function savedFrom(file: vscode.TextDocument, edits: OpenEdits): vscode.TextDocument | undefined {
  const untitled = edits.all.map(({ document }) => document).filter((document) => document.isUntitled);
  if (untitled.length === 0 || file === vscode.window.activeTextEditor?.document || !isFile(file)) {
    return undefined;
  }
  return untitled.find((document) => document.lineCount === file.lineCount && linesOf(document) === linesOf(file));
}

function isFile({ isUntitled, uri }: vscode.TextDocument): boolean {
  return !isUntitled && vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

/** A file may have other line ends. */
function linesOf(document: vscode.TextDocument): string {
  return document.getText().replaceAll('\r\n', '\n');
}
