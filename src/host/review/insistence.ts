import type { After } from '../../core/chat/progress.ts';
import type { Disposable } from '../../core/lifecycle.ts';

/**
 * In milliseconds. VS Code waits a quarter of a second before it asks, and where providers are slow as long as they take. Each
 * telling begins its wait anew, so these are long, and far apart.
 */
const waits: readonly number[] = [5000, 15_000, 45_000];

/**
 * Tells of a change until all who show it have asked for it. VS Code asks for CodeLenses some time after it is told, and drops
 * the question when the editor loses the focus meanwhile: what it shows would then be of before until the focus is back.
 * One that has asked is not told again, because lenses laid out anew are hard to click.
 */
export class Insistence<T> implements Disposable {
  private unheard = new Set<T>();
  private pause: Disposable | undefined;

  constructor(
    private readonly tell: () => void,
    /** Those who show what has changed. */
    private readonly audience: () => Iterable<T>,
    private readonly after: After,
  ) {}

  /** Tells at once, and begins to insist. */
  news(): void {
    this.unheard = new Set(this.audience());
    this.say(0);
  }

  /** This one has asked. */
  heard(by: T): void {
    this.unheard.delete(by);
  }

  dispose(): void {
    this.pause?.dispose();
  }

  private say(times: number): void {
    this.pause?.dispose();
    this.tell();
    const wait = waits[times];
    // Some never ask: those whose settings show no lenses.
    this.pause =
      wait === undefined
        ? undefined
        : this.after(wait, () => {
            const there = new Set(this.audience());
            if ([...this.unheard].some((each) => there.has(each))) {
              this.say(times + 1);
            }
          });
  }
}
