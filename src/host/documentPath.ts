import * as vscode from 'vscode';

/**
 * A document's path as the model is told it: relative to its workspace folder, or else its bare name. Never an absolute
 * path: that would tell the endpoint the person's login and the layout of their disk.
 */
export function documentPath(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) ? vscode.workspace.asRelativePath(uri, false) : baseName(uri);
}

/** The same with the name of the workspace folder before it, where there are several: unlike the other it is never that of two files. */
export function fullPath(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder || (vscode.workspace.workspaceFolders ?? []).length < 2) {
    return documentPath(uri);
  }
  const path = uri.path.slice(folder.uri.path.length).replace(/^\//, '');
  return path === '' ? folderName(folder) : `${folderName(folder)}/${path}`;
}

/** What a workspace folder is called beside others: the later ones of the same name are counted. */
export function folderName(folder: vscode.WorkspaceFolder): string {
  const namesakes = (vscode.workspace.workspaceFolders ?? []).filter(({ name }) => name === folder.name);
  const place = namesakes.findIndex(({ index }) => index === folder.index);
  return place < 1 ? folder.name : `${folder.name} (${place + 1})`;
}

/** The last part of a document's path. */
export function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
