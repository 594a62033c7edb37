import type { Place, TextEdit } from '../../src/core/edit/lineChange.ts';

/** A document as an editor keeps it: lines, one kind of line end, edits that all mean the text before them. */
export class LineDocument {
  private lines: string[];

  constructor(
    text: string,
    readonly eol: '\n' | '\r\n' = '\n',
  ) {
    this.lines = text.split(/\r\n|\n/);
  }

  get lineCount(): number {
    return this.lines.length;
  }

  get text(): string {
    return this.lines.join(this.eol);
  }

  lineAt(line: number): { readonly text: string } {
    const text = this.lines[line];
    if (text === undefined) {
      throw new Error(`Line ${line} of ${this.lines.length}`);
    }
    return { text };
  }

  /** Throws when edits overlap or reach out of the document, as an editor refuses them. */
  apply(edits: readonly TextEdit[]): void {
    let below: Place = { line: Number.MAX_SAFE_INTEGER, character: 0 };
    for (const { start, end, text } of edits.toSorted((a, b) => b.start.line - a.start.line || b.start.character - a.start.character)) {
      if (isAfter(start, end) || isAfter(end, below) || (start.line === below.line && start.character === below.character)) {
        throw new Error(`Edits overlap: ${JSON.stringify(edits)}`);
      }
      const [head, tail] = [this.lineAt(start.line).text.slice(0, start.character), this.lineAt(end.line).text.slice(end.character)];
      const now = (head + text + tail).split(/\r\n|\n/);
      this.lines = [...this.lines.slice(0, start.line), ...now, ...this.lines.slice(end.line + 1)];
      below = start;
    }
  }
}

function isAfter(a: Place, b: Place): boolean {
  return a.line > b.line || (a.line === b.line && a.character > b.character);
}
