import type { AnswerPiece } from './answerPiece.ts';

/** Reads an answer that is a unified diff, or blocks of lines to search and to put in their place, line by line. */
export class PatchReader {
  private old: string[] = [];
  private now: string[] = [];
  private side: 'both' | 'old' | 'now' | undefined;

  constructor(private readonly form: 'diff' | 'search') {}

  /** The form that an answer with this first line has; undefined for plain code. */
  static formOf(line: string, info: string): 'diff' | 'search' | undefined {
    if (/^<{5,9}(?: ?(?:SEARCH|ORIGINAL|HEAD))?\s*$/.test(line)) {
      return 'search';
    }
    return /^(?:diff|patch)$/.test(info) || /^(?:@@ |diff --git |--- (?:a\/|\S+\.\w))/.test(line) ? 'diff' : undefined;
  }

  take(line: string): readonly AnswerPiece[] {
    return this.form === 'diff' ? this.takeDiff(line) : this.takeSearch(line);
  }

  /** @param complete whether the model ended it: half a block fits nowhere */
  finish(complete: boolean): readonly AnswerPiece[] {
    return complete ? this.flush() : [];
  }

  private takeDiff(line: string): readonly AnswerPiece[] {
    if (/^(?:@@|diff --git |index [\da-f]+\.\.|(?:---|\+\+\+) \S|(?:new|deleted) file mode)/.test(line)) {
      return this.flush();
    }
    if (line.startsWith('\\')) {
      return [];
    }
    this.side = 'both';
    if (!line.startsWith('+')) {
      this.old.push(line.replace(/^[ -]/, ''));
    }
    if (!line.startsWith('-')) {
      this.now.push(line.replace(/^[ +]/, ''));
    }
    return [];
  }

  private takeSearch(line: string): readonly AnswerPiece[] {
    if (/^<{5,9}(?:\s|$)/.test(line)) {
      this.side = 'old';
    } else if (/^={5,9}\s*$/.test(line) && this.side === 'old') {
      this.side = 'now';
    } else if (/^>{5,9}(?:\s|$)/.test(line)) {
      return this.flush();
    } else if (this.side === 'old') {
      this.old.push(line);
    } else if (this.side === 'now') {
      this.now.push(line);
    }
    return [];
  }

  private flush(): readonly AnswerPiece[] {
    const { side, old, now } = this;
    this.old = [];
    this.now = [];
    this.side = undefined;
    return side ? [{ type: 'block', old, now }] : [];
  }
}
