import * as vscode from 'vscode';

/**
 * What is selected in the active terminal; empty when nothing is. VS Code tells extensions of it by the clipboard only, whose text is put
 * back afterwards.
 */
export async function takeTerminalSelection(): Promise<string> {
  if (!vscode.window.activeTerminal) {
    return '';
  }
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  try {
    // Copying nothing leaves the clipboard as it is: what is there must not be taken for the selection.
    await clipboard.writeText('');
    await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
    return await clipboard.readText();
  } finally {
    await clipboard.writeText(before);
  }
}
