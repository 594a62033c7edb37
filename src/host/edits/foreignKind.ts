import * as vscode from 'vscode';
import type { ForeignKind } from '../../core/edit/foreignLines.ts';
import { isSpacing, type RegionChange } from '../../core/edit/regionChange.ts';

/** In lines: what a person types is no farther than this from where their cursor was told to be. */
const reach = 1;

/**
 * Whether a change of the document was made by a person, by a formatter or the like, or came with the file from the disk. VS Code does
 * not tell, and tells of a save only when its formatters are done: what goes by is where the cursors are. In doubt it was a person.
 * @param inside the same change, as it concerns a region
 * @param now the region's lines before it
 */
export function foreignKind(
  document: vscode.TextDocument,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
  inside: readonly RegionChange[],
  now: () => readonly string[],
): ForeignKind {
  if (isLoaded(document)) {
    return 'loaded';
  }
  const cursors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document).flatMap(({ selections }) => selections);
  if (inside.length === 0 || changes.every(({ range }) => cursors.some((cursor) => cursor.intersection(range) !== undefined))) {
    return 'typed';
  }
  const isFar = changes.every(({ range }) =>
    cursors.every(({ start, end }) => range.end.line < start.line - reach || range.start.line > end.line + reach),
  );
  const isSpaced = inside.every(({ from, to, texts }) => isSpacing(now().slice(from, to), texts));
  return isFar || isSpaced || changes.length > 1 ? 'formatted' : 'typed';
}

/** Only the text of the disk changes a document without unsaved changes to one without. What was never on a disk, and cells, never have any. */
function isLoaded(document: vscode.TextDocument): boolean {
  return !document.isDirty && !document.isUntitled && document.uri.scheme !== 'vscode-notebook-cell';
}
