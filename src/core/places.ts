/** So many at once and no more; the others wait their turn, first come first served. */
export class Places {
  private readonly waiting: (() => void)[] = [];
  private taken = 0;

  constructor(private readonly count: number) {}

  /**
   * Resolves to the function that gives the place back (calling it twice is harmless). `onWait` is called when there is
   * none free. An abort ends the waiting, with the signal's reason.
   */
  async take(signal: AbortSignal, onWait: () => void): Promise<() => void> {
    signal.throwIfAborted();
    if (this.taken < this.count) {
      this.taken++;
    } else {
      onWait();
      await this.turn(signal);
    }
    let held = true;
    return () => {
      if (held) {
        held = false;
        this.giveBack();
      }
    };
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an abort's reason passes as it is
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(begin);
    });
  }

  private giveBack(): void {
    // The place goes to the next one directly: nobody who comes between may take it.
    const next = this.waiting.shift();
    if (next) {
      next();
    } else {
      this.taken--;
    }
  }
}
