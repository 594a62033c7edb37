/** One change of a document, as VS Code tells it: in offsets of the text before the change. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * A place in a document that text is streamed to. It moves with every change: along with what happens before it, and to
 * the end of a replacement that swallows it. What the stream inserts stays before it; what anyone else inserts right
 * there stays behind it, so that neither the stream nor the typing is torn apart.
 */
export class Anchor {
  constructor(private position: number) {}

  /** UTF-16 code units from the start of the document. */
  get offset(): number {
    return this.position;
  }

  /** The changes of one event; VS Code gives them in no promised order, all in offsets of the text before. */
  apply(changes: readonly TextChange[], byStream: boolean): void {
    let shift = 0;
    for (const change of changes) {
      const end = change.rangeOffset + change.rangeLength;
      if (end === this.position && change.rangeLength === 0 && !byStream) {
        continue;
      }
      if (end <= this.position) {
        shift += change.text.length - change.rangeLength;
      } else if (change.rangeOffset < this.position) {
        shift += change.rangeOffset + change.text.length - this.position;
      }
    }
    this.position += shift;
  }
}
