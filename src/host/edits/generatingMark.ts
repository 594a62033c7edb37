import * as vscode from 'vscode';

/**
 * Says that code is being written: quietly at the place itself, so that a thinking model is seen to be at work, and in the
 * status bar, where a screen reader finds it and a click stops it.
 */
export class GeneratingMark implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 1em', fontStyle: 'italic' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly item = vscode.window.createStatusBarItem('lathe.generating', vscode.StatusBarAlignment.Left);

  constructor(private readonly document: vscode.TextDocument) {
    this.item.name = vscode.l10n.t('Lathe: Code Generation');
    this.item.command = 'lathe.stop';
    this.item.tooltip = vscode.l10n.t('Stop');
  }

  show(position: vscode.Position, text: string): void {
    this.item.text = `$(loading~spin) ${text}`;
    this.item.show();
    const end = this.document.lineAt(position.line).range.end;
    const contentText = vscode.l10n.t('{0} (Esc to stop)', text);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === this.document) {
        editor.setDecorations(this.decoration, [{ range: new vscode.Range(end, end), renderOptions: { after: { contentText } } }]);
      }
    }
  }

  dispose(): void {
    this.decoration.dispose();
    this.item.dispose();
  }
}
