/** The model as the core sees it: a request in, deltas out. `src/llm` implements it over the wire. */

import type { Failure } from './errors.ts';

/** The kinds of picture that models which see take, on either wire. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;

/** A picture, for a model that sees. */
export interface Image {
  readonly mediaType: (typeof imageTypes)[number];
  /** The file's bytes in base64, without a data URL's head. */
  readonly base64: string;
}

export type ChatMessage = UserMessage | AssistantMessage | ToolMessage;

export interface UserMessage {
  readonly role: 'user';
  readonly text: string;
  readonly images?: readonly Image[];
}

/** What the model said. Thoughts are offered to the wire, which sends them back only where the model needs that. */
export interface AssistantMessage {
  readonly role: 'assistant';
  readonly text: string;
  /** The thought as it was shown. */
  readonly thought?: string;
  /** Thoughts in the wire's own form, as `thoughtBlock` deltas gave them; only of the same endpoint and model. */
  readonly thoughtBlocks?: readonly ThoughtBlock[];
  readonly toolCalls?: readonly ToolCall[];
}

/** The result of one call, in the order of the calls. */
export interface ToolMessage {
  readonly role: 'tool';
  readonly callId: string;
  readonly text: string;
}

/** A JSON Schema, as plain JSON. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A function that the model may call. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

/** `required`: some tool; a name: that one. Models may ignore it. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** The answer is to be JSON. Where the endpoint does not know such a thing, the words of the request ask for it. */
export type ResponseFormat =
  | { readonly type: 'json' }
  | { readonly type: 'schema'; readonly name: string; readonly schema: JsonSchema };

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
  /** At least 1; sent only when set. Not every model knows it. */
  readonly topK?: number;
  /** 0.1 to 2; sent only when set. */
  readonly repetitionPenalty?: number;
  /** Best effort of the endpoint; sent only when set. */
  readonly seed?: number;
  /** The answer ends before the first of these; at most 4, none empty. */
  readonly stop?: readonly string[];
}

export interface ChatRequest {
  /** The exact model id, as the person or the endpoint's list spells it. */
  readonly model: string;
  /** The one system message; empty means none. */
  readonly system: string;
  /** Oldest first, ending with a user message or tool results. */
  readonly messages: readonly ChatMessage[];
  readonly parameters: Parameters;
  readonly tools?: readonly Tool[];
  readonly toolChoice?: ToolChoice;
  readonly responseFormat?: ResponseFormat;
  /** The person allows this one to go over their budget; no part of what is sent. */
  readonly overBudget?: boolean;
}

export interface Usage {
  readonly promptTokens?: number;
  /** Thinking included. */
  readonly completionTokens?: number;
  readonly reasoningTokens?: number;
  /** Part of the prompt that was read from a cache. */
  readonly cachedTokens?: number;
  /** What the endpoint says that it cost, USD. */
  readonly costUsd?: number;
}

/** Why the model stopped. `length`: it ran out of tokens. `other`: a reason of the endpoint's own, kept in `raw`. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other';

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** Complete JSON text of an object; a half call is never handed on. */
  readonly arguments: string;
}

/**
 * A thought in the wire's own form, to be sent back untouched: Anthropic's signed or redacted `thinking` blocks,
 * OpenRouter's `reasoning_details`. Plain JSON; only the wire that gave it reads it. Given before the calls of an answer that
 * has some: only then is it needed.
 */
export interface ThoughtBlock {
  readonly wire: 'openai' | 'anthropic';
  readonly value: Readonly<Record<string, unknown>>;
}

/** One step of an answer. `reasoning` is thought, from whichever of its many wire shapes. Text pieces are never empty. */
export type ModelDelta =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'thoughtBlock'; readonly block: ThoughtBlock }
  | { readonly type: 'toolCall'; readonly call: ToolCall }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'finish'; readonly reason: FinishReason; readonly raw?: string };

/** What happens on the way to an answer that is no part of it. Told in order; never after the stream has ended. */
export type Progress =
  /** The person is asked whether it may go over their budget. */
  | { readonly type: 'asking' }
  /** It waits for one of the places that the endpoint has for requests at once. */
  | { readonly type: 'queued' }
  /** It goes out now, first or again; from here silence counts. */
  | { readonly type: 'sent' }
  /** Bytes came, be they comments only. */
  | { readonly type: 'alive' }
  /** It failed before anything was shown, and goes out again in `waitMs`. `attempt`: the one that is coming, from 2. */
  | { readonly type: 'retrying'; readonly failure: Failure; readonly waitMs: number; readonly attempt: number }
  /** The endpoint refused this optional parameter by name; it goes out again without, now and from now on. */
  | { readonly type: 'without'; readonly parameter: string };

export interface ChatModel {
  /**
   * Asks, and yields the answer as it arrives. The last delta of a complete answer is `finish`.
   * Throws a `LatheError` on any failure, after having yielded whatever came before it. When `signal` aborts, or the
   * caller leaves the loop, the connection is closed; after an abort it ends by throwing, so decide by `signal.aborted`.
   * `onProgress` must not throw.
   */
  stream(
    request: ChatRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): AsyncIterable<ModelDelta>;
}
