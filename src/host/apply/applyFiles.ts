import * as vscode from 'vscode';
import type { Files } from '../../core/apply/planApply.ts';
import { baseName } from '../documentPath.ts';
import type { WorkspaceFiles } from '../context/workspaceFiles.ts';
import { textEditor } from '../textEditor.ts';

/** The files that code of an answer may be for, by their paths in the workspace. What is open counts as it is in the editor. */
export class ApplyFiles implements Files {
  readonly near: readonly string[];
  private readonly uris = new Map<string, vscode.Uri>();

  /** @param attached paths of what went with the questions of the conversation */
  constructor(
    private readonly workspace: WorkspaceFiles,
    attached: readonly string[],
  ) {
    const active = textEditor()?.document.uri;
    const visible = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
    // What has a tab: VS Code keeps other documents for a while, which the person does not see as open.
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : [])));
    const open = [...(active ? [active] : []), ...visible, ...tabs].filter(isText);
    for (const uri of open) {
      this.uris.set(pathOf(uri), uri);
    }
    this.near = [...new Set([...open.map(pathOf), ...attached.filter((path) => path !== '')])];
  }

  async list(): Promise<readonly string[]> {
    const { entries } = await this.workspace.list();
    for (const { path, uri, isFolder } of entries) {
      if (!isFolder) {
        this.uris.set(path, uri);
      }
    }
    return [...this.uris.keys()];
  }

  async read(path: string): Promise<string | undefined> {
    const uri = this.uriOf(path);
    try {
      return uri && (await vscode.workspace.openTextDocument(uri)).getText();
    } catch {
      // Nothing is there, or no text.
      return undefined;
    }
  }

  /** Where a path leads, which need not be there; undefined where no folder is open for it. */
  uriOf(path: string): vscode.Uri | undefined {
    const known = this.uris.get(path);
    if (known) {
      return known;
    }
    const folders = vscode.workspace.workspaceFolders ?? [];
    const [first] = folders;
    if (/^(?:\/|[A-Za-z]:\/)/.test(path)) {
      const { path: absolute } = vscode.Uri.file(path);
      return first ? first.uri.with({ path: absolute }) : vscode.Uri.file(path);
    }
    const named = folders.find(({ name }) => path.startsWith(`${name}/`));
    return named && folders.length > 1 ? vscode.Uri.joinPath(named.uri, path.slice(named.name.length + 1)) : first && vscode.Uri.joinPath(first.uri, path);
  }
}

/** Files and what is to become one; not what we or VS Code show beside them. */
function isText(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined || uri.scheme === 'file' || uri.scheme === 'untitled';
}

function pathOf(uri: vscode.Uri): string {
  const isSeveral = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  return vscode.workspace.getWorkspaceFolder(uri) ? vscode.workspace.asRelativePath(uri, isSeveral) : uri.scheme === 'untitled' ? baseName(uri) : uri.path;
}
