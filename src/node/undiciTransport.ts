import { Agent, request as send, type Dispatcher } from 'undici';
import type { Disposable } from '../core/lifecycle.ts';
import type { Transport, TransportRequest, TransportResponse } from '../llm/transport.ts';
import { BodyReader } from './bodyReader.ts';
import { networkError, stalledError } from './networkError.ts';

const connectTimeoutMs = 10_000;

/** Thrown into a connection that nobody reads any more; nobody sees it either. */
class Left extends Error {}

/** A connection straight to the endpoint, kept alive. No time limits but for connecting: silence is measured here. */
export function directAgent(): Dispatcher {
  return new Agent({ connect: { timeout: connectTimeoutMs }, headersTimeout: 0, bodyTimeout: 0 });
}

/**
 * The transport over undici, with a dispatcher of its own, made on first use: a global one would be the whole extension
 * host's. `createDispatcher` is the place for proxies and certificates.
 */
export class UndiciTransport implements Transport, Disposable {
  private dispatcher: Dispatcher | undefined;
  private disposed = false;

  constructor(private readonly createDispatcher: () => Dispatcher = directAgent) {}

  async send(request: TransportRequest): Promise<TransportResponse> {
    const { signal } = request;
    signal.throwIfAborted();
    if (this.disposed) {
      throw networkError(new Error('the transport has ended'));
    }
    this.dispatcher ??= this.createDispatcher();
    // One controller for all that can end a request early: the caller, silence, and leaving the loop.
    const exchange = new AbortController();
    const onAbort = (): void => {
      exchange.abort(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const forget = (): void => {
      signal.removeEventListener('abort', onAbort);
    };
    const onIdle = (): void => {
      exchange.abort(stalledError());
    };
    const timer = setTimeout(onIdle, request.idleTimeoutMs);
    try {
      const { statusCode, headers, body } = await send(request.url, {
        dispatcher: this.dispatcher,
        method: request.method,
        // Compressed, an answer would arrive in lumps.
        headers: { 'user-agent': 'Lathe', 'accept-encoding': 'identity', ...request.headers },
        body: request.body ?? null,
        signal: exchange.signal,
      });
      const reader = new BodyReader(body, request.idleTimeoutMs, {
        idle: onIdle,
        leave: () => {
          forget();
          exchange.abort(new Left());
        },
        close: forget,
      });
      return { status: statusCode, headers: joined(headers), body: withOurErrors(reader, exchange.signal) };
    } catch (error) {
      forget();
      throw ourError(error, exchange.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  dispose(): void {
    this.disposed = true;
    // Open requests fail; there is nobody left to tell if closing their sockets does, too.
    this.dispatcher?.destroy().catch(() => undefined);
    this.dispatcher = undefined;
  }
}

function withOurErrors(reader: BodyReader, exchange: AbortSignal): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        reader.next().catch((error: unknown) => {
          throw ourError(error, exchange);
        }),
      return: () => reader.return(),
    }),
  };
}

/** An abort's reason passes as it is: the caller's own, or `stalled`. */
function ourError(error: unknown, exchange: AbortSignal): unknown {
  return exchange.aborted ? exchange.reason : networkError(error);
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
