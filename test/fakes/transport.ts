import type { Transport, TransportRequest, TransportResponse } from '../../src/llm/transport.ts';

/** Answers every request with the same bytes, in the given pieces, and records what was asked. */
export class FakeTransport implements Transport {
  readonly requests: TransportRequest[] = [];
  status = 200;
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/event-stream' };
  /** Thrown after the last piece. */
  breaksWith: Error | undefined;

  constructor(private readonly pieces: readonly Uint8Array[]) {}

  send(request: TransportRequest): Promise<TransportResponse> {
    this.requests.push(request);
    return Promise.resolve({ status: this.status, headers: this.headers, body: this.body() });
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, the pieces are at hand
  private async *body(): AsyncGenerator<Uint8Array> {
    yield* this.pieces;
    if (this.breaksWith) {
      throw this.breaksWith;
    }
  }
}
