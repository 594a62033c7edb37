import * as vscode from 'vscode';

/** A quiet word at the place that code is being written to, so that a thinking model is seen to be at work. */
export class GeneratingMark implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 1em', fontStyle: 'italic' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });

  constructor(private readonly document: vscode.TextDocument) {}

  show(position: vscode.Position, text: string): void {
    const end = this.document.lineAt(position.line).range.end;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === this.document) {
        const options = { range: new vscode.Range(end, end), renderOptions: { after: { contentText: text } } };
        editor.setDecorations(this.decoration, [options]);
      }
    }
  }

  dispose(): void {
    this.decoration.dispose();
  }
}
