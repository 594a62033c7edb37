import assert from 'node:assert/strict';
import type { ErrorCode } from '../../../src/core/errors.ts';
import { isFailure, failureOfStatus } from '../../../src/llm/errors.ts';
import { errorWords } from '../../../src/llm/errorWords.ts';
import { redact } from '../../../src/llm/redact.ts';
import { bytes, secret, turnFrom } from './turn.ts';

const html = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';
const modelsLab = (message: string): string => JSON.stringify({ status: 'error', message });
const openAi = (message: string, more: object = {}): string => JSON.stringify({ error: { message, ...more } });

describe('a refused request', () => {
  const rows: readonly (readonly [string, number, string, ErrorCode, string | undefined])[] = [
    ['401 is a refused key', 401, modelsLab('Invalid API key'), 'key-refused', 'Invalid API key'],
    ['401 without a body is a refused key', 401, '', 'key-refused', undefined],
    ['402 is missing credit', 402, modelsLab('Insufficient credits. Add some.'), 'credit', 'Insufficient credits. Add some.'],
    ['403 is a plan that lacks it', 403, modelsLab('Premium subscription needed'), 'plan', 'Premium subscription needed'],
    ['403 about the key is a refused key', 403, openAi('Invalid API key'), 'key-refused', 'Invalid API key'],
    ['403 with a page is a challenge, not the API', 403, html, 'protocol', undefined],
    ['404 is a model that is not served', 404, openAi('Unable to access model x'), 'model-unavailable', 'Unable to access model x'],
    ['404 about a route is a wrong address', 404, '{"message":"The route api/x could not be found."}', 'endpoint-invalid', 'The route api/x could not be found.'],
    ['404 with a page is a wrong address', 404, html, 'endpoint-invalid', undefined],
    ['405 is a wrong address', 405, '', 'endpoint-invalid', undefined],
    ['400 is a bad request', 400, modelsLab('prompt is required'), 'bad-request', 'prompt is required'],
    ['400 about the model is a model that is not served', 400, modelsLab('Model not found: a/b'), 'model-unavailable', 'Model not found: a/b'],
    ['400 about the length is an overflow', 400, openAi("This model's maximum context length is 4096"), 'context-overflow', "This model's maximum context length is 4096"],
    ['400 by the code for length is an overflow', 400, openAi('Too long', { code: 'context_length_exceeded' }), 'context-overflow', 'Too long'],
    ['400 about the balance is missing credit', 400, openAi('Your credit balance is too low'), 'credit', 'Your credit balance is too low'],
    ['422 with a list of fields is a bad request', 422, '{"detail":[{"loc":["body"],"msg":"field required"}]}', 'bad-request', 'field required'],
    ['a bag of validation messages is joined', 422, '{"message":{"a":["A is wrong."],"b":["B too."]}}', 'bad-request', 'A is wrong. B too.'],
    ['429 is a full queue', 429, modelsLab('Rate limit exceeded. Maximum 5 queued requests allowed.'), 'rate-limited', 'Rate limit exceeded. Maximum 5 queued requests allowed.'],
    ['429 that speaks of credits is a full queue still', 429, openAi('Rate limit exceeded. Add 10 credits for more'), 'rate-limited', 'Rate limit exceeded. Add 10 credits for more'],
    ['429 for a used-up quota is missing credit', 429, openAi('Stop', { code: 'insufficient_quota' }), 'credit', 'Stop'],
    ['408 is for a moment', 408, '', 'unavailable', undefined],
    ['407 is the proxy', 407, '', 'network', undefined],
    ['500 is for a moment', 500, modelsLab('Internal server error. Please try again.'), 'unavailable', 'Internal server error. Please try again.'],
    ['502 with a page is for a moment, without the page', 502, html, 'unavailable', undefined],
    ['503 is for a moment', 503, modelsLab('Service temporarily unavailable'), 'unavailable', 'Service temporarily unavailable'],
    ['503 without an upstream is a model that is not served', 503, openAi('No endpoints found for x'), 'model-unavailable', 'No endpoints found for x'],
    ['529 is for a moment', 529, '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', 'unavailable', 'Overloaded'],
    ['302 is not an answer', 302, '', 'protocol', undefined],
    ['plain words are words', 400, ' Bad\n request ', 'bad-request', 'Bad request'],
    ['a refusal sent as a stream is read', 401, `: hello\n\ndata: ${openAi('No auth')}\n\n`, 'key-refused', 'No auth'],
    ['an error that is a string is read', 400, '{"error":"Bad request"}', 'bad-request', 'Bad request'],
    ['the old misspelling is read', 400, '{"messege":"Wrong"}', 'bad-request', 'Wrong'],
    ['the first of several errors is read', 400, '{"errors":[{"message":"One"},{"message":"Two"}]}', 'bad-request', 'One'],
    ["an upstream's own page is passed over", 502, openAi('Provider returned error', { metadata: { raw: html } }), 'unavailable', 'Provider returned error'],
    ["an upstream's own words come first", 400, openAi('Provider returned error', { metadata: { raw: '{"detail":"deep"}' } }), 'bad-request', 'deep'],
    ["an upstream's own words are read as an object", 400, openAi('Provider returned error', { metadata: { raw: { error: { message: 'deep' } } } }), 'bad-request', 'deep'],
    ["an upstream's own words are read as they are", 502, openAi('Provider returned error', { metadata: { raw: 'upstream is out' } }), 'unavailable', 'upstream is out'],
    ["OpenRouter's type of error counts", 400, openAi('No', { metadata: { error_type: 'context_length_exceeded' } }), 'context-overflow', 'No'],
    ["the provider's own code counts", 400, openAi('No', { metadata: { provider_code: 'model_not_found' } }), 'model-unavailable', 'No'],
    ['a failure in a list is read', 400, `[${openAi('In a list')}]`, 'bad-request', 'In a list'],
  ];
  for (const [label, status, body, code, detail] of rows) {
    it(label, () => {
      const failure = failureOfStatus(status, {}, body);
      assert.deepEqual([failure.code, failure.detail, failure.status], [code, detail, status]);
    });
  }

  it('says what can be tried again', () => {
    const retryable = [401, 402, 403, 404, 400, 429, 500, 503].filter((status) => failureOfStatus(status, {}, '').retryable);
    assert.deepEqual(retryable, [429, 500, 503]);
  });

  it('lets the endpoint itself say what can be tried again', () => {
    assert.equal(failureOfStatus(503, { 'x-should-retry': 'false' }, '').retryable, false);
    assert.equal(failureOfStatus(400, { 'x-should-retry': 'true' }, '').retryable, true);
    assert.equal(failureOfStatus(503, { 'x-should-retry': 'perhaps' }, '').retryable, true);
  });
});

describe('a failure with HTTP 200', () => {
  const rows: readonly (readonly [string, string, ErrorCode, string | undefined])[] = [
    ['by status, about the key', modelsLab('Invalid API key'), 'key-refused', 'Invalid API key'],
    ['by status in capitals, about credit', '{"status":"ERROR","message":"Insufficient credits"}', 'credit', 'Insufficient credits'],
    ['by status, about the plan', modelsLab('Upgrade your plan for this model'), 'plan', 'Upgrade your plan for this model'],
    ['by status, about the queue', modelsLab('Rate limit exceeded. Maximum 5 queued requests allowed.'), 'rate-limited', 'Rate limit exceeded. Maximum 5 queued requests allowed.'],
    ['by status, about the model', modelsLab('Model not found: x'), 'model-unavailable', 'Model not found: x'],
    ['by status, about a parameter', modelsLab('Unsupported value: temperature. Only the default (1) is allowed'), 'bad-request', 'Unsupported value: temperature. Only the default (1) is allowed'],
    ['by status, about the length', modelsLab('too many tokens in the prompt'), 'context-overflow', 'too many tokens in the prompt'],
    ['by status, in words nobody knows', modelsLab('Something went wrong'), 'unavailable', 'Something went wrong'],
    ['by status, without words', '{"status":"error"}', 'unavailable', undefined],
    ['by an error object with a numeric code', openAi('No money', { code: 402 }), 'credit', 'No money'],
    ['by an error inside the choice', '{"choices":[{"finish_reason":"error","error":{"code":503,"message":"busy"}}]}', 'unavailable', 'busy'],
    ["by vLLM's flat form", '{"object":"error","message":"bad","code":400}', 'bad-request', 'bad'],
    ['by a message and nothing else', '{"message":"Unauthenticated."}', 'key-refused', 'Unauthenticated.'],
    ['by being taken for later', '{"status":"processing","id":7,"message":"Try again"}', 'protocol', 'processing 7 Try again'],
    ['by being plain words', 'upstream says no', 'protocol', 'upstream says no'],
    ['by being a page', html, 'protocol', undefined],
    ['by being empty', '', 'protocol', undefined],
    ['by being half a body', '{"choices":[{"message":{"content":"ab', 'protocol', undefined],
    ['by being an object nobody knows', '{"ok":true}', 'protocol', undefined],
  ];
  for (const wire of ['openai', 'anthropic'] as const) {
    for (const [label, body, code, detail] of rows) {
      it(`is told ${label}, on the ${wire} wire`, async () => {
        const { deltas, failure } = await turnFrom([bytes(body)], wire, { 'content-type': 'application/json' });
        assert.deepEqual([deltas, failure?.code, failure?.detail], [[], code, detail]);
      });
    }
    it(`is told inside a stream by its status, on the ${wire} wire`, async () => {
      const { failure } = await turnFrom([bytes(`data: ${modelsLab('Invalid API key')}\n\ndata: [DONE]\n\n`)], wire);
      assert.equal(failure?.code, 'key-refused');
    });
  }

  it('is told by the event name when the object has no form of its own', async () => {
    const { failure } = await turnFrom([bytes('event: error\ndata: {"code":429,"details":"slow down"}\n\n')], 'openai');
    assert.deepEqual([failure?.code, failure?.detail], ['rate-limited', 'slow down']);
  });

  it('is not seen in empty error fields', () => {
    for (const error of [null, false, '', {}]) {
      assert.equal(isFailure({ choices: [], error }, undefined), false, JSON.stringify(error));
    }
  });
});

describe('the words of a failure', () => {
  it('never hold the key, in any form, nor half of it at the end', () => {
    const echoed = `no ${secret} and ${encodeURIComponent(secret)}`;
    assert.equal(redact(echoed, secret), 'no [key] and [key]');
    const long = redact('x'.repeat(1995) + secret, secret);
    assert.equal(long.includes('sk-'), false);
    assert.equal(redact('y'.repeat(5000), secret).length, 2000);
    assert.equal(redact('nothing', undefined), 'nothing');
  });

  it('do not end in a loop of nested objects', () => {
    let nested: object = { message: 'deep' };
    for (let depth = 0; depth < 50; depth++) {
      nested = { a: nested };
    }
    assert.equal(errorWords({ message: nested }), undefined);
  });
});
