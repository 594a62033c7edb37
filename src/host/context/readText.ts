import * as vscode from 'vscode';
import type { Fault } from '../../core/context/attach/ports.ts';
import { isBinary, isBinaryName } from '../../core/context/files/fileKinds.ts';

/** Bytes of one file that goes as a whole. */
export const longestFile = 8_000_000;
/** Bytes of a file of which a part goes; VS Code itself shows extensions no longer one. */
export const longestWithParts = 50_000_000;

export interface ReadText {
  readonly text: string;
  readonly language: string;
}

/** The text of a file of at most `longest` bytes as it is now, what is not saved included; or why it has none. Never throws. */
export async function readText(uri: vscode.Uri, longest = longestFile): Promise<ReadText | Fault> {
  const changed = changedDocument(uri);
  if (changed) {
    return { text: changed.getText(), language: changed.languageId };
  }
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) {
      return 'missing';
    }
    if (size > longest) {
      return 'too-large';
    }
    const bytes = isBinaryName(uri.path) ? undefined : await vscode.workspace.fs.readFile(uri);
    if (!bytes || isBinary(bytes)) {
      return 'binary';
    }
    // Its text is that of the disk: where nothing watches files, a document may be older.
    const { languageId } = await vscode.workspace.openTextDocument(uri);
    return { text: await vscode.workspace.decode(bytes, { uri }), language: languageId };
  } catch (error) {
    return faultOf(error);
  }
}

/** Why a file could not be read. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof vscode.FileSystemError)) {
    return 'failed';
  }
  return error.code === 'NoPermissions' ? 'unreadable' : error.code === 'FileNotFound' || error.code === 'FileNotADirectory' ? 'missing' : 'failed';
}

/** The document of a file, where it holds what the disk does not. */
export function changedDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key && !document.isClosed && (document.isDirty || document.isUntitled));
}
