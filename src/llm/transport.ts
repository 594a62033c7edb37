/** The port to the network. One implementation uses undici (`src/node`); tests may use their own. */

export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Longest silence before the response's head, and between two pieces of its body, ms. */
  readonly idleTimeoutMs: number;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case; a repeated header joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Leaving the loop early, or aborting the signal, closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
}

export interface Transport {
  /**
   * Resolves when the response's head has arrived, whatever its status.
   * Throws a `LatheError`: `network` (no connection, or it broke before the head) or `stalled` (silence). The body throws
   * `stalled` on silence and `network` when the connection breaks. After an abort both throw; ask `signal.aborted`.
   */
  send(request: TransportRequest): Promise<TransportResponse>;
}
