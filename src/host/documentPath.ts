import * as vscode from 'vscode';

/**
 * A document's path as the model is told it: relative to its workspace folder, or else its bare name. Never an absolute
 * path: that would tell the endpoint the person's login and the layout of their disk.
 */
export function documentPath(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) ? vscode.workspace.asRelativePath(uri, false) : baseName(uri);
}

/** The last part of a document's path. */
export function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
