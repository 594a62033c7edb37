import * as vscode from 'vscode';
import { importsOf } from '../../core/context/imports.ts';
import { around, pack } from '../../core/context/pack.ts';
import type { Piece } from '../../core/context/piece.ts';
import { isSecretFile } from '../../core/context/secretFiles.ts';
import type { Region } from '../../core/prompt/region.ts';
import { documentPath } from '../documentPath.ts';
import { indentStyle } from '../edits/place.ts';
import { definitionsFor } from './definitions.ts';
import { diagnosticsIn, problemOf } from './problems.ts';

/** Tokens, by estimate, that the text around the region and the pieces may take each. */
export interface Budget {
  readonly around: number;
  readonly pieces: number;
  readonly count: (text: string) => number;
}

/** Most files beside this one of which something is sent. */
const neighbourLimit = 3;

/** What a request is told of a part of a document. */
export async function regionOf(
  document: vscode.TextDocument,
  range: vscode.Range,
  symbol: string,
  budget: Budget,
  diagnostics: readonly vscode.Diagnostic[] = diagnosticsIn(document, range),
): Promise<Region> {
  const text = document.getText();
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const { before, after } = around(unix(text.slice(0, start)), unix(text.slice(end)), budget.around, budget.count);
  const first = range.start.line - (before.match(/\n/g)?.length ?? 0);
  const last = range.end.line + (after.match(/\n/g)?.length ?? 0);
  const code = unix(document.getText(range));
  const shown = new vscode.Range(Math.max(0, first), 0, last, Number.MAX_SAFE_INTEGER);
  const definitions = await definitionsFor(document, range, shown);
  const { pieces } = pack([...imports(document, first), ...definitions, ...neighbours(document)], budget.pieces, budget.count);
  return {
    path: documentPath(document.uri),
    language: document.languageId,
    indentation: indentation(document),
    symbol,
    code,
    before,
    after,
    pieces,
    problems: diagnostics.map(problemOf),
  };
}

/** Of imports that are not in the text around the region anyway. */
function imports(document: vscode.TextDocument, firstShown: number): readonly Piece[] {
  const above = document.getText(new vscode.Range(0, 0, Math.max(0, firstShown), 0));
  const text = importsOf(above, document.languageId);
  return text === '' ? [] : [{ title: 'Imports of the file', place: documentPath(document.uri), language: document.languageId, text }];
}

/** What the person has in view beside it, of the same language; never a file of a kind that holds secrets. */
function neighbours(document: vscode.TextDocument): readonly Piece[] {
  const shown = vscode.window.visibleTextEditors.map((editor) => editor.document);
  return [...new Set(shown)]
    .filter(
      (each) =>
        each !== document &&
        each.languageId === document.languageId &&
        vscode.workspace.getWorkspaceFolder(each.uri) !== undefined &&
        !isSecretFile(each.uri.path),
    )
    .map((each) => ({ title: 'Open beside it', place: documentPath(each.uri), language: each.languageId, text: unix(each.getText()) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, neighbourLimit);
}

function indentation(document: vscode.TextDocument): string {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  if (!editor) {
    return 'as in the file';
  }
  const { unit } = indentStyle(editor);
  return unit === '\t' ? 'tabs' : `${unit.length} spaces`;
}

function unix(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}
