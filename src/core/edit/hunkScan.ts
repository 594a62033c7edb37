import type { Hunk } from './hunk.ts';
import { isOpen, type OwnedLine } from './ownedLine.ts';

/** Reads the hunks of a list of lines that grows at its end; finished ones are read once. */
export class HunkScan {
  private finished: Hunk[] = [];
  /** Where the first line that may yet change its hunk is, in the list and in the document. */
  private index = 0;
  private line = 0;
  private firstLine = 0;

  /** Called when the list changed elsewhere than at its end. */
  reset(): void {
    this.finished = [];
    this.index = 0;
    this.line = this.firstLine;
  }

  /** @param firstLine the document's line of the first one */
  read(lines: readonly OwnedLine[], firstLine: number): readonly Hunk[] {
    if (firstLine !== this.firstLine) {
      this.firstLine = firstLine;
      this.reset();
    }
    let last: Hunk | undefined;
    while (this.index < lines.length && !last) {
      let end = this.index;
      const removed: string[] = [];
      for (let line = lines[end]; line && isOpen(line); line = lines[end]) {
        if (line.owner === 'removed') {
          removed.push(line.text);
        }
        end += 1;
      }
      const first = lines[this.index];
      if (end === this.index || !first) {
        this.index += 1;
        this.line += 1;
        continue;
      }
      const below = this.line + end - this.index - removed.length;
      const hunk: Hunk = { id: String(first.id), state: 'pending', start: this.line, end: below, removed };
      if (end === lines.length) {
        last = hunk;
      } else {
        this.finished.push(hunk);
        this.index = end;
        this.line = below;
      }
    }
    return last ? [...this.finished, last] : [...this.finished];
  }
}
