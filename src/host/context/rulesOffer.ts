import * as vscode from 'vscode';
import { RulesSearch } from '../../core/context/attach/rulesSearch.ts';
import type { Tray } from '../../core/context/attach/tray.ts';
import { after } from '../timer.ts';
import { isOpenLink, type RealFile } from './realFile.ts';

/** Where projects keep what assistants should know, relative to a workspace folder. */
const rulesFiles = ['AGENTS.md', '.github/copilot-instructions.md'];

/** After each of them the rules may be others. */
const concerned: readonly vscode.Event<unknown>[] = [
  vscode.workspace.onDidChangeWorkspaceFolders,
  vscode.workspace.onDidGrantWorkspaceTrust,
  vscode.workspace.onDidSaveTextDocument,
  vscode.workspace.onDidDeleteFiles,
  vscode.workspace.onDidCreateFiles,
  vscode.workspace.onDidRenameFiles,
  vscode.window.onDidChangeWindowState,
];

/** Offers the project's own instructions, now and whenever they change. Of a workspace that is not trusted nothing is taken unasked. */
export function offerRules(tray: Tray, real: RealFile, onError: (error: unknown) => void): vscode.Disposable {
  const search = new RulesSearch({
    places: () => {
      const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
      return folders.flatMap(({ uri }) => rulesFiles.map((path) => vscode.Uri.joinPath(uri, path).toString()));
    },
    isThere: (uri) => mayGo(vscode.Uri.parse(uri), real),
    offer: (uris) => {
      tray.offer('rules', uris.map((uri) => ({ kind: 'rules', uri })));
    },
    after,
    onError,
  });
  const look = (): void => void search.look();
  look();
  return vscode.Disposable.from(search, ...concerned.map((event) => event(look)));
}

/** Whether such a file is there and holds something. A project may not call any file of this machine its rules. */
async function mayGo(uri: vscode.Uri, real: RealFile): Promise<boolean> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    const isFile = (type & vscode.FileType.Directory) === 0;
    const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
    return size > 0 && isFile && (!isLink || (await isOpenLink(uri, real)));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && certain.has(error.code)) {
      return false;
    }
    throw error;
  }
}

/** Errors that say that there is none, or none for us. */
const certain = new Set(['FileNotFound', 'FileNotADirectory', 'FileIsADirectory', 'NoPermissions']);
