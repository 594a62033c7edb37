import * as vscode from 'vscode';

/** Said when Continue or Retry would answer what another window is answering. */
export function answeringElsewhere(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('Another window is answering here.'));
}
