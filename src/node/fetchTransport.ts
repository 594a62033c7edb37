import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Transport, TransportRequest, TransportResponse } from '../llm/transport.ts';
import { Exchange } from './exchange.ts';
import { networkError } from './networkError.ts';
import { ownHeaders } from './undiciTransport.ts';

export type Fetch = typeof globalThis.fetch;

/** The transport over a `fetch`: VS Code gives extensions one that knows the system's proxies and their scripts. */
export class FetchTransport implements Transport {
  /** `fetch` is asked for at each request: VS Code may exchange it. */
  constructor(private readonly fetch: () => Fetch) {}

  async send(request: TransportRequest): Promise<TransportResponse> {
    request.signal.throwIfAborted();
    const exchange = new Exchange(request, (error) => networkError(error));
    try {
      const response = await this.fetch()(request.url, {
        method: request.method,
        headers: { ...ownHeaders, ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        signal: exchange.signal,
        redirect: 'manual',
      });
      const { status, headers, body } = response;
      // The DOM's type of a stream and Node's are the same thing under two names.
      const stream = body ? Readable.fromWeb(body as ReadableStream) : Readable.from([]);
      return { status, headers: Object.fromEntries(headers), body: exchange.body(stream) };
    } catch (error) {
      throw exchange.failed(error);
    }
  }
}
