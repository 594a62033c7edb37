import * as vscode from 'vscode';
import type { WritePlace } from '../../core/prompt/generate.ts';
import { fullLines } from '../codeContext.ts';
import { editorOf } from '../edits/documentEdit.ts';
import { indentationFor } from '../edits/place.ts';
import type { Order } from './runner.ts';

/**
 * Where code goes that is to be written at a range: in place of selected lines; in a blank line; above the line whose start the
 * cursor is at; below a finished line; else into the cursor's line.
 */
export function writePlaceAt(document: vscode.TextDocument, range: vscode.Range): { readonly place: WritePlace } & Pick<Order, 'range' | 'indentation'> {
  if (document.getText(range).trim() !== '') {
    return { place: 'instead', range: fullLines(document, range) };
  }
  const at = range.end;
  const { text, range: line } = document.lineAt(at.line);
  const [before, after] = [text.slice(0, at.character), text.slice(at.character)];
  const editor = editorOf(document);
  const fitting = editor && indentationFor(editor, at);
  if (text.trim() === '') {
    return { place: 'empty', range: line, ...(fitting && { indentation: fitting.base }) };
  }
  if (before.trim() === '') {
    const start = line.start;
    return { place: 'empty', range: new vscode.Range(start, start), indentation: /^\s*/.exec(text)?.[0] ?? '' };
  }
  return fitting?.opening.startsWith('\n')
    ? { place: 'empty', range: new vscode.Range(line.end, line.end), indentation: fitting.base }
    : { place: { before, after }, range: line };
}
