import type { CheckEvent } from './check.ts';
import type { Connection } from './endpoint.ts';
import type { Disposable } from './lifecycle.ts';
import type { ChatModel, ChatRequest } from './model.ts';
import type { ModelInfo } from './models/modelInfo.ts';

/** What to check: an endpoint, its key if there is one, and the model to ask. */
export interface CheckTarget {
  readonly connection: Connection;
  readonly model: string;
}

/** `currency`: three letters; empty when the endpoint does not say. */
export interface Balance {
  readonly amount: number;
  readonly currency: string;
}

/** Everything that is asked of an endpoint. `src/node/client.ts` makes one for this machine's network. */
export interface Client extends ChatModel {
  /** The models that the endpoint lists. Throws a `LatheError`; an endpoint without a list is `endpoint-invalid`. */
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** What the endpoint counts for the request, tokens; undefined when it does not count, or not believably. Never throws but for an abort. */
  countTokens(request: ChatRequest, signal: AbortSignal): Promise<number | undefined>;
  /** What is left on the account, from the path at the active endpoint's origin that tells it. Throws a `LatheError`. */
  balance(path: string, signal: AbortSignal): Promise<Balance>;
  /** Checks the connection step by step. Never throws but for an abort. */
  check(target: CheckTarget, signal: AbortSignal): AsyncIterable<CheckEvent>;
  /** The models that another endpoint than the active one lists; for one that is being set up. */
  listModelsOf(connection: Connection, signal: AbortSignal): Promise<readonly ModelInfo[]>;
}

export type DisposableClient = Client & Disposable;
