import type { DocumentLines, Place } from './lineChange.ts';

/**
 * The lines that a range touches. One that ends before the first character of a line leaves that out. An empty one is a place
 * to write at: the blank line it is in, or no line at all, before or after a line with text. The empty line behind the last
 * line end is no line to replace: the file would lose that line end.
 */
export function editRegion(document: DocumentLines, { start, end }: { readonly start: Place; readonly end: Place }): { readonly firstLine: number; readonly texts: readonly string[] } {
  const isEmpty = start.line === end.line && start.character === end.character;
  const { text } = document.lineAt(start.line);
  if (isEmpty && text === '' && start.line === document.lineCount - 1) {
    return { firstLine: start.line, texts: [] };
  }
  if (isEmpty && text.trim() !== '') {
    return { firstLine: start.character === 0 ? start.line : start.line + 1, texts: [] };
  }
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { firstLine: start.line, texts: Array.from({ length: last + 1 - start.line }, (_, index) => document.lineAt(start.line + index).text) };
}
