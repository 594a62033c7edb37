import type { Excess } from './usage/budget.ts';

/**
 * What can go wrong, as a code. The core never writes user text: `host/errorText.ts` turns a code into words and a next step.
 *
 * - `key-missing`: no key is known for the endpoint; nothing was sent.
 * - `key-refused`: the endpoint refused the key (HTTP 401, or its words), or the key cannot be sent in a header.
 * - `credit`: the account is out of credit (402). `plan`: the plan lacks the feature (403).
 * - `model-unavailable`: listed or not, the endpoint does not serve this model.
 * - `bad-request`: the endpoint refused the request as it stands (400, 413, 422).
 * - `context-overflow`: the conversation is longer than the model's window.
 * - `needs-summary`: it is, and the person wants all its messages sent; only they can allow a summary again.
 * - `over-budget`: it may take more than the person's budget, `excess`, allows; nothing was sent.
 * - `rate-limited`: the queue is full (429); `retryAfterMs` tells how long, where the endpoint said so.
 * - `unavailable`: overloaded, in maintenance, or failing inside (5xx and their words).
 * - `network`: no connection was made, or it broke before an answer began.
 * - `certificate`: the server's certificate is not trusted here, or is not for its name.
 * - `proxy`: the proxy could not be reached, refused its password, or would not connect.
 * - `cut-off`: the answer began and the stream ended without saying that it was complete.
 * - `stalled`: nothing arrived for the idle limit.
 * - `protocol`: the answer is not of a form that this client knows (HTML, empty, no choices).
 * - `endpoint-invalid`: the endpoint's settings cannot be used and nothing was sent, or there is no such API at its address.
 * - `interrupted`: the window closed or the host ended in mid-answer; found when the conversation is read back.
 * - `internal`: a defect of ours.
 */
export const errorCodes = [
  'key-missing',
  'key-refused',
  'credit',
  'plan',
  'model-unavailable',
  'bad-request',
  'context-overflow',
  'needs-summary',
  'over-budget',
  'rate-limited',
  'unavailable',
  'network',
  'certificate',
  'proxy',
  'cut-off',
  'stalled',
  'protocol',
  'endpoint-invalid',
  'interrupted',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A failure as data: what is journalled, sent to the page and shown. Plain JSON; never holds a key. */
export interface Failure {
  readonly code: ErrorCode;
  /** Whether asking again, unchanged, can help. */
  readonly retryable: boolean;
  /** The endpoint's own words (or, for `network`, the system's), plain text, at most 2,000 characters, with the key taken out. */
  readonly detail?: string;
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** How long the endpoint asks to wait, ms. */
  readonly retryAfterMs?: number;
  /** The optional request field that the endpoint refused by name, as it is spelled on the wire. */
  readonly parameter?: string;
  /** The limit that the request would go over. */
  readonly excess?: Excess;
}

// A brand, not `instanceof`: the lazily loaded client chunk is a bundle of its own, with its own copy of this class.
const brand = Symbol.for('lathe.error');

/** The one error type that crosses rooms. Test by `failure.code`, never by message. */
export class LatheError extends Error {
  readonly [brand] = true;

  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(failure.detail ? `${failure.code}: ${failure.detail}` : failure.code, options);
    this.name = 'LatheError';
  }
}

/** True for a `LatheError` of any copy of this module. */
export function isLatheError(error: unknown): error is LatheError {
  return typeof error === 'object' && error !== null && brand in error;
}

/** Any thrown thing as a `Failure`; what is not ours becomes `internal`, with its message as detail. */
export function toFailure(error: unknown): Failure {
  if (isLatheError(error)) {
    return error.failure;
  }
  return { code: 'internal', retryable: false, detail: error instanceof Error ? error.message : String(error) };
}
