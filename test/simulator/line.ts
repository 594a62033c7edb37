import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { OpenRecord } from './journal.ts';

/** An open response. Everything that waits ends, by throwing, when the client has gone; ask `closed.aborted`. */
export class Line {
  private readonly closing = new AbortController();
  private writes = 0;

  constructor(
    private readonly response: ServerResponse,
    readonly record: OpenRecord,
  ) {
    // Pieces of a few bytes leave at once, so that a client sees them arrive one after another.
    response.socket?.setNoDelay(true);
    response.once('close', () => {
      this.closing.abort();
    });
  }

  get closed(): AbortSignal {
    return this.closing.signal;
  }

  head(status: number, headers: string | Readonly<Record<string, string>>): void {
    const own = typeof headers === 'string' ? { 'content-type': headers } : headers;
    this.response.writeHead(status, { 'cache-control': 'no-cache', ...own });
    this.response.flushHeaders();
  }

  async write(bytes: string | Uint8Array): Promise<void> {
    this.closed.throwIfAborted();
    const room = this.response.write(bytes);
    this.writes += 1;
    if (!room) {
      await once(this.response, 'drain', { signal: this.closed });
    } else if (this.writes % 256 === 0) {
      // Without this a fast answer would keep the event loop from seeing that the client has gone.
      await setImmediate(undefined, { signal: this.closed });
    }
  }

  /** Waits `ms`; 0 does not wait at all. */
  async pause(ms: number): Promise<void> {
    if (ms > 0) {
      await setTimeout(ms, undefined, { signal: this.closed });
    }
  }

  /** Says nothing more until the client closes. */
  async silence(): Promise<void> {
    if (!this.closed.aborted) {
      await once(this.closed, 'abort');
    }
  }

  end(text = ''): void {
    this.response.end(text);
  }

  /** Destroys the socket once the kernel has what was written so far. */
  async cut(): Promise<void> {
    await this.pause(1);
    this.record.breakOff();
  }
}
