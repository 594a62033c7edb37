import type { Exchange } from './contract/exchange.ts';
import type { Reply } from './reply.ts';

/** An answer without any token: a status and a body. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * How an answer ends. `done`: as documented. `no-done`: the finish reason comes, the end marker does not. `no-finish`: the
 * stream is closed cleanly after the last piece, nothing else comes. `error`: an error inside the stream. `cut`: the
 * socket is destroyed. `stall`: silence until the client closes.
 */
export type Ending = 'done' | 'no-done' | 'no-finish' | 'error' | 'cut' | 'stall';

/** An answer with tokens, and what is to be wrong with it. */
export interface Performance {
  readonly kind: 'performance';
  readonly reply: Reply;
  /** Between two pieces, ms. */
  readonly delayMs: number;
  /** Cuts text into token-like pieces; joined they are the text again. */
  readonly split: (text: string) => readonly string[];
  /** Most pieces; when there would be more, the finish reason is `length`. */
  readonly limit: number;
  readonly ending: Ending;
  /** Whether a stream is answered with the JSON of a plain answer. */
  readonly asJson: boolean;
  /** Whether every multi-byte character is cut over two writes. */
  readonly cutCharacters: boolean;
  /** Whether the Messages wire leaves the thought in the text, between tags. The chat wire always does. */
  readonly inlineThought: boolean;
}

/** An answer byte by byte, on whichever wire was asked. */
export interface Script {
  readonly kind: 'script';
  readonly chat: Exchange;
  readonly messages: Exchange;
}

export type Plan = Refusal | Performance | Script;

/** One way to misbehave: changes the plain plan. `amount` is the number given after its name, if one was. */
export interface Scenario {
  /** One line, for the list that `/simulate help` answers. */
  readonly summary: string;
  readonly plan: (plain: Performance, amount: number | undefined) => Plan;
}

/** The endings that leave in mid-answer send this many of the text's pieces first: half, and at least one. */
export function isMidway(ending: Ending): boolean {
  return ending === 'error' || ending === 'cut' || ending === 'stall';
}
