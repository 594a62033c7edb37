import { request as send } from 'undici';
import { LatheError } from '../core/errors.ts';
import type { Transport, TransportRequest, TransportResponse } from '../llm/transport.ts';
import type { Way } from './dispatchers.ts';
import { Exchange } from './exchange.ts';
import { networkError } from './networkError.ts';

/** What every request of ours says, unless its own headers say otherwise. Compressed, an answer would arrive in lumps. */
export const ownHeaders = { 'user-agent': 'Lathe', 'accept-encoding': 'identity' } as const;

/** No time limits but for connecting: silence is measured by the reader. Told with each request, because not every dispatcher hands its own on. */
const patience = { headersTimeout: 0, bodyTimeout: 0 } as const;

/** The transport over undici. Redirects are not followed, so that a key goes nowhere but where it was meant to. */
export class UndiciTransport implements Transport {
  /** `wayTo`: the dispatcher for a URL. */
  constructor(private readonly wayTo: (url: string) => Way) {}

  async send(request: TransportRequest): Promise<TransportResponse> {
    request.signal.throwIfAborted();
    const { dispatcher, proxy } = this.way(request.url);
    const exchange = new Exchange(request, (error) => networkError(error, proxy?.shown));
    try {
      const { statusCode, headers, body } = await send(request.url, {
        ...patience,
        dispatcher,
        method: request.method,
        headers: { ...ownHeaders, ...request.headers },
        body: request.body ?? null,
        signal: exchange.signal,
      });
      return { status: statusCode, headers: joined(headers), body: exchange.body(body) };
    } catch (error) {
      throw exchange.failed(error);
    }
  }

  private way(url: string): Way {
    try {
      return this.wayTo(url);
    } catch (error) {
      throw error instanceof LatheError ? error : networkError(error);
    }
  }
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
