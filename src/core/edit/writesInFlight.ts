import type { TextEdit } from './lineChange.ts';

/** What is being written into documents: at a border that two regions share, it tells whose an insertion is. */
export class WritesInFlight {
  private readonly writes = new Set<{ readonly document: object; readonly edits: readonly TextEdit[] }>();

  /** Returns what to call once the document has the edits, or has refused them. */
  add(document: object, edits: readonly TextEdit[]): () => void {
    const write = { document, edits };
    this.writes.add(write);
    return () => {
      this.writes.delete(write);
    };
  }

  /** Whether an edit that a document tells of is one of these. Line ends are the document's own. */
  has(document: object, { start, end, text }: TextEdit): boolean {
    return [...this.writes].some(
      (write) =>
        write.document === document &&
        write.edits.some(
          (edit) =>
            edit.start.line === start.line &&
            edit.start.character === start.character &&
            edit.end.line === end.line &&
            edit.end.character === end.character &&
            edit.text.replaceAll('\r\n', '\n') === text.replaceAll('\r\n', '\n'),
        ),
    );
  }
}
