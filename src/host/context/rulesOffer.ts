import * as vscode from 'vscode';
import type { Source } from '../../core/context/attach/source.ts';
import type { Tray } from '../../core/context/attach/tray.ts';
import { isOpenLink, type RealFile } from './realFile.ts';

/** Where projects keep what assistants should know, relative to a workspace folder. */
const rulesFiles = ['AGENTS.md', '.github/copilot-instructions.md'];

/** Offers the project's own instructions. Of a workspace that is not trusted nothing is taken unasked. */
export class RulesOffer {
  constructor(
    private readonly tray: Tray,
    private readonly real: RealFile,
  ) {}

  /** Looks which are there. */
  async look(): Promise<void> {
    const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
    const uris = folders.flatMap(({ uri }) => rulesFiles.map((path) => vscode.Uri.joinPath(uri, path)));
    const found = await Promise.all(
      uris.map(async (uri): Promise<Source | undefined> => {
        try {
          const { size, type } = await vscode.workspace.fs.stat(uri);
          const isFile = (type & vscode.FileType.Directory) === 0;
          const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
          // A project may not call any file of this machine its rules.
          return size > 0 && isFile && (!isLink || (await isOpenLink(uri, this.real))) ? { kind: 'rules', uri: uri.toString() } : undefined;
        } catch {
          return undefined;
        }
      }),
    );
    this.tray.offer('rules', found.filter((each) => each !== undefined));
  }
}
