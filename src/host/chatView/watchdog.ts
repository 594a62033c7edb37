/** How often a page is asked for a sign of life, ms. */
export const pingEveryMs = 5000;

/** How long a page that can be seen may be silent, ms. */
export const silenceLimitMs = 15_000;

export interface WatchdogDeps {
  readonly ping: () => void;
  /** Gives the page its html again. */
  readonly rebuild: () => void;
  /** Building it again did not help: the person is asked. */
  readonly giveUp: () => void;
  /** ms since 1970. */
  readonly now: () => number;
}

/**
 * Notices a page that can be seen and does not answer. It is built again once; when that does not help either, the person is
 * told once. Only time and answers are looked at here: `tick` is called every `pingEveryMs`.
 */
export class Watchdog {
  /** Undefined while no page is watched. */
  private answeredAt: number | undefined;
  private tickedAt = 0;
  private attempts = 0;

  constructor(private readonly deps: WatchdogDeps) {}

  /** A page shows from now on. */
  start(): void {
    this.answeredAt = this.tickedAt = this.deps.now();
    this.attempts = 0;
  }

  /** It is hidden or gone; a hidden page owes nothing. */
  stop(): void {
    this.answeredAt = undefined;
  }

  /** It said something, whatever it was, or it is not its turn to. */
  answered(): void {
    if (this.answeredAt !== undefined) {
      this.answeredAt = this.deps.now();
    }
  }

  /** It answered when asked. That it is ready says nothing: a page may die of what it is sent then. */
  recovered(): void {
    this.answered();
    this.attempts = 0;
  }

  tick(): void {
    const now = this.deps.now();
    const asleep = now - this.tickedAt > 2 * pingEveryMs;
    this.tickedAt = now;
    if (this.answeredAt === undefined) {
      return;
    }
    if (asleep) {
      // The machine slept, or this process was held up: the page had no chance either.
      this.answeredAt = now;
    }
    if (now - this.answeredAt < silenceLimitMs) {
      this.deps.ping();
      return;
    }
    this.answeredAt = now;
    this.attempts += 1;
    if (this.attempts === 1) {
      this.deps.rebuild();
    } else if (this.attempts === 2) {
      this.deps.giveUp();
    }
  }
}
