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
  const changed = changedDocument(uri);
  if (changed) {
    return { text: changed.getText(), language: changed.languageId };
  }
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) {
      return 'missing';
    }
    if (size > longestFile) {
      return 'too-large';
    }
    const bytes = isBinaryName(uri.path) ? undefined : await vscode.workspace.fs.readFile(uri);
    if (!bytes || isBinary(bytes)) {
      return 'binary';
    }
    // Its text is that of the disk: where nothing watches files, a document may be older.
    const { languageId } = await vscode.workspace.openTextDocument(uri);
    return { text: await vscode.workspace.decode(bytes, { uri }), language: languageId };
  } catch {
    return 'missing';
  }
}

/** The document of a file, where it holds what the disk does not. */
export function changedDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key && !document.isClosed && (document.isDirty || document.isUntitled));
}
