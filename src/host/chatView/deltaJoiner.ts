/** What came for one turn since the last flush. */
export interface JoinedDelta {
  readonly turnId: string;
  readonly thought: string;
  readonly text: string;
  readonly thoughtMs?: number;
}

export interface DeltaJoinerDeps {
  readonly post: (delta: JoinedDelta) => void;
  /** Calls back after about one frame. */
  readonly nextFrame: (callback: () => void) => void;
  /** Resolves when what came so far is safe on disk; what is shown must survive a crash. */
  readonly written: () => Promise<void>;
}

/**
 * Joins the deltas of a frame into one message: a page that is told of each token of a fast model spends its time on
 * messages. The next one goes out when a frame has passed, the journal has what is in it, and the page has drawn the last one:
 * however fast a model is, what waits grows here, as one text, and not as a queue of messages.
 */
export class DeltaJoiner {
  private pending: { turnId: string; thought: string; text: string; thoughtMs?: number } | undefined;
  /** What is being written; what comes meanwhile is not, and waits in `pending`. */
  private sealed: JoinedDelta | undefined;
  /** A frame is waited for, and then the journal. */
  private waiting = false;
  /** The page has not drawn yet what it was sent. */
  private drawing = false;

  constructor(private readonly deps: DeltaJoinerDeps) {}

  add(turnId: string, delta: { readonly thought?: string; readonly text?: string; readonly thoughtMs?: number }): void {
    if (this.pending && this.pending.turnId !== turnId) {
      this.flush();
    }
    this.pending ??= { turnId, thought: '', text: '' };
    this.pending.thought += delta.thought ?? '';
    this.pending.text += delta.text ?? '';
    if (delta.thoughtMs !== undefined) {
      this.pending.thoughtMs = (this.pending.thoughtMs ?? 0) + delta.thoughtMs;
    }
    this.next();
  }

  /** The page has drawn what it was sent. */
  drawn(): void {
    this.drawing = false;
    this.next();
  }

  /** Sends what waits; called before any other message about the turn, so that the order stays true. */
  flush(): void {
    this.send(this.sealed);
    this.sealed = undefined;
    this.send(this.pending);
    this.pending = undefined;
  }

  /** Forgets what waits: a snapshot that holds it is about to be sent, to a page that owes no answer. */
  clear(): void {
    this.sealed = undefined;
    this.pending = undefined;
    this.drawing = false;
  }

  /** Forgets what waits for one of these turns: they are about to be sent as they are now. */
  forget(turns: readonly string[]): void {
    if (this.sealed && turns.includes(this.sealed.turnId)) {
      this.sealed = undefined;
    }
    if (this.pending && turns.includes(this.pending.turnId)) {
      this.pending = undefined;
    }
  }

  private send(delta: JoinedDelta | undefined): void {
    if (delta) {
      this.drawing = true;
      this.deps.post(delta);
    }
  }

  private next(): void {
    if (this.waiting || this.drawing || !this.pending) {
      return;
    }
    this.waiting = true;
    // What comes in one go is joined before it is sealed.
    queueMicrotask(() => {
      this.sealed = this.pending;
      this.pending = undefined;
      // The first of a burst goes out as soon as it is written; the frame comes after it.
      void this.deps.written().then(() => {
        this.send(this.sealed);
        this.sealed = undefined;
        this.deps.nextFrame(() => {
          this.waiting = false;
          this.next();
        });
      });
    });
  }
}
