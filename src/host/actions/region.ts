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
/** Lines above a place without code whose names are looked up. */
const linesAbove = 12;

/** What the names in a part of a document stand for; in a part without code, the names in the lines above it. */
export function definitionsAround(document: vscode.TextDocument, range: vscode.Range, budget: Budget): Promise<readonly Piece[]> {
  const isBlank = document.getText(range).trim() === '';
  const named = isBlank ? new vscode.Range(Math.max(0, range.start.line - linesAbove), 0, range.end.line, range.end.character) : range;
  return definitionsFor(document, named, surroundings(document, range, budget).shown);
}

/** What a request is told of a part of a document, as it is now. */
export function regionOf(
  document: vscode.TextDocument,
  range: vscode.Range,
  budget: Budget,
  known: { readonly symbol: string; readonly definitions: readonly Piece[]; readonly diagnostics?: readonly vscode.Diagnostic[] },
): Region {
  const { before, after, shown } = surroundings(document, range, budget);
  const { pieces, left } = pack([...imports(document, shown.start.line), ...known.definitions, ...neighbours(document)], budget.pieces, budget.count);
  return {
    path: documentPath(document.uri),
    language: document.languageId,
    indentation: indentation(document),
    symbol: known.symbol,
    code: unix(document.getText(range)),
    before,
    after,
    pieces,
    left,
    problems: (known.diagnostics ?? diagnosticsIn(document, range)).map(problemOf),
  };
}

/** The text on both sides, and which lines are sent in all. */
function surroundings(document: vscode.TextDocument, range: vscode.Range, budget: Budget): { readonly before: string; readonly after: string; readonly shown: vscode.Range } {
  const text = document.getText();
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const { before, after } = around(unix(text.slice(0, start)), unix(text.slice(end)), budget.around, budget.count);
  const first = range.start.line - (before.match(/\n/g)?.length ?? 0);
  const last = range.end.line + (after.match(/\n/g)?.length ?? 0);
  return { before, after, shown: new vscode.Range(Math.max(0, first), 0, last, Number.MAX_SAFE_INTEGER) };
}

/** Of imports that are not in the text around the region anyway. */
function imports(document: vscode.TextDocument, firstShown: number): readonly Piece[] {
  const above = document.getText(new vscode.Range(0, 0, firstShown, 0));
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
