/** A change of a document, in lines counted from 0. */
export interface LineEdit {
  /** The lines that it touches, both included. */
  readonly first: number;
  readonly last: number;
  /** Line ends in what it puts there. */
  readonly breaks: number;
}

/**
 * Where lines are after a change: along with what happens above them, longer or shorter with what happens inside. What swallows
 * them leaves the line where they were.
 */
export function moveLines(lines: { readonly first: number; readonly last: number }, { first, last, breaks }: LineEdit): { readonly first: number; readonly last: number } {
  const shift = breaks - (last - first);
  if (shift === 0 || first > lines.last) {
    return lines;
  }
  // Before their first character: a line that is put in at its very beginning moves them down.
  if (last < lines.first) {
    return { first: lines.first + shift, last: lines.last + shift };
  }
  if (first < lines.first && last > lines.last) {
    return { first, last: first };
  }
  const start = Math.min(lines.first, first);
  return { first: start, last: Math.max(start, Math.max(lines.last, last) + shift) };
}
