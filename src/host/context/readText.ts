import * as vscode from 'vscode';
import type { Fault } from '../../core/context/attach/ports.ts';
import { isBinary, isBinaryName } from '../../core/context/files/fileKinds.ts';

/** Bytes of one file that is named by hand. */
const longestFile = 8_000_000;

export interface ReadText {
  readonly text: string;
  readonly language: string;
}

/** The text of a file as it is now, what is not saved included; or why it has none. */
export async function readText(uri: vscode.Uri): Promise<ReadText | Fault> {
  const open = openDocument(uri);
  if (open) {
    return { text: open.getText(), language: open.languageId };
  }
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) {
      return 'missing';
    }
    if (size > longestFile) {
      return 'too-large';
    }
    if (isBinaryName(uri.path) || isBinary(await vscode.workspace.fs.readFile(uri))) {
      return 'binary';
    }
    // VS Code knows the encoding and the language.
    const document = await vscode.workspace.openTextDocument(uri);
    return { text: document.getText(), language: document.languageId };
  } catch {
    return 'missing';
  }
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key && !document.isClosed);
}
