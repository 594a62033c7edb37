/** Takes off line numbers that a model copied from its question, when the first two lines of its answer go on counting. */
export class LineNumbers {
  private next: number | undefined;
  private held: string | undefined;
  private decided = false;

  take(line: string): readonly string[] {
    const match = numbered.exec(line);
    const number = match?.[1] === undefined ? undefined : Number(match[1]);
    if (this.decided) {
      return [this.next !== undefined && number !== undefined ? line.replace(numbered, '') : line];
    }
    if (this.held === undefined) {
      if (number === undefined) {
        this.decided = line.trim() !== '';
        return [line];
      }
      this.held = line;
      this.next = number + 1;
      return [];
    }
    const first = this.held;
    this.held = undefined;
    this.decided = true;
    if (number !== this.next) {
      this.next = undefined;
      return [first, line];
    }
    return [first, line].map((each) => each.replace(numbered, ''));
  }

  finish(): readonly string[] {
    const rest = this.held === undefined ? [] : [this.held];
    this.held = undefined;
    return rest;
  }
}

const numbered = /^\s*(\d+)(?:\t|(?:\s*\||:(?!:)) ?)/;
