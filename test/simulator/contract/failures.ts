import type { ErrorCode } from '../../../src/core/errors.ts';
import { chunk, data, done, event, json, over, says, stream, tells, type ContractCase, type ContractCases, type Exchange, type Outcome } from './exchange.ts';

// Every way to say no: by status, with HTTP 200, inside a stream, and as something that is no answer of an API at all.

const site = (message: string, more: object = {}): object => ({ status: 'error', message, ...more });
const model = (message: string, type = 'invalid_request_error', code: string | number | null = null): object => ({ error: { message, type, code } });
const envelope = (type: string, message: string): object => ({ type: 'error', error: { type, message } });
const page = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
const challenge = '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>';

const fails = (code: ErrorCode, detail?: string, more: object = {}): Outcome => ({
  end: { fails: code, ...(detail === undefined ? {} : { detail }), ...more },
});

/** The same answer on both wires. */
function both(rows: readonly number[], summary: string, exchange: Exchange, outcome: Outcome): ContractCase {
  return { rows, summary, chat: exchange, messages: exchange, outcome };
}

/** HTTP `status` with the site's form on one wire, and the schema's or Anthropic's on the other. */
function refused(status: number, code: ErrorCode, words: string, type = 'invalid_request_error', more: object = {}): ContractCase {
  return {
    rows: [3],
    summary: `HTTP ${status}: ${words}`,
    chat: json(site(words, more), status),
    messages: json(envelope(type, words), status),
    outcome: {
      chat: fails(code, words, { status, ...('retry_after' in more ? { retryAfterMs: Number(more.retry_after) * 1000 } : {}) }),
      messages: fails(code, words, { status }),
    },
  };
}

/** Half an answer, and then a failure in each wire's own stream, in the given form. */
function inside(rows: readonly number[], summary: string, body: object, end: Outcome['end']): ContractCase {
  return {
    rows,
    summary,
    chat: stream(says('Half') + data(body) + done),
    messages: stream(tells('Half') + data(body) + over),
    outcome: { text: 'Half', end },
  };
}

/** HTTP 200 with JSON that is an error. */
function accepted(rows: readonly number[], summary: string, body: object, outcome: Outcome): ContractCase {
  return both(rows, summary, json(body), outcome);
}

export const statuses = {
  'status-400': refused(400, 'bad-request', 'prompt is required'),
  'status-400-model': refused(400, 'model-unavailable', 'Model not found: some/model'),
  'status-400-context': refused(400, 'context-overflow', "This model's maximum context length is 4096 tokens"),
  'status-401': refused(401, 'key-refused', 'Invalid API key', 'authentication_error'),
  'status-401-missing': refused(401, 'key-refused', 'API key required', 'authentication_error'),
  'status-402': refused(402, 'credit', 'Insufficient credits. Please top up your wallet.', 'billing_error'),
  'status-403': refused(403, 'plan', 'This feature needs a premium subscription', 'permission_error'),
  'status-404': refused(404, 'model-unavailable', 'Unable to access model some/model', 'not_found_error'),
  'status-405': refused(405, 'endpoint-invalid', 'Method not allowed'),
  'status-408': refused(408, 'unavailable', 'Request timeout', 'timeout_error'),
  'status-409': refused(409, 'unavailable', 'Conflict'),
  'status-413': refused(413, 'bad-request', 'Request too large', 'request_too_large'),
  'status-422': refused(422, 'bad-request', 'temperature must be at most 1'),
  'status-429': refused(429, 'rate-limited', 'Rate limit exceeded. Maximum 5 queued requests allowed.', 'rate_limit_error', { retry_after: 30 }),
  'status-500': refused(500, 'unavailable', 'Internal server error. Please try again.', 'api_error'),
  'status-502': refused(502, 'unavailable', 'Provider returned error', 'api_error'),
  'status-503': refused(503, 'unavailable', 'Service temporarily unavailable. Please try again later.', 'overloaded_error'),
  'status-504': refused(504, 'unavailable', 'Gateway timeout', 'timeout_error'),
  'status-524': refused(524, 'unavailable', 'A timeout occurred', 'timeout_error'),
  'status-529': refused(529, 'unavailable', 'Overloaded', 'overloaded_error'),
} as const satisfies ContractCases;

export const errorForms = {
  'error-object': both([3], 'an object error with a string code', json(model('No', 'authentication_error', 'invalid_api_key'), 401), fails('key-refused', 'No', { status: 401 })),
  'error-string': both([3], 'a string error', json({ error: 'Bad request' }, 400), fails('bad-request', 'Bad request', { status: 400 })),
  'error-both': both([3], 'both documented forms at once', json({ ...site('Invalid API key'), ...model('Invalid API key') }, 401), fails('key-refused', 'Invalid API key', { status: 401 })),
  'error-messege': both([3], 'message as older endpoints spell it', json({ status: 'error', messege: 'prompt is required' }, 400), fails('bad-request', 'prompt is required', { status: 400 })),
  'error-agents': both([3], 'the form of the agents API', json({ data: null, error: { code: 'not_found', message: 'Model not found: x', details: {} }, meta: { request_id: '1' } }, 404), fails('model-unavailable', 'Model not found: x', { status: 404 })),
  'error-openrouter': both([3], "OpenRouter's form, the cause inside as JSON text", json({ error: { code: 400, message: 'Provider returned error', metadata: { raw: '{"error":{"message":"top_k is not supported"}}', provider_name: 'X' } } }, 400), fails('bad-request', 'top_k is not supported', { status: 400 })),
  'error-openrouter-wait': both([3, 25], "OpenRouter's hint inside the error", json({ error: { code: 429, message: 'Slow down', availability: { retryable: true, retry_after: 7 } } }, 429), fails('rate-limited', 'Slow down', { status: 429, retryAfterMs: 7000 })),
  'error-together': both([3], "Together's form, which names the field", json({ error: { message: 'Invalid value', type: 'invalid_request_error', param: 'top_k', code: null } }, 400), fails('bad-request', 'Invalid value', { status: 400, parameter: 'top_k' })),
  'error-vllm': both([3], "vLLM's flat form", json({ object: 'error', message: 'Invalid model', type: 'BadRequestError', param: null, code: 400 }, 400), fails('bad-request', 'Invalid model', { status: 400 })),
  'error-fastapi': both([3], "FastAPI's detail", json({ detail: [{ loc: ['body', 'messages'], msg: 'field required', type: 'value_error' }] }, 422), fails('bad-request', 'field required', { status: 422 })),
  'error-bag': both([3], 'a bag of validation messages', json({ message: { messages: ['Messages are needed.'], model: ['So is a model.'] } }, 422), fails('bad-request', 'Messages are needed. So is a model.', { status: 422 })),
  'error-list': both([3], 'a list of errors', json({ errors: [{ message: 'First' }, { message: 'Second' }] }, 400), fails('bad-request', 'First', { status: 400 })),
  'error-words': both([3], 'plain words', { status: 503, headers: { 'content-type': 'text/plain' }, writes: ['upstream connect error'] }, fails('unavailable', 'upstream connect error', { status: 503 })),
  'error-empty': both([3], 'nothing at all', { status: 500, headers: {}, writes: [] }, fails('unavailable', undefined, { status: 500 })),
  'error-html': both([3, 24], 'a page', { status: 502, headers: { 'content-type': 'text/html' }, writes: [page] }, fails('unavailable', undefined, { status: 502 })),
  'error-as-stream': both([7], 'an error status whose body is a stream', { status: 429, writes: [': hello\n\n', data(site('Rate limit exceeded.', { retry_after: 3 }))] }, fails('rate-limited', 'Rate limit exceeded.', { status: 429, retryAfterMs: 3000 })),
  'error-challenge': both([24], 'the challenge of a content network', { status: 403, headers: { 'content-type': 'text/html' }, writes: [challenge] }, fails('protocol', undefined, { status: 403 })),
  'error-redirect': both([24], 'a redirect', { status: 302, headers: { location: 'https://login.example.test/in?key=secret' }, writes: [] }, fails('endpoint-invalid', 'HTTP 302: moved to https://login.example.test/in', { status: 302 })),
  'error-page-200': both([24], 'a page with HTTP 200', { headers: { 'content-type': 'text/html' }, writes: [page] }, fails('protocol')),
  'wait-header-ms': both([25], 'retry-after-ms, before all others', json(site('Slow down', { retry_after: 30 }), 429, { 'retry-after-ms': '1500', 'retry-after': '9' }), fails('rate-limited', 'Slow down', { status: 429, retryAfterMs: 1500 })),
  'wait-header': both([25], 'retry-after in seconds', json(site('Slow down', { retry_after: 30 }), 429, { 'retry-after': '7' }), fails('rate-limited', 'Slow down', { status: 429, retryAfterMs: 7000 })),
  'wait-used-up': both([25], 'the reset of the limit that is used up, as a duration', json(site('Slow down'), 429, { 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-remaining-requests': '9', 'x-ratelimit-reset-tokens': '1m', 'x-ratelimit-remaining-tokens': '0' }), fails('rate-limited', 'Slow down', { status: 429, retryAfterMs: 60_000 })),
  'wait-reset': both([25], 'the reset of a limit, as a duration', json(site('Slow down'), 429, { 'x-ratelimit-reset-requests': '1m5s' }), fails('rate-limited', 'Slow down', { status: 429, retryAfterMs: 65_000 })),
} as const satisfies ContractCases;

export const accepts = {
  'ok-site': accepted([4], 'HTTP 200 with status error', site('Server error, please try again.'), fails('unavailable', 'Server error, please try again.')),
  'ok-site-capitals': accepted([4], 'HTTP 200 with status in capitals', { status: 'ERROR', message: 'Insufficient credits' }, fails('credit', 'Insufficient credits')),
  'ok-site-parameter': accepted([4], 'HTTP 200, an upstream refusal in words alone', site('Unsupported value: temperature does not support 0.7. Only the default (1) value is supported.'), fails('bad-request', 'Unsupported value: temperature does not support 0.7. Only the default (1) value is supported.')),
  'ok-object': accepted([4], 'HTTP 200 with an error object, no choices', { error: { code: 502, message: 'Provider returned error' }, user_id: 'x' }, fails('unavailable', 'Provider returned error', { status: 502 })),
  'ok-in-choice': accepted([4], 'HTTP 200 with the error inside the choice', { choices: [{ finish_reason: 'error', message: { content: '' }, error: { code: 503, message: 'busy' } }] }, fails('unavailable', 'busy', { status: 503 })),
  'ok-in-choice-half': accepted([4, 8], 'HTTP 200 with the error inside the choice, beside half an answer', { choices: [{ finish_reason: 'error', message: { content: 'Half' }, error: { code: 503, message: 'busy' } }] }, { text: 'Half', ...fails('unavailable', 'busy', { status: 503 }) }),
  'ok-ends-in-error': {
    rows: [4, 9],
    summary: 'HTTP 200 with half an answer that ends by error, and no words on why',
    chat: json({ choices: [{ finish_reason: 'error', message: { content: 'Half' } }] }),
    messages: json({ type: 'message', content: [{ type: 'text', text: 'Half' }], stop_reason: 'error' }),
    outcome: { text: 'Half', end: { fails: 'unavailable' } },
  },
  'ok-messege': accepted([3, 4], 'HTTP 200 with messege, as older endpoints spell it', { status: 'error', messege: 'Invalid API key' }, fails('key-refused', 'Invalid API key')),
  'ok-envelope': accepted([4, 18], "HTTP 200 with Anthropic's envelope", envelope('overloaded_error', 'Overloaded'), fails('unavailable', 'Overloaded', { status: 529 })),
  'ok-flat': accepted([4], "HTTP 200 with vLLM's flat form", { object: 'error', message: 'bad', type: 'BadRequestError', code: 400 }, fails('bad-request', 'bad', { status: 400 })),
  'ok-list': both([4], 'HTTP 200 with the error in a list', json([{ error: { code: 503, message: 'busy' } }]), fails('unavailable', 'busy', { status: 503 })),
  'ok-message': accepted([4], 'HTTP 200 with a message and nothing else', { message: 'Unauthenticated.' }, fails('key-refused', 'Unauthenticated.')),
  'ok-empty': both([4], 'HTTP 200 with nothing', { headers: { 'content-type': 'application/json' }, writes: [] }, fails('protocol')),
  'ok-half': both([4], 'HTTP 200 with half a body', json('{"choices":[{"message":{"content":"ab'), fails('protocol')),
  'ok-stranger': accepted([4], 'HTTP 200 with an object of no known form', { ok: true }, fails('protocol')),
} as const satisfies ContractCases;

export const failuresInside = {
  'inside-site': inside([4, 10], 'status error inside the stream, and then the end marker', site('Server error'), { fails: 'unavailable', detail: 'Server error' }),
  'inside-openrouter': {
    rows: [4, 8],
    summary: 'error beside choices in one chunk, with the last words',
    chat: stream(says('Ha') + chunk({ content: 'lf' }, 'error', { error: { code: 502, message: 'upstream is gone' } }) + done),
    messages: stream(tells('Ha') + chunk({ content: 'lf' }, 'error', { error: { code: '502', message: 'upstream is gone' } })),
    outcome: { text: 'Half', end: { fails: 'unavailable', detail: 'upstream is gone', status: 502 } },
  },
  'inside-finish-error': {
    rows: [9],
    summary: 'finish reason error and no more words',
    chat: stream(says('Half') + chunk({}, 'error') + done),
    messages: stream(tells('Half') + chunk({}, 'error')),
    outcome: { text: 'Half', end: { fails: 'unavailable' } },
  },
  'inside-finish-error-upper-case': {
    rows: [9],
    summary: 'the same in capitals; in the own words of messages',
    chat: stream(says('Half') + chunk({}, 'ERROR') + done),
    messages: stream(tells('Half') + event('message_delta', { delta: { stop_reason: 'error' }, usage: { output_tokens: 1 } }) + over),
    outcome: {
      chat: { text: 'Half', end: { fails: 'unavailable' } },
      messages: { text: 'Half', usage: { completionTokens: 1 }, end: { fails: 'unavailable' } },
    },
  },
  'inside-flat': inside([4], "vLLM's older flat form, then the end marker", { object: 'error', message: 'out of memory', type: 'InternalServerError', code: 500 }, { fails: 'unavailable', detail: 'out of memory', status: 500 }),
  'inside-type-alone': inside([4, 18], 'type error with the message beside it', { type: 'error', message: 'Overloaded' }, { fails: 'unavailable', detail: 'Overloaded' }),
  'inside-billing': inside([4, 18], "OpenRouter's form of Anthropic's envelope", { ...envelope('billing_error', 'Pay first'), request_id: 'gen-1' }, { fails: 'credit', detail: 'Pay first', status: 402 }),
  'inside-event-chunk': {
    rows: [4, 8, 18],
    summary: 'told by the event name alone, over what would be a piece of the answer',
    chat: stream(`${says('Ha')}event: error\n${says('lf')}${done}`),
    messages: stream(`${tells('Ha')}event: error\n${data({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'lf' } })}${over}`),
    outcome: { text: 'Half', end: { fails: 'unavailable' } },
  },
  'inside-event-words': {
    rows: [4, 10, 18],
    summary: 'told by the event name, in words that are no JSON, and then the end marker',
    chat: stream(`${says('Half')}event: error\ndata: Rate limit exceeded\n\n${done}`),
    messages: stream(`${tells('Half')}event: error\ndata: "Rate limit exceeded"\n\n${over}`),
    outcome: { text: 'Half', end: { fails: 'rate-limited', detail: 'Rate limit exceeded' } },
  },
  'inside-vllm': inside([4], "vLLM's error, then the end marker", model('out of memory', 'InternalServerError', 500), { fails: 'unavailable', detail: 'out of memory', status: 500 }),
  'inside-anthropic': inside([18], "Anthropic's error event", envelope('overloaded_error', 'Overloaded'), { fails: 'unavailable', detail: 'Overloaded', status: 529 }),
  'inside-event-error': {
    rows: [4, 18],
    summary: 'told by the event name alone',
    chat: stream(`${says('Half')}event: error\n${data({ code: 429, details: 'slow down' })}${done}`),
    messages: stream(`${tells('Half')}event: error\n${data({ code: 429, details: 'slow down' })}`),
    outcome: { text: 'Half', end: { fails: 'rate-limited', detail: 'slow down', status: 429 } },
  },
  'inside-first': {
    rows: [4],
    summary: 'an error as the very first event of a stream',
    chat: stream(`: OPENROUTER PROCESSING\n\n${data(site('Invalid API key'))}${done}`),
    messages: stream(event('error', { error: { type: 'authentication_error', message: 'Invalid API key' } })),
    outcome: { chat: fails('key-refused', 'Invalid API key'), messages: fails('key-refused', 'Invalid API key', { status: 401 }) },
  },
  'inside-choice': {
    rows: [4, 8],
    summary: 'the error inside the choice, beside its last words',
    chat: stream(says('Ha') + data({ choices: [{ index: 0, delta: { content: 'lf' }, error: { code: 503, message: 'busy' } }] }) + done),
    messages: stream(tells('Ha') + data({ choices: [{ index: 0, delta: { content: 'lf' }, error: { code: 503, message: 'busy' } }] }) + over),
    outcome: { text: 'Half', end: { fails: 'unavailable', detail: 'busy', status: 503 } },
  },
  'inside-status-beside': {
    rows: [4, 8],
    summary: 'status error beside choices',
    chat: stream(says('Ha') + data({ choices: [{ delta: { content: 'lf' } }], status: 'Error', message: 'Server error' }) + done),
    messages: stream(tells('Ha') + event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'lf' }, status: 'error', message: 'Server error' }) + over),
    outcome: { text: 'Half', end: { fails: 'unavailable', detail: 'Server error' } },
  },
  'inside-garbage': {
    rows: [4],
    summary: 'an event that is no JSON: the words around it stay, the answer is not called whole',
    chat: stream(`${says('Ha')}data: {"choices":[{"delta":{"content":"l\n\n${says('lf')}${chunk({}, 'stop')}${done}`),
    messages: stream(`${tells('Ha')}data: {"type":"content_block_delta","delta":{"te\n\n${tells('lf')}${event('message_delta', { delta: { stop_reason: 'end_turn' } })}${over}`),
    outcome: { text: 'Half', end: { fails: 'protocol' } },
  },
} as const satisfies ContractCases;
