import assert from 'node:assert/strict';
import type { Endpoint } from '../../../src/core/endpoint.ts';
import { LatheError, isLatheError } from '../../../src/core/errors.ts';
import type { ChatModel } from '../../../src/core/model.ts';
import { LlmClient } from '../../../src/llm/client.ts';
import { FakeLogger } from '../../fakes/logger.ts';
import { FakeTransport } from '../../fakes/transport.ts';
import { bytes, clientOver, modelsLab, request, secret, text, thought, turnFrom, turnOf } from './turn.ts';

const never = new AbortController().signal;
const answered = bytes('data: {"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
const stopped = { type: 'finish', reason: 'stop' } as const;

async function sent(endpoint: Partial<Endpoint>): Promise<FakeTransport['requests'][number]> {
  const transport = new FakeTransport([answered]);
  await turnOf(clientOver(transport, endpoint).stream(request, never));
  assert.equal(transport.requests.length, 1);
  return transport.requests[0]!;
}

describe('the request', () => {
  it('is the documented one on the openai wire', async () => {
    const { method, url, headers, body } = await sent({});
    assert.equal(`${method} ${url}`, 'POST https://example.test/api/v7/llm/chat/completions');
    assert.deepEqual(headers, {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${secret}`,
    });
    assert.deepEqual(JSON.parse(body ?? ''), {
      model: 'MiniMaxAI-MiniMax-M1-40k',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Why?' },
      ],
      max_tokens: 40000,
      temperature: 1.5,
      top_p: 0.9,
      frequency_penalty: 0,
      presence_penalty: 0.5,
      stream: true,
    });
  });

  it('is the documented one on the anthropic wire', async () => {
    const { method, url, headers, body } = await sent({ wire: 'anthropic', auth: 'x-api-key' });
    assert.equal(`${method} ${url}`, 'POST https://example.test/api/v7/llm/v1/messages');
    assert.deepEqual(headers, {
      accept: 'text/event-stream',
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
      'x-api-key': secret,
    });
    assert.deepEqual(JSON.parse(body ?? ''), {
      model: 'MiniMaxAI-MiniMax-M1-40k',
      max_tokens: 40000,
      system: 'Be brief.',
      messages: [{ role: 'user', content: 'Why?' }],
      temperature: 1,
      top_p: 0.9,
      stream: true,
    });
  });

  it('carries the key in the body alone where the endpoint wants it there', async () => {
    const { headers, body } = await sent({ auth: 'body', modelField: 'model_id' });
    const fields = JSON.parse(body ?? '') as Record<string, unknown>;
    assert.deepEqual([fields['key'], fields['model_id'], 'model' in fields], [secret, request.model, false]);
    assert.equal(JSON.stringify(headers).includes(secret), false);
  });

  it('carries no key where the endpoint wants none', async () => {
    const { headers, body, url } = await sent({ auth: 'none' });
    assert.equal((JSON.stringify(headers) + (body ?? '') + url).includes(secret), false);
  });

  it("carries the person's headers, but never two of ours", async () => {
    const { headers } = await sent({ headers: { 'X-Team': 'a', Authorization: 'Basic b', 'Content-Type': 'text/plain' } });
    assert.deepEqual(headers, {
      accept: 'text/event-stream',
      'x-team': 'a',
      'content-type': 'application/json',
      authorization: `Bearer ${secret}`,
    });
  });

  it('finds its path below any form of the base', async () => {
    const { url } = await sent({ baseUrl: 'http://localhost:8080/v1/', chatPath: 'v1/chat/completions' });
    assert.equal(url, 'http://localhost:8080/v1/chat/completions');
  });

  for (const [label, endpoint, key, code] of [
    ['without a key', {}, undefined, 'key-missing'],
    ['with a blank key', {}, ' ', 'key-missing'],
    ['with a key that no header carries', {}, 'schlüssel日', 'key-refused'],
    ['to an address that is none', { baseUrl: 'example.test' }, secret, 'endpoint-invalid'],
  ] as const) {
    it(`is not sent ${label}`, async () => {
      const transport = new FakeTransport([answered]);
      const connection = { endpoint: { ...modelsLab, ...endpoint }, key, idleTimeoutMs: 1000 };
      const client = new LlmClient(transport, () => Promise.resolve(connection), new FakeLogger());
      const { failure } = await turnOf(client.stream(request, never));
      assert.deepEqual([failure?.code, transport.requests.length], [code, 0]);
    });
  }

  it('is not sent after an abort, nor when connecting fails', async () => {
    const transport = new FakeTransport([answered]);
    const reason = new Error('enough');
    await assert.rejects(turnOf(clientOver(transport).stream(request, AbortSignal.abort(reason))), reason);
    const refusal = new LatheError({ code: 'key-missing', retryable: false });
    const client = new LlmClient(transport, () => Promise.reject(refusal), new FakeLogger());
    await assert.rejects(mustThrow(client), (error) => error === refusal);
    assert.equal(transport.requests.length, 0);
  });
});

async function mustThrow(client: ChatModel): Promise<void> {
  for await (const delta of client.stream(request, never)) {
    assert.fail(`a delta: ${delta.type}`);
  }
}

describe('a whole answer to a stream request', () => {
  const json = { 'content-type': 'application/json' };
  const rows: readonly (readonly [string, 'openai' | 'anthropic', object, readonly object[]])[] = [
    [
      'a completion',
      'openai',
      { choices: [{ message: { content: '<think>a</think>b', tool_calls: [] }, finish_reason: 'stop' }], usage: { prompt_tokens: 1, completion_tokens: 2 } },
      [thought('a'), text('b'), { type: 'usage', usage: { promptTokens: 1, completionTokens: 2 } }, stopped],
    ],
    ['a completion without a finish reason', 'openai', { choices: [{ message: { reasoning: 'a', content: 'b' }, finish_reason: null }] }, [thought('a'), text('b'), stopped]],
    ["ModelsLab's older form", 'openai', { status: 'success', message: 'b', meta: {} }, [text('b'), stopped]],
    [
      'a message',
      'anthropic',
      { type: 'message', content: [{ type: 'thinking', thinking: 'a' }, { type: 'redacted_thinking', data: 'x' }, { type: 'text', text: 'b' }], stop_reason: 'max_tokens', usage: { input_tokens: 1, output_tokens: 2 } },
      [thought('a'), text('b'), { type: 'usage', usage: { promptTokens: 1, completionTokens: 2 } }, { type: 'finish', reason: 'length' }],
    ],
  ];
  for (const [label, wire, body, deltas] of rows) {
    it(`is replayed: ${label}`, async () => {
      const pretty = bytes(`\n${JSON.stringify(body, null, 2)}\n`);
      for (const headers of [json, { 'content-type': 'text/event-stream' }, {}]) {
        assert.deepEqual(await turnFrom([pretty.slice(0, 1), pretty.slice(1)], wire, headers), { deltas });
      }
    });
  }

  it('is told from a stream that calls itself JSON', async () => {
    assert.deepEqual(await turnFrom([bytes('da'), answered.slice(2)], 'openai', json), { deltas: [text('a'), stopped] });
  });
});

describe('the end of an answer', () => {
  const chunk = (choice: object): string => `data: ${JSON.stringify({ choices: [choice] })}\n\n`;
  const said = chunk({ delta: { content: 'a' } });
  const finish = (reason: string): string => chunk({ delta: {}, finish_reason: reason });
  const call = chunk({ delta: { tool_calls: [{ index: 0, id: 'i', function: { name: 'f', arguments: '{"a":' } }] } });
  const toolCall = { type: 'toolCall', call: { id: 'i', name: 'f', arguments: '{"a":1}' } };
  const callEnd = chunk({ delta: { tool_calls: [{ index: 0, function: { arguments: '1}' } }] } });

  const rows: readonly (readonly [string, string, readonly object[], string | undefined])[] = [
    ['in upper case', said + finish('STOP'), [text('a'), stopped], undefined],
    ['in a word of its own', said + finish('abort'), [text('a'), { type: 'finish', reason: 'other', raw: 'abort' }], undefined],
    ['by the filter', said + finish('content_filter'), [text('a'), { type: 'finish', reason: 'content-filter' }], undefined],
    ['with an empty reason and the marker', `${said}${chunk({ delta: {}, finish_reason: '' })}data: [DONE]\n\n`, [text('a'), stopped], undefined],
    ['with calls that were not announced', call + callEnd + finish('stop'), [toolCall, { type: 'finish', reason: 'tool-calls' }], undefined],
    ['with calls announced that are not there', said + finish('tool_calls'), [text('a'), { type: 'finish', reason: 'other', raw: 'tool_calls' }], undefined],
    ['with a call that is half, out of tokens', call + finish('length'), [{ type: 'finish', reason: 'length' }], undefined],
    ['with a call that is half, though finished', call + finish('tool_calls'), [], 'protocol'],
    ['with a call that was cut off', call, [], 'cut-off'],
    ['with thought and nothing else', `${chunk({ delta: { reasoning: 't' } })}data: [DONE]\n\n`, [thought('t')], 'cut-off'],
    ['with the marker alone', 'data: [DONE]\n\n', [], 'protocol'],
    ['with a chunk in between that cannot be read', `${said}data: {"choices":\n\n${said}${finish('stop')}`, [text('aa')], 'protocol'],
    ['with a last chunk that was cut, after the reason', `${said}${finish('stop')}data: {"usa`, [text('a'), stopped], undefined],
    ['inside a thought, out of tokens', chunk({ delta: { content: '<think>t' } }) + finish('length'), [thought('t'), { type: 'finish', reason: 'length' }], undefined],
  ];
  for (const [label, source, deltas, code] of rows) {
    it(`comes ${label}`, async () => {
      const turn = await turnFrom([bytes(source)], 'openai');
      assert.deepEqual([turn.deltas, turn.failure?.code], [deltas, code]);
    });
  }

  for (const [label, source, breaksWith, code, count] of [
    ['a break before anything', '', 'network', 'network', 0],
    ['a break after words', said, 'network', 'cut-off', 1],
    ['silence after words', said, 'stalled', 'stalled', 1],
    ['a break after the reason', said + finish('stop'), 'network', undefined, 2],
    ['silence after the reason', said + finish('stop'), 'stalled', undefined, 2],
    ['a break in the middle of a chunk', said + said.slice(0, 20), 'network', 'cut-off', 1],
    ['a break before the blank line', said.trimEnd(), 'network', 'cut-off', 1],
  ] as const) {
    it(`is told for ${label}`, async () => {
      const transport = new FakeTransport([bytes(source)]);
      transport.breaksWith = new LatheError({ code: breaksWith, retryable: true });
      const turn = await turnOf(clientOver(transport).stream(request, never));
      assert.deepEqual([turn.failure?.code, turn.deltas.length], [code, count]);
    });
  }
});

describe('an abort', () => {
  it('ends by throwing its reason, and never with a finish, though the whole answer is there', async () => {
    const abort = new AbortController();
    const reason = new Error('stop');
    const got: string[] = [];
    await assert.rejects(
      async () => {
        for await (const delta of clientOver(new FakeTransport([answered])).stream(request, abort.signal)) {
          got.push(delta.type);
          abort.abort(reason);
        }
      },
      (error) => error === reason,
    );
    assert.deepEqual(got, ['text']);
  });
});

describe('what is logged', () => {
  it('is how a turn ended, without its words or the key, even when the stream holds garbage', async () => {
    const logger = new FakeLogger();
    const garbage = bytes(`data: {"secret words ${secret}\n\n`);
    await turnOf(clientOver(new FakeTransport([garbage, answered]), {}, logger).stream(request, never));
    assert.equal(logger.lines.length, 2);
    assert.match(logger.lines[0]!, /^warn Test: \d+ characters of the stream could not be read$/);
    assert.match(logger.lines[1]!, /^info Test: protocol after \d+ ms$/);
  });

  it('is no defect of ours without its own code', async () => {
    const transport = new FakeTransport([]);
    transport.breaksWith = new TypeError(`oops ${secret}`);
    await assert.rejects(mustThrow(clientOver(transport)), (error) => {
      assert.ok(isLatheError(error));
      assert.deepEqual([error.failure.code, error.failure.detail], ['internal', 'TypeError: oops [key]']);
      return true;
    });
  });
});

describe('an event without end', () => {
  it('fails as one, and the words of the same read before it are kept', async () => {
    const endless = `data: {"choices":[{"delta":{"content":"kept"}}]}\n\ndata: ${'x'.repeat(16 * 1024 * 1024 + 1)}`;
    const { deltas, failure } = await turnOf(clientOver(new FakeTransport([bytes(endless)]), {}).stream(request, never));
    assert.deepEqual(deltas, [text('kept')]);
    assert.equal(failure?.code, 'protocol');
  });
});
