import { commonLines } from './commonLines.ts';

/** Lines `start` to `end` (excluded, counted from 0) become `lines`. */
export interface LineChange {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** A place in a document: line and UTF-16 code units, from 0. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface TextEdit {
  readonly start: Place;
  readonly end: Place;
  readonly text: string;
}

/** What is read of a document. */
export interface DocumentLines {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** Collects changes of lines in order: what is written and taken out at one place becomes one change. */
export class LineChanges {
  private readonly changes: { start: number; end: number; lines: string[] }[] = [];

  /** @param line the line of the document at which the first step is */
  constructor(private line: number) {}

  get all(): readonly LineChange[] {
    return this.changes;
  }

  keep(): void {
    this.line += 1;
  }

  insert(text: string): void {
    this.open().lines.push(text);
  }

  remove(): void {
    this.open().end += 1;
    this.line += 1;
  }

  private open(): { end: number; lines: string[] } {
    const last = this.changes.at(-1);
    if (last?.end === this.line) {
      return last;
    }
    const change = { start: this.line, end: this.line, lines: [] };
    this.changes.push(change);
    return change;
  }
}

/** The fewest changes that make these lines of the others. */
export function changesBetween(old: readonly string[], now: readonly string[]): readonly LineChange[] {
  const changes = new LineChanges(0);
  let [oldAt, nowAt] = [0, 0];
  for (const [sameOld, sameNow] of [...commonLines(old, now), [old.length, now.length] as const]) {
    for (; oldAt < sameOld; oldAt += 1) {
      changes.remove();
    }
    for (; nowAt < sameNow; nowAt += 1) {
      changes.insert(now[nowAt] ?? '');
    }
    changes.keep();
    [oldAt, nowAt] = [sameOld + 1, sameNow + 1];
  }
  return changes.all;
}

/**
 * The changes as edits of text. A last line has no line end of its own: there, the one before it goes or comes along.
 * @param changes in order, with at least one line between any two
 */
export function textEdits(document: DocumentLines, changes: readonly LineChange[], eol: string): readonly TextEdit[] {
  const last = changes.at(-1);
  const previous = changes.at(-2);
  if (last && previous?.end === last.start - 1 && last.end >= document.lineCount) {
    // Both may meet in an empty line between them, where their order would be left to chance.
    const between = document.lineAt(previous.end).text;
    const joined = { start: previous.start, end: last.end, lines: [...previous.lines, between, ...last.lines] };
    return [...changes.slice(0, -2), joined].map((change) => textEdit(document, change, eol));
  }
  return changes.map((change) => textEdit(document, change, eol));
}

function textEdit(document: DocumentLines, { start, end, lines }: LineChange, eol: string): TextEdit {
  const first = { line: start, character: 0 };
  if (end < document.lineCount) {
    return { start: first, end: { line: end, character: 0 }, text: lines.map((line) => line + eol).join('') };
  }
  const lastLine = document.lineCount - 1;
  const bottom = { line: lastLine, character: document.lineAt(lastLine).text.length };
  const text = lines.join(eol);
  if (start === 0 || (start < end && lines.length > 0)) {
    return { start: first, end: bottom, text };
  }
  const above = { line: start - 1, character: document.lineAt(start - 1).text.length };
  return { start: above, end: bottom, text: lines.length > 0 ? eol + text : '' };
}
