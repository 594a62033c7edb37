import type { Connection } from '../core/endpoint.ts';
import type { ChatRequest } from '../core/model.ts';
import type { Transport } from './transport.ts';

/** What the endpoint counts for the request, tokens; undefined when it does not count, or not believably. */
export function countTokens(transport: Transport, connection: Connection, request: ChatRequest, signal: AbortSignal): Promise<number | undefined> {
  void transport;
  void connection;
  void request;
  void signal;
  return Promise.resolve(undefined);
}
