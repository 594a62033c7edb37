/** What came for one turn since the last flush. */
export interface JoinedDelta {
  readonly turnId: string;
  readonly thought: string;
  readonly text: string;
  readonly thoughtMs?: number;
}

/**
 * Joins the deltas of a frame into one message: a page that is told of each token of a fast model spends its time on
 * messages. The first delta goes out at once, so that the first word is never late.
 */
export class DeltaJoiner {
  private pending: { turnId: string; thought: string; text: string; thoughtMs?: number } | undefined;
  private waiting = false;

  constructor(
    private readonly post: (delta: JoinedDelta) => void,
    /** Calls back after about one frame. */
    private readonly nextFrame: (callback: () => void) => void,
  ) {}

  add(turnId: string, delta: { readonly thought?: string; readonly text?: string; readonly thoughtMs?: number }): void {
    if (this.pending && this.pending.turnId !== turnId) {
      this.flush();
    }
    this.pending ??= { turnId, thought: '', text: '' };
    this.pending.thought += delta.thought ?? '';
    this.pending.text += delta.text ?? '';
    if (delta.thoughtMs !== undefined) {
      this.pending.thoughtMs = delta.thoughtMs;
    }
    if (!this.waiting) {
      this.flush();
      this.waiting = true;
      this.nextFrame(() => {
        this.waiting = false;
        this.flush();
      });
    }
  }

  /** Sends what waits; called before any other message about the turn, so that the order stays true. */
  flush(): void {
    const { pending } = this;
    this.pending = undefined;
    if (pending) {
      this.post(pending);
    }
  }

  /** Forgets what waits: a snapshot that holds it is about to be sent. */
  clear(): void {
    this.pending = undefined;
  }
}
