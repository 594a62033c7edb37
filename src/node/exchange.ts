import type { Readable } from 'node:stream';
import type { TransportRequest } from '../llm/transport.ts';
import { BodyReader } from './bodyReader.ts';
import { stalledError } from './networkError.ts';

/** Thrown into a connection that nobody reads any more; nobody sees it either. */
class Left extends Error {}

/**
 * One request on its way, whatever carries it: one signal for all that can end it early, which are the caller, silence, and
 * leaving the loop over the body.
 */
export class Exchange {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private waiting = true;
  private readonly onAbort = (): void => {
    this.controller.abort(this.request.signal.reason);
  };

  constructor(
    private readonly request: TransportRequest,
    /** Makes ours of what the network threw. */
    private readonly toError: (error: unknown) => unknown,
  ) {
    request.signal.addEventListener('abort', this.onAbort, { once: true });
    this.timer = setTimeout(() => {
      // The head may lie in the socket, unread because the process was held up.
      setImmediate(() => {
        if (this.waiting) {
          this.onIdle();
        }
      });
    }, request.idleTimeoutMs);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The head came. The exchange ends with its body. */
  body(stream: Readable): AsyncIterable<Uint8Array> {
    this.stopWaiting();
    const reader = new BodyReader(stream, this.request.idleTimeoutMs, {
      idle: this.onIdle,
      leave: () => {
        this.forget();
        this.controller.abort(new Left());
      },
      close: this.forget,
    });
    return {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          reader.next().catch((error: unknown) => {
            throw this.errorOf(error);
          }),
        return: () => reader.return(),
      }),
    };
  }

  /** No head came. Returns what to throw. */
  failed(error: unknown): unknown {
    this.stopWaiting();
    this.forget();
    return this.errorOf(error);
  }

  /** An abort's reason passes as it is: the caller's own, or `stalled`. */
  private errorOf(error: unknown): unknown {
    return this.signal.aborted ? this.signal.reason : this.toError(error);
  }

  private stopWaiting(): void {
    this.waiting = false;
    clearTimeout(this.timer);
  }

  private readonly onIdle = (): void => {
    this.controller.abort(stalledError());
  };

  private readonly forget = (): void => {
    this.request.signal.removeEventListener('abort', this.onAbort);
  };
}
