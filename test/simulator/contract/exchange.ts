import type { ErrorCode } from '../../../src/core/errors.ts';
import type { FinishReason, Usage } from '../../../src/core/model.ts';

/** One answer, byte by byte. */
export interface Exchange {
  /** 200 by default. */
  readonly status?: number;
  /** Over `content-type: text/event-stream`, or `application/json` where `json` made the exchange. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Each is one write to the socket. */
  readonly writes: readonly (string | Uint8Array)[];
  /** `end`, the default: in order. `cut`: the socket is destroyed. `stall`: silence until the client leaves. */
  readonly ending?: 'end' | 'cut' | 'stall';
}

/** What a client makes of it. Text, thought and calls are those of the whole answer, joined. */
export interface Outcome {
  readonly text?: string;
  readonly thought?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: string; readonly id?: string }[];
  readonly usage?: Usage;
  readonly end:
    | { readonly finish: FinishReason; readonly raw?: string }
    | {
        readonly fails: ErrorCode;
        readonly detail?: string;
        readonly status?: number;
        readonly retryAfterMs?: number;
        readonly parameter?: string;
      };
}

/** What is asked, beyond a question: tools are offered, or the model is one with a habit of its own. */
export interface Asked {
  readonly tools?: boolean;
  readonly model?: string;
}

export interface ContractCase {
  /** Rows of the table in docs/wire.md. */
  readonly rows: readonly number[];
  readonly summary: string;
  readonly asked?: Asked;
  readonly chat: Exchange;
  readonly messages: Exchange;
  readonly outcome: Outcome | { readonly chat: Outcome; readonly messages: Outcome };
}

export type ContractCases = Readonly<Record<string, ContractCase>>;

export const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
export const done = 'data: [DONE]\n\n';

/** A chunk of chat completions. */
export const chunk = (delta: unknown, finish: string | null = null, more: object = {}): string =>
  data({ id: 'gen-1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }], ...more });
export const says = (content: string): string => chunk({ content });
export const stop = chunk({}, 'stop');

/** An event of messages. */
export const event = (type: string, payload: object = {}): string => `event: ${type}\n${data({ type, ...payload })}`;
export const block = (index: number, content: object): string =>
  event('content_block_start', { index, content_block: content });
export const delta = (index: number, change: object): string => event('content_block_delta', { index, delta: change });
export const tells = (text: string, index = 0): string => delta(index, { type: 'text_delta', text });
export const thinks = (thinking: string, index = 0): string => delta(index, { type: 'thinking_delta', thinking });
export const endsWith = (reason: string | null, more: object = {}): string =>
  event('message_delta', { delta: { stop_reason: reason }, ...more });
export const over = event('message_stop');

export const stream = (...writes: Exchange['writes']): Exchange => ({ writes });
export const json = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Exchange => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  writes: [typeof body === 'string' ? body : JSON.stringify(body)],
});
