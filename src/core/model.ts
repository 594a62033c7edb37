/** The model as the core sees it: a request in, deltas out. `src/llm` implements it over the wire. */

export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** Sampling and limits, sent explicitly on every request: the endpoint's own defaults disagree with its own documents. */
export interface Parameters {
  /** Most tokens to answer with, thinking included; at least 1. */
  readonly maxTokens: number;
  /** 0 to 2. */
  readonly temperature: number;
  /** 0 to 1. */
  readonly topP: number;
  /** -2 to 2. */
  readonly frequencyPenalty: number;
  /** -2 to 2. */
  readonly presencePenalty: number;
}

export interface ChatRequest {
  /** The exact model id, as the person or the endpoint's list spells it. */
  readonly model: string;
  /** The one system message; empty means none. */
  readonly system: string;
  /** Oldest first, ending with a user message; thoughts are never among them. */
  readonly messages: readonly ChatMessage[];
  readonly parameters: Parameters;
}

export interface Usage {
  readonly promptTokens?: number;
  /** Thinking included. */
  readonly completionTokens?: number;
  readonly reasoningTokens?: number;
}

/** Why the model stopped. `length`: it ran out of tokens. `other`: a reason of the endpoint's own, kept in `raw`. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other';

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** Complete JSON text of an object; a half call is never handed on. */
  readonly arguments: string;
}

/** One step of an answer. `reasoning` is thought, from whichever of its many wire shapes. Text pieces are never empty. */
export type ModelDelta =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'toolCall'; readonly call: ToolCall }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'finish'; readonly reason: FinishReason; readonly raw?: string };

export interface ChatModel {
  /**
   * Asks, and yields the answer as it arrives. The last delta of a complete answer is `finish`.
   * Throws a `LatheError` on any failure, after having yielded whatever came before it. When `signal` aborts, or the
   * caller leaves the loop, the connection is closed; after an abort it ends by throwing, so decide by `signal.aborted`.
   */
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelDelta>;
}
