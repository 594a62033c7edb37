/** Shorter repetitions are chance: a word, a bracket, an indentation. Characters. */
const least = 12;
/** How far back a model is believed to repeat itself, characters. */
const farthest = 2000;

/**
 * Joins a continuation to the text it continues. Models begin with their last words once more, however they are asked not to: the
 * longest beginning that repeats the text's very end is dropped, and nothing else, whatever pieces it comes in.
 */
export class OverlapJoiner {
  private readonly tail: string;
  private held = '';
  private decided = false;

  constructor(text: string) {
    this.tail = text.slice(-farthest);
    this.decided = this.tail.length < least;
  }

  /** What of `piece`, and of what was held back before, goes on with the text. */
  push(piece: string): string {
    if (this.decided) {
      return piece;
    }
    this.held += piece;
    return this.mayGrow() ? '' : this.release();
  }

  /** What was held back when no more comes. */
  end(): string {
    return this.decided ? '' : this.release();
  }

  /** Whether all that is held may be the beginning of a repetition that is not whole yet. */
  private mayGrow(): boolean {
    const { tail, held } = this;
    for (let at = tail.indexOf(held); at >= 0; at = tail.indexOf(held, at + 1)) {
      if (tail.length - at > held.length && tail.length - at >= least) {
        return true;
      }
    }
    return false;
  }

  private release(): string {
    const { tail, held } = this;
    this.decided = true;
    this.held = '';
    for (let length = Math.min(tail.length, held.length); length >= least; length--) {
      if (tail.endsWith(held.slice(0, length))) {
        return held.slice(length);
      }
    }
    return held;
  }
}
