/** Most answers that are kept. */
const limit = 1000;

/** Keeps what was costly to find out, for a while: one and the same name stands in many places of an answer. */
export class Remembered<T> {
  private readonly answers = new Map<string, { readonly at: number; readonly value: T }>();

  /** `freshMs`: how long an answer is good for. `now`: ms. */
  constructor(
    private readonly freshMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** What was found for `key` a while ago, or what `find` finds now. A failure is not kept. */
  async get(key: string, find: () => Promise<T>): Promise<T> {
    const before = this.answers.get(key);
    if (before && this.now() - before.at < this.freshMs) {
      return before.value;
    }
    const value = await find();
    if (this.answers.size >= limit) {
      this.answers.clear();
    }
    this.answers.set(key, { at: this.now(), value });
    return value;
  }
}
