import * as vscode from 'vscode';

/** Said once when the disk stops taking what is said; the conversation itself goes on. */
export function writingFailed(): void {
  const showLog = vscode.l10n.t('Show log');
  void vscode.window
    .showWarningMessage(
      vscode.l10n.t('The conversation could not be written to the disk. It is tried again with each answer; if it keeps failing, it is lost with this window.'),
      showLog,
    )
    .then((chosen) => (chosen === showLog ? vscode.commands.executeCommand('lathe.showLog') : undefined));
}
