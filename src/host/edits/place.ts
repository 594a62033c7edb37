import type * as vscode from 'vscode';
import { indentationAt, type Indentation } from '../../core/edit/indentFitter.ts';

/** How an editor indents. */
export function indentStyle(editor: vscode.TextEditor): { readonly unit: string; readonly tabSize: number } {
  const tabSize = typeof editor.options.tabSize === 'number' ? Math.min(16, Math.max(1, editor.options.tabSize)) : 4;
  return { unit: editor.options.insertSpaces === false ? '\t' : ' '.repeat(tabSize), tabSize };
}

/** The indentation that code at `position` needs. */
export function indentationFor(editor: vscode.TextEditor, position: vscode.Position): Indentation {
  const { document } = editor;
  const line = document.lineAt(position.line).text;
  return indentationAt(
    { before: line.slice(0, position.character), after: line.slice(position.character) },
    { previous: nearest(document, position.line, -1), next: nearest(document, position.line, 1) },
    indentStyle(editor),
  );
}

function nearest(document: vscode.TextDocument, from: number, step: -1 | 1): string {
  for (let line = from + step; line >= 0 && line < document.lineCount; line += step) {
    const { text } = document.lineAt(line);
    if (text.trim() !== '') {
      return text;
    }
  }
  return '';
}
