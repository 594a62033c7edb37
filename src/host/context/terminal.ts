import * as vscode from 'vscode';

/**
 * What is selected in the active terminal; empty when nothing is. VS Code tells extensions of it by the clipboard only, whose text is put
 * back afterwards. Extensions cannot see a picture there, nor put it back: where nothing is selected it is left alone.
 */
export async function takeTerminalSelection(): Promise<string> {
  if (!vscode.window.activeTerminal) {
    return '';
  }
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  try {
    // Copying nothing leaves the clipboard as it is: the text that is there must not be taken for the selection.
    if (before !== '') {
      await clipboard.writeText('');
    }
    await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
    return await clipboard.readText();
  } finally {
    if (before !== '' || (await clipboard.readText()) !== '') {
      await clipboard.writeText(before);
    }
  }
}
