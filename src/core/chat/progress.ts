import type { Failure } from '../errors.ts';
import type { Disposable } from '../lifecycle.ts';
import type { Progress } from '../model.ts';

/** How long without a byte before it is told, ms. */
export const silenceMs = 10_000;

/** What a person waits for, while an answer does not come. Times are ms since 1970. */
export type TurnProgress =
  /** It waits for the person, who is asked about their budget. */
  | { readonly type: 'asking' }
  | { readonly type: 'queued' }
  | { readonly type: 'retrying'; readonly failure: Failure; readonly until: number }
  | { readonly type: 'without'; readonly parameter: string }
  /** Earlier messages are being summarized, so that the question fits. */
  | { readonly type: 'compacting' }
  | { readonly type: 'silent'; readonly since: number };

/** Calls back once after `ms`, until disposed. */
export type After = (ms: number, callback: () => void) => Disposable;

/**
 * Makes of the progress of a request what is worth telling, and notices silence. `tell` gets undefined when there is nothing to
 * wait for any more, and the same is never told twice in a row.
 */
export class ProgressWatch implements Disposable {
  private timer: Disposable | undefined;
  private lastByte = 0;
  private told: TurnProgress | undefined;
  private disposed = false;

  constructor(
    private readonly now: () => number,
    private readonly after: After,
    private readonly tell: (progress: TurnProgress | undefined) => void,
  ) {}

  get current(): TurnProgress | undefined {
    return this.told;
  }

  readonly take = (progress: Progress): void => {
    if (this.disposed) {
      return;
    }
    switch (progress.type) {
      case 'alive':
        this.lastByte = this.now();
        this.say(undefined);
        return;
      case 'sent':
        this.lastByte = this.now();
        if (this.told?.type !== 'without') {
          this.say(undefined);
        }
        this.timer ??= this.wait(silenceMs);
        return;
      case 'asking':
      case 'queued':
        this.rest({ type: progress.type });
        return;
      case 'retrying':
        this.rest({ type: 'retrying', failure: progress.failure, until: this.now() + progress.waitMs });
        return;
      case 'without':
        this.rest({ type: 'without', parameter: progress.parameter });
        return;
    }
  };

  /** Earlier messages are being summarized, or are no more. */
  compacting(begun: boolean): void {
    this.rest(begun ? { type: 'compacting' } : undefined);
  }

  dispose(): void {
    this.disposed = true;
    this.timer?.dispose();
    this.told = undefined;
  }

  /** Nothing is on its way, so nothing can be silent. */
  private rest(progress: TurnProgress | undefined): void {
    this.timer?.dispose();
    this.timer = undefined;
    this.say(progress);
  }

  // One timer that looks again, rather than one for each byte.
  private wait(ms: number): Disposable {
    return this.after(ms, () => {
      const silent = this.now() - this.lastByte;
      if (silent >= silenceMs) {
        this.say({ type: 'silent', since: this.lastByte });
      }
      this.timer = this.wait(silent >= silenceMs ? silenceMs : silenceMs - silent);
    });
  }

  private say(progress: TurnProgress | undefined): void {
    const same = this.told?.type === progress?.type && (progress?.type !== 'silent' || (this.told?.type === 'silent' && this.told.since === progress.since));
    if (!same || progress?.type === 'retrying') {
      this.told = progress;
      this.tell(progress);
    }
  }
}
