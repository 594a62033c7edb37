import type { Readable } from 'node:stream';

interface Waiter {
  readonly resolve: (result: IteratorResult<Uint8Array, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A response body as an async iterable with an idle limit. Not the stream's own iterator, because that one drops what is
 * buffered when the connection breaks, and makes `return` wait for a read that may never come back.
 * Time counts only while somebody waits for the network: a slow reader is not the endpoint's silence.
 */
export class BodyReader implements AsyncIterableIterator<Uint8Array, undefined, undefined> {
  private waiter: Waiter | undefined;
  private state: 'open' | 'ended' | 'failed' = 'open';
  private error: unknown;
  private reads = 0;
  private readonly timer: NodeJS.Timeout;

  /**
   * `onIdle` is called after `idleTimeoutMs` of silence, `onLeave` when the loop is left before the end; either has to make the
   * stream fail. `onClose` is called once, when nothing more can come.
   */
  constructor(
    private readonly stream: Readable,
    idleTimeoutMs: number,
    private readonly on: { readonly idle: () => void; readonly leave: () => void; readonly close: () => void },
  ) {
    this.timer = setTimeout(() => {
      const { reads } = this;
      // After the next look at the socket: what came while the process was held up, or the machine slept, lies there unread.
      setImmediate(() => {
        if (this.waiter && this.state === 'open' && this.reads === reads) {
          this.on.idle();
        }
      });
    }, idleTimeoutMs);
    // From the start: an error without a listener would take the process down.
    stream.on('error', (error) => {
      this.close('failed', error);
    });
    stream.on('end', () => {
      this.close('ended', undefined);
    });
    stream.on('close', () => {
      this.close('failed', new Error('closed before the end'));
    });
    stream.on('readable', () => {
      this.settle();
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Never called again before the last call has settled. */
  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    return new Promise((resolve, reject) => {
      this.waiter = { resolve, reject };
      this.settle();
      if (this.isWaiting()) {
        this.timer.refresh();
      }
    });
  }

  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    const waiter = this.waiter;
    this.waiter = undefined;
    waiter?.resolve({ value: undefined, done: true });
    if (this.state === 'open') {
      this.on.leave();
    }
    return Promise.resolve({ value: undefined, done: true });
  }

  private isWaiting(): boolean {
    return this.waiter !== undefined;
  }

  private close(state: 'ended' | 'failed', error: unknown): void {
    if (this.state === 'open') {
      this.state = state;
      this.error = error;
      clearTimeout(this.timer);
      this.on.close();
    }
    this.settle();
  }

  private settle(): void {
    const waiter = this.waiter;
    if (!waiter) {
      return;
    }
    // First what is there: after a break, too, it was received.
    const chunk = this.stream.read() as Uint8Array | null;
    if (chunk !== null) {
      this.reads++;
      this.waiter = undefined;
      waiter.resolve({ value: chunk, done: false });
    } else if (this.state !== 'open') {
      this.waiter = undefined;
      if (this.state === 'failed') {
        waiter.reject(this.error);
      } else {
        waiter.resolve({ value: undefined, done: true });
      }
    }
  }
}
