import type * as vscode from 'vscode';
import { indentationAt, type Indentation } from '../../core/edit/indentFitter.ts';
import type { GenerateContext } from '../../core/prompt/generate.ts';
import { documentPath } from '../documentPath.ts';

/** Characters of the file that are sent from before and after the cursor. */
const charactersBefore = 12_000;
const charactersAfter = 4_000;

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

/** What the model is told of the place that code is to be written to. */
export function surroundings(editor: vscode.TextEditor, position: vscode.Position): Omit<GenerateContext, 'instruction'> {
  const { document } = editor;
  const text = document.getText();
  const cursor = document.offsetAt(position);
  const { unit } = indentStyle(editor);
  return {
    path: documentPath(document.uri),
    language: document.languageId,
    before: text.slice(Math.max(0, cursor - charactersBefore), cursor),
    after: text.slice(cursor, cursor + charactersAfter),
    indentation: unit === '\t' ? 'tabs' : `${unit.length} spaces`,
  };
}
