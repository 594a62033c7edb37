/**
 * Takes off line numbers that a model copied. The first two lines of its answer have to count, and one of them has to be a
 * line of the region but for its number: numbers that are the text itself, such as keys, stay.
 */
export class LineNumbers {
  private next: number | undefined;
  private held: string | undefined;
  private decided = false;

  /** @param stands whether the region has this line, whatever its indentation */
  constructor(private readonly stands: (line: string) => boolean) {}

  take(line: string): readonly string[] {
    const number = numberOf(line);
    if (this.decided) {
      return [this.goesOn(number) ? withoutNumber(line) : line];
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
    const lines = [this.held, line];
    this.held = undefined;
    this.decided = true;
    if (number === undefined || number !== this.next || lines.some(this.stands) || !lines.map(withoutNumber).some(this.stands)) {
      this.next = undefined;
      return lines;
    }
    this.next = number + 1;
    return lines.map(withoutNumber);
  }

  finish(): readonly string[] {
    const rest = this.held === undefined ? [] : [this.held];
    this.held = undefined;
    return rest;
  }

  /** Lines may be left out between two numbers, but none comes twice. */
  private goesOn(number: number | undefined): boolean {
    if (this.next === undefined || number === undefined || number < this.next) {
      return false;
    }
    this.next = number + 1;
    return true;
  }
}

const numbered = /^\s*(\d+)(?:\t|(?:\s*\||:(?!:)) ?)/;

function numberOf(line: string): number | undefined {
  const digits = numbered.exec(line)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function withoutNumber(line: string): string {
  return line.replace(numbered, '');
}
