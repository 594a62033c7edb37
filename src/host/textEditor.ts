import * as vscode from 'vscode';
import { chatTabType } from '../ids.ts';

/** The text editor that one works in: the active one, or, while the chat is the active tab, one that is in view beside it. */
export function textEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors, tabGroups } = vscode.window;
  if (activeTextEditor) {
    return activeTextEditor;
  }
  const input = tabGroups.activeTabGroup.activeTab?.input;
  // VS Code puts words of its own in front of the type.
  const isChat = input instanceof vscode.TabInputWebview && input.viewType.endsWith(chatTabType);
  return isChat ? visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined) : undefined;
}
