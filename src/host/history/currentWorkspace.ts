import * as vscode from 'vscode';
import type { Workspace } from '../../core/chat/journal.ts';

/** What this window shows; undefined for an empty window. */
export function currentWorkspace(): Workspace | undefined {
  const uri = vscode.workspace.workspaceFile ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  return uri ? { uri: uri.toString(), name: vscode.workspace.name ?? uri.path } : undefined;
}
