import * as vscode from 'vscode';
import type { Reference } from '../core/chat/events.ts';
import { enclosingBlock } from '../core/context/enclosingBlock.ts';
import { baseName, fullPath } from './documentPath.ts';

/** Most symbols of a file that are named to the model. */
const outlineLimit = 60;
/** Longest wait for a file's symbols, ms. */
const symbolsTimeoutMs = 3000;
/** Lines on each side of the cursor when neither a selection nor a symbol tells what is meant. */
const linesAround = 40;

/** What is meant in an editor: whole lines, and the symbol that they are; its name is empty when not known. */
export interface Meant {
  readonly range: vscode.Range;
  readonly symbol: string;
  readonly symbols: readonly vscode.DocumentSymbol[];
}

/** The selection, else the symbol at the cursor, else what `fallback` gives for the cursor. */
export async function meantIn(
  { document, selection }: Pick<vscode.TextEditor, 'document' | 'selection'>,
  fallback: (document: vscode.TextDocument, at: vscode.Position) => vscode.Range = around,
): Promise<Meant> {
  const { version } = document;
  const selected = selection.isEmpty ? undefined : fullLines(document, selection);
  const symbols = await withinTime(symbolsOf(document));
  if (selected && document.version === version) {
    return { range: selected, symbol: '', symbols };
  }
  const symbol = selected ? undefined : (innermost(symbols, selection.active) ?? byIndentation(document, selection.active));
  // A symbol of a text that has changed since may lie elsewhere by now.
  const known = symbol && document.version === version ? symbol : undefined;
  const range = fullLines(document, selected ? document.validateRange(selected) : (known?.range ?? fallback(document, selection.active)));
  return { range, symbol: known?.name ?? '', symbols };
}

/** What the person points at in an editor: the selection, else the symbol at the cursor, else the lines around it. */
export async function pointedAt(editor: vscode.TextEditor): Promise<Reference & { readonly symbol: string }> {
  const { document } = editor;
  const { range, symbol, symbols } = await meantIn(editor);
  return {
    symbol,
    ...referenceTo(document, range),
    outline: outline(symbols, range).slice(0, outlineLimit).join('\n'),
  };
}

/** A part of a document as it goes with a question, without its outline. */
export function referenceTo(document: vscode.TextDocument, range: vscode.Range): Omit<Reference, 'outline'> {
  const name = baseName(document.uri);
  const first = range.start.line + 1;
  const last = range.end.line + 1;
  return {
    label: first === last ? `${name}:${first}` : `${name}:${first}-${last}`,
    path: fullPath(document.uri),
    language: document.languageId,
    text: document.getText(range),
  };
}

/** A language server that is still starting must not keep anyone waiting: then no symbols are known. */
export async function withinTime<T>(symbols: Promise<readonly T[]>, ms = symbolsTimeoutMs): Promise<readonly T[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<readonly T[]>((resolve) => {
    timer = setTimeout(() => {
      resolve([]);
    }, ms);
  });
  try {
    return await Promise.race([symbols, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

async function symbolsOf(document: vscode.TextDocument): Promise<readonly vscode.DocumentSymbol[]> {
  try {
    const found = await vscode.commands.executeCommand<readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    return (found ?? []).filter((symbol): symbol is vscode.DocumentSymbol => 'children' in symbol);
  } catch {
    // A language server that fails must not keep anyone from asking.
    return [];
  }
}

function innermost(symbols: readonly vscode.DocumentSymbol[], at: vscode.Position): vscode.DocumentSymbol | undefined {
  const around = symbols.find((symbol) => symbol.range.contains(at));
  if (!around) {
    return undefined;
  }
  // A variable inside a function is a symbol too, and too little to explain.
  const inner = innermost(around.children, at);
  return inner && inner.range.end.line > inner.range.start.line ? inner : around;
}

/** For languages without a language server here, as Python and Go are in a plain VS Code. */
function byIndentation(
  document: vscode.TextDocument,
  at: vscode.Position,
): { readonly name: string; readonly range: vscode.Range } | undefined {
  const block = enclosingBlock(document.getText().split(/\r\n|\r|\n/), at.line);
  return block && { name: block.name, range: new vscode.Range(block.first, 0, block.last, Number.MAX_SAFE_INTEGER) };
}

function around(_: vscode.TextDocument, at: vscode.Position): vscode.Range {
  return new vscode.Range(Math.max(0, at.line - linesAround), 0, at.line + linesAround, 0);
}

/** The whole lines that a range touches. */
export function fullLines(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  // A selection that ends at the start of a line does not mean that line.
  const endsBefore = range.end.character === 0 && range.end.line > range.start.line;
  const end = document.lineAt(Math.min(endsBefore ? range.end.line - 1 : range.end.line, document.lineCount - 1));
  return new vscode.Range(range.start.line, 0, end.lineNumber, end.text.length);
}

function outline(symbols: readonly vscode.DocumentSymbol[], asked: vscode.Range, depth = 0): string[] {
  return symbols.flatMap((symbol) => {
    const kind = vscode.SymbolKind[symbol.kind].toLowerCase();
    const line = `${'  '.repeat(depth)}${kind} ${symbol.name} (line ${symbol.range.start.line + 1})`;
    // What is inside the asked code is there to read; what is inside other symbols is named one level deep.
    const children = depth === 0 && !asked.contains(symbol.range) ? outline(symbol.children, asked, depth + 1) : [];
    return [line, ...children];
  });
}
