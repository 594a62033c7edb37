import * as vscode from 'vscode';
import { enclosingBlock } from '../../core/context/enclosingBlock.ts';
import { identifiersIn } from '../../core/context/identifiers.ts';
import type { Piece } from '../../core/context/piece.ts';
import { isSecretFile } from '../../core/context/secretFiles.ts';
import { withinTime } from '../codeContext.ts';
import { documentPath } from '../documentPath.ts';

/** Most names whose definitions are looked up. */
const nameLimit = 16;
/** Longest wait for all of them together, ms: what is known by then is sent. */
const timeoutMs = 2000;
/** Most lines of one definition. */
const lineLimit = 60;

/**
 * The definitions of the names in a part of a document, as VS Code's language features know them, in the order of the names.
 * Those that stand in `shown`, lines that are sent anyway, are left out; so is what lies outside the workspace.
 */
export async function definitionsFor(document: vscode.TextDocument, range: vscode.Range, shown: vscode.Range): Promise<readonly Piece[]> {
  const start = document.offsetAt(range.start);
  const names = identifiersIn(document.getText(range), nameLimit);
  const end = Date.now() + timeoutMs;
  const found = await Promise.all(
    names.map(({ name, offset }) =>
      withinTime(definitionOf(document, document.positionAt(start + offset), name, shown), Math.max(0, end - Date.now())),
    ),
  );
  const places = new Set<string>();
  return found.flat().filter(({ place }) => !places.has(place) && places.add(place));
}

async function definitionOf(document: vscode.TextDocument, at: vscode.Position, name: string, shown: vscode.Range): Promise<readonly Piece[]> {
  try {
    const found = await vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[] | undefined>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    const [first] = found ?? [];
    const piece = first && (await pieceAt(first, name, document, shown));
    return piece ? [piece] : [];
  } catch {
    // A language server that fails must not keep anyone from editing.
    return [];
  }
}

async function pieceAt(
  found: vscode.Location | vscode.LocationLink,
  name: string,
  from: vscode.TextDocument,
  shown: vscode.Range,
): Promise<Piece | undefined> {
  const uri = 'targetUri' in found ? found.targetUri : found.uri;
  const range = 'targetUri' in found ? found.targetRange : found.range;
  const isHere = uri.toString() === from.uri.toString();
  if ((isHere && shown.contains(range)) || !isOurs(uri)) {
    return undefined;
  }
  const document = isHere ? from : await vscode.workspace.openTextDocument(uri);
  const lines = document.getText().split(/\r\n|\r|\n/);
  // Where only the name is known, the block that it heads is meant.
  const block = range.isSingleLine ? enclosingBlock(lines, range.start.line) : undefined;
  const first = block?.first === range.start.line ? block.first : range.start.line;
  const last = Math.min(block?.first === range.start.line ? block.last : range.end.line, first + lineLimit - 1);
  return {
    title: `Definition of ${name}`,
    place: `${documentPath(uri)}:${first + 1}-${last + 1}`,
    language: document.languageId,
    text: lines.slice(first, last + 1).join('\n'),
  };
}

/** Of the workspace, of no library, and of no kind that holds secrets. */
function isOurs(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined && !/\/(?:node_modules|site-packages|vendor|\.venv)\//.test(uri.path) && !isSecretFile(uri.path);
}
