/** One change of a document, as VS Code tells it: in offsets of the text before the change. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * Where a place in a text is after a change: it moves with what happens before it, and to the end of a replacement that
 * swallows it. All in UTF-16 code units from the start.
 * @param changes those of one event; VS Code gives them in no promised order
 * @param behind whether what is put in at the very place comes before it
 */
export function movedOffset(offset: number, changes: readonly TextChange[], behind: boolean): number {
  let moved = offset;
  for (const { rangeOffset, rangeLength, text } of changes) {
    const end = rangeOffset + rangeLength;
    if (end < offset || (end === offset && (rangeLength > 0 || behind))) {
      moved += text.length - rangeLength;
    } else if (rangeOffset < offset) {
      moved += rangeOffset + text.length - offset;
    }
  }
  return moved;
}
