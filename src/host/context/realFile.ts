import * as vscode from 'vscode';
import { isSecretFile } from '../../core/context/secretFiles.ts';
import { isIgnored } from './ignoring.ts';

/** The file that a URI leads to once links are followed; the URI itself where there are none, or nobody can tell. Never throws. */
export type RealFile = (uri: vscode.Uri) => Promise<vscode.Uri>;

/** `realPath` knows the links of this machine's disk. */
export function realFileBy(realPath: (path: string) => Promise<string>): RealFile {
  return async (uri) => {
    if (uri.scheme !== 'file') {
      return uri;
    }
    const path = await realPath(uri.fsPath);
    return path === uri.fsPath ? uri : vscode.Uri.file(path);
  };
}

/** Whether a file usually holds secrets, by its name or by that of the file that it leads to. */
export async function leadsToSecret(uri: vscode.Uri, real: RealFile): Promise<boolean> {
  return isSecretFile(uri.path) || isSecretFile((await real(uri)).path);
}

/**
 * Where in the workspace something of it really stands: itself unless a link leads elsewhere, be it a link around it; undefined where that
 * is outside.
 */
export async function placeInWorkspace(uri: vscode.Uri, real: RealFile): Promise<vscode.Uri | undefined> {
  const target = await real(uri);
  return target.toString() === uri.toString() ? uri : inWorkspace(target, real);
}

/** Whether what a link leads to may go unasked: it is in the workspace, and neither secret nor ignored there. */
export async function isOpenLink(uri: vscode.Uri, real: RealFile): Promise<boolean> {
  const target = await inWorkspace(await real(uri), real);
  return target !== undefined && !isSecretFile(target.path) && !(await isIgnored(target));
}

/** A real file by its place in the workspace, which may itself be opened by a link; undefined outside of it. */
async function inWorkspace(file: vscode.Uri, real: RealFile): Promise<vscode.Uri | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const root = `${(await real(uri)).path.replace(/\/$/, '')}/`;
    if (`${file.path}/`.startsWith(root)) {
      return vscode.Uri.joinPath(uri, file.path.slice(root.length));
    }
  }
  return undefined;
}
