import type { Hunk } from '../../core/edit/hunk.ts';

/** Lines of a document, 0-based, both included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** What an edit is shown by, beside its words. */
export interface Marks {
  /** Lines that were written. */
  readonly added: readonly Lines[];
  /** Lines that lines were taken out above; the line count itself where they stood at the very end. */
  readonly removedAbove: readonly number[];
  /** Lines that the stream has yet to reach. */
  readonly pending: readonly Lines[];
  /** Lines that are being written now. */
  readonly head: readonly number[];
}

export interface MarkedEdit {
  readonly writing: boolean;
  readonly hunks: readonly Hunk[];
  readonly pending?: Lines;
}

/** What to draw for all edits of a document together. Neighbouring spans are joined, so that a long rewrite stays one. */
export function marksOf(edits: readonly MarkedEdit[]): Marks {
  const added: Lines[] = [];
  const removedAbove: number[] = [];
  const pending: Lines[] = [];
  const head: number[] = [];
  for (const edit of edits) {
    let last: number | undefined;
    for (const { start, end, removed } of edit.hunks) {
      if (end > start) {
        join(added, { first: start, last: end - 1 });
        last = end - 1;
      } else if (removed.length > 0) {
        removedAbove.push(start);
        last = start;
      }
    }
    if (edit.pending) {
      join(pending, edit.pending);
    }
    if (edit.writing && last !== undefined) {
      head.push(last);
    }
  }
  return { added, removedAbove, pending, head };
}

function join(spans: Lines[], next: Lines): void {
  const last = spans.at(-1);
  if (last && last.last + 1 === next.first) {
    spans[spans.length - 1] = { first: last.first, last: next.last };
  } else {
    spans.push(next);
  }
}
