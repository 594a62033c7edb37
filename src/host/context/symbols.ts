import * as vscode from 'vscode';
import type { Source } from '../../core/context/attach/source.ts';
import { withinTime } from '../codeContext.ts';
import { fullPath } from '../documentPath.ts';
import { linesSource } from './activeOffer.ts';
import { textEditor } from '../textEditor.ts';

export interface FoundSymbol {
  readonly name: string;
  /** Such as `src/cart.ts`. */
  readonly place: string;
  readonly source: () => Promise<Source>;
}

/** Most symbols that are offered. */
const most = 30;
/** How long one waits for language servers, ms. */
const patienceMs = 1500;

/** The symbols that are called something like this: those of the open file, then those that language servers know of the workspace. */
export async function findSymbols(query: string): Promise<readonly FoundSymbol[]> {
  const document = textEditor()?.document;
  const [inFile, inWorkspace] = await Promise.all([
    document ? withinTime(ask<vscode.DocumentSymbol | vscode.SymbolInformation>('vscode.executeDocumentSymbolProvider', document.uri), patienceMs) : [],
    query.length > 1 ? withinTime(ask<vscode.SymbolInformation>('vscode.executeWorkspaceSymbolProvider', query), patienceMs) : [],
  ]);
  const own = document ? flat(inFile).filter(({ name }) => name.toLowerCase().includes(query.toLowerCase())).map((symbol) => found(symbol.name, document.uri, symbol.range)) : [];
  const others = inWorkspace
    .filter(({ location }) => location.uri.toString() !== document?.uri.toString() && vscode.workspace.getWorkspaceFolder(location.uri) !== undefined)
    .map(({ name, location }) => found(name, location.uri, location.range));
  return [...own, ...others].slice(0, most);
}

async function ask<T>(command: string, about: unknown): Promise<readonly T[]> {
  try {
    return (await vscode.commands.executeCommand<readonly T[] | undefined>(command, about)) ?? [];
  } catch {
    // A language server that fails has nothing to offer.
    return [];
  }
}

function flat(symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[]): readonly { readonly name: string; readonly range: vscode.Range }[] {
  return symbols.flatMap((symbol) => ('children' in symbol ? [{ name: symbol.name, range: symbol.range }, ...flat(symbol.children)] : [{ name: symbol.name, range: symbol.location.range }]));
}

function found(name: string, uri: vscode.Uri, range: vscode.Range): FoundSymbol {
  return {
    name,
    place: fullPath(uri),
    source: async () => linesSource(await vscode.workspace.openTextDocument(uri), await wholeRange(uri, name, range), name),
  };
}

/** Some language servers tell only where the name stands: the file's own symbols tell how far it goes. */
async function wholeRange(uri: vscode.Uri, name: string, range: vscode.Range): Promise<vscode.Range> {
  if (!range.isSingleLine) {
    return range;
  }
  const symbols = flat(await withinTime(ask<vscode.DocumentSymbol>('vscode.executeDocumentSymbolProvider', uri), patienceMs));
  return symbols.find((symbol) => symbol.name === name && symbol.range.contains(range))?.range ?? range;
}
