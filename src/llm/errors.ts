import type { ErrorCode, Failure } from '../core/errors.ts';
import { codeOf, isRetryable } from './errorCode.ts';
import { errorWords, isHtml } from './errorWords.ts';
import { arrayAt, isObject, objectAt, parseJson, stringAt, type JsonObject } from './json.ts';
import { retryAfterMs } from './retryAfter.ts';
import { SseReader } from './sse.ts';

type Headers = Readonly<Record<string, string>>;

// `processing` is no failure of theirs, but no answer either.
const failedStatuses: ReadonlySet<string> = new Set(['error', 'processing']);

/**
 * True when an object that came with HTTP 200, whole or inside a stream, is a failure. ModelsLab answers most of its
 * failures so (`status: "error"`); a relay adds those of its upstreams. On both wires all forms are looked for.
 */
export function isFailure(value: JsonObject, event: string | undefined): boolean {
  const choice = arrayAt(value, 'choices')[0];
  return (
    failedStatuses.has(stringAt(value, 'status')?.toLowerCase() ?? '') ||
    isError(value['error']) ||
    value['type'] === 'error' ||
    value['object'] === 'error' ||
    event === 'error' ||
    (isObject(choice) && (isError(choice['error']) || choice['finish_reason'] === 'error'))
  );
}

/**
 * True for a message and nothing else, which is a failure too: answers have `choices`, `content` or a `type`. Ask only when the
 * object was no part of an answer.
 */
export function isBareMessage(value: JsonObject): boolean {
  return value['type'] === undefined && (value['message'] ?? value['messege'] ?? value['detail']) !== undefined;
}

// Null, false, an empty string and an empty object are ways to say that there was no error.
function isError(error: unknown): boolean {
  return isObject(error) ? Object.keys(error).length > 0 : Boolean(error);
}

/** A failure told in a body that came with HTTP 200: by its own code or type if it has one, else by its words. */
export function failureInBody(value: JsonObject, headers: Headers): Failure {
  const words = errorWords(value);
  if (stringAt(value, 'status')?.toLowerCase() === 'processing') {
    // Queued rather than answered, the way of ModelsLab's other endpoints; chat has no address to fetch the result from.
    const id = value['id'];
    const detail = ['processing', typeof id === 'number' || typeof id === 'string' ? String(id) : '', words ?? ''];
    return { code: 'protocol', retryable: false, detail: detail.filter(Boolean).join(' ') };
  }
  const status = statusIn(value);
  const code = codeOf(status, `${words ?? ''} ${hintsIn(value)}`, false);
  return failure(code, words, status, retryAfterMs(headers, value, Date.now()), parameterIn(value));
}

/** A body of plain words, with HTTP 200. */
export function failureInWords(text: string): Failure {
  return failure('protocol', errorWords(text), undefined, undefined, undefined);
}

/** A refused request: any status but 2xx, with whatever of the body could be read. */
export function failureOfStatus(status: number, headers: Headers, text: string): Failure {
  const location = headers['location'];
  if (status >= 300 && status < 400 && location !== undefined) {
    return redirected(status, location);
  }
  const body = errorBody(text);
  const words = errorWords(body);
  const html = body === text && isHtml(text);
  const code = codeOf(status, `${words ?? ''} ${isObject(body) ? hintsIn(body) : ''}`, html);
  const told = failure(code, words, status, retryAfterMs(headers, body, Date.now()), parameterIn(body));
  // The SDKs of OpenAI and Anthropic let this header overrule them, too.
  const should = headers['x-should-retry'];
  return should === 'false' || should === 'true' ? { ...told, retryable: should === 'true' } : told;
}

/** A redirect is told and not followed: the key was meant for this address. Only the place is named; a query may hold anything. */
function redirected(status: number, location: string): Failure {
  const url = URL.canParse(location) ? new URL(location) : undefined;
  const place = url ? `${url.origin}${url.pathname}` : location.replace(/[?#].*$/, '');
  return failure('endpoint-invalid', `HTTP ${status}: moved to ${place}`, status, undefined, undefined);
}

/** JSON, the first JSON of a stream (some send their refusal as one), or the text itself. */
function errorBody(text: string): unknown {
  const value = parseJson(text);
  if (value !== undefined) {
    return value;
  }
  const found: JsonObject[] = [];
  if (/^\s*(?::|data|event)/.test(text)) {
    new SseReader(({ data }) => {
      const inner = parseJson(data);
      if (isObject(inner)) {
        found.push(inner);
      }
    }).end(text);
  }
  return found[0] ?? text;
}

function failure(
  code: ErrorCode,
  detail: string | undefined,
  status: number | undefined,
  wait: number | undefined,
  parameter: string | undefined,
): Failure {
  return {
    code,
    retryable: isRetryable(code),
    ...(detail === undefined ? {} : { detail }),
    ...(status === undefined ? {} : { status }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(parameter === undefined ? {} : { parameter }),
  };
}

/** The field that is at fault, as OpenAI and Together name it. */
function parameterIn(body: unknown): string | undefined {
  return stringAt(objectAt(body, 'error'), 'param');
}

/** The machine's words: types and codes, for the same search as the human ones. */
function hintsIn(body: JsonObject): string {
  const error = objectAt(body, 'error');
  const metadata = objectAt(error, 'metadata');
  return [
    stringAt(error, 'type'),
    stringAt(error, 'code'),
    stringAt(body, 'code'),
    stringAt(metadata, 'error_type'),
    stringAt(metadata, 'provider_code'),
  ]
    .filter((hint) => hint !== undefined)
    .join(' ');
}

const statusOfType: Readonly<Record<string, number>> = {
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  invalid_request_error: 400,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

/** The status that the body says it would have had: OpenRouter's and vLLM's integer `code`, Anthropic's `type`. */
function statusIn(body: JsonObject): number | undefined {
  const choice = arrayAt(body, 'choices')[0];
  for (const place of [objectAt(body, 'error'), objectAt(choice, 'error'), body]) {
    const code = Number(place?.['code']);
    if (Number.isInteger(code) && code >= 400 && code < 600) {
      return code;
    }
    const status = statusOfType[stringAt(place, 'type') ?? ''];
    if (status !== undefined) {
      return status;
    }
  }
  return undefined;
}
