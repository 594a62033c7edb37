import * as vscode from 'vscode';

/** Tells that the chat hangs, and reloads what the person chooses. The conversation is the host's and on disk: nothing is lost. */
export async function offerReload(): Promise<void> {
  const webviews = vscode.l10n.t('Reload Chat');
  const window = vscode.l10n.t('Reload Window');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('The chat panel does not respond. Reload it; the conversation is kept.'),
    webviews,
    window,
  );
  if (chosen === webviews) {
    await vscode.commands.executeCommand('workbench.action.webview.reloadWebviewAction');
  } else if (chosen === window) {
    await vscode.commands.executeCommand('workbench.action.reloadWindow');
  }
}
