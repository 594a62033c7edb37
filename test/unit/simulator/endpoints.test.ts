import assert from 'node:assert/strict';
import { startSimulator, simulatorKey, type Simulator } from '../../simulator/simulator.ts';
import { asking, bearer, framesOf, model, readChatStream, send } from './rawClient.ts';

const parse = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('simulator: endpoints', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ tokenDelayMs: 0 });
  });
  afterEach(() => simulator.close());

  it('answers a chat request with one body of the documented shape', async () => {
    const answer = await send(`${simulator.baseUrl}/chat/completions`, { body: asking('What is a monad?') });
    assert.equal(answer.status, 200);
    assert.match(String(answer.headers['content-type']), /^application\/json/);
    const body = parse(answer.text) as {
      choices: [{ message: { role: string; content: string } }];
      usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
    };
    const [{ message }] = body.choices;
    assert.deepEqual(
      { ...body, id: 0, created: 0, choices: [{ ...body.choices[0], message: { ...message, content: '' } }], usage: 0 },
      { id: 0, object: 'chat.completion', created: 0, model, choices: [{ index: 0, message: { role: 'assistant', content: '' }, finish_reason: 'stop' }], usage: 0 },
    );
    assert.match(message.content, /^<think>\nThis is the simulator[\s\S]*\n<\/think>\n\n\*Simulated answer\.\* You asked: "What is a monad\?"/);
    assert.equal(body.usage.total_tokens, body.usage.prompt_tokens + body.usage.completion_tokens);
  });

  it('streams a chat answer piece by piece, then its finish reason, its usage and the end marker', async () => {
    const body = asking('What is a monad?', { stream: true });
    const answer = await send(`${simulator.baseUrl}/chat/completions`, { body });
    assert.match(String(answer.headers['content-type']), /^text\/event-stream/);
    assert.match(answer.text, /^: /, 'a comment comes first, as gateways send them');
    const { pieces, content, finish, done } = readChatStream(answer.text);
    assert.ok(pieces.every((piece) => Array.from(piece).length <= 6));
    assert.ok(!pieces.some((piece) => piece.includes('<think>')), 'the tag is split over deltas');
    assert.match(content, /^<think>\n[\s\S]*<\/think>\n\n\*Simulated/);
    assert.equal(finish, 'stop');
    assert.ok(done);
    const usage = parse(framesOf(answer.text).at(-2)!.data) as { choices: unknown[]; usage: Record<string, number> };
    assert.deepEqual(usage.choices, []);
    assert.equal(usage.usage['completion_tokens'], pieces.length);
  });

  it('says the same streamed and whole, and the same every time', async () => {
    const url = `${simulator.baseUrl}/chat/completions`;
    const [whole, first, second] = await Promise.all([
      send(url, { body: asking('Compare REST vs GraphQL APIs') }),
      send(url, { body: asking('Compare REST vs GraphQL APIs', { stream: true }) }),
      send(url, { body: asking('Compare REST vs GraphQL APIs', { stream: true }) }),
    ]);
    const { choices } = parse(whole.text) as { choices: [{ message: { content: string } }] };
    assert.equal(readChatStream(first.text).content, choices[0].message.content);
    assert.deepEqual(readChatStream(first.text).pieces, readChatStream(second.text).pieces);
  });

  it('ends with length at max_tokens, and at a stop text without it', async () => {
    const url = `${simulator.baseUrl}/chat/completions`;
    const short = readChatStream((await send(url, { body: asking('Hi', { stream: true, max_tokens: 5 }) })).text);
    assert.equal(short.pieces.length, 5);
    assert.equal(short.finish, 'length');
    const stopped = readChatStream((await send(url, { body: asking('Hi', { stream: true, stop: ['You asked'] }) })).text);
    assert.ok(stopped.content.endsWith('*Simulated answer.* '));
    assert.equal(stopped.finish, 'stop');
  });

  it('answers a messages request with blocks, the thought in one of its own', async () => {
    const url = `${simulator.baseUrl}/v1/messages`;
    const answer = await send(url, { body: asking('Hello'), headers: { 'x-api-key': simulatorKey } });
    const body = parse(answer.text) as { content: Record<string, string>[]; usage: Record<string, number> };
    assert.deepEqual(body.content.map(({ type }) => type), ['thinking', 'text']);
    assert.match(body.content[1]!['text']!, /^\*Simulated answer/);
    const { id, content, usage, ...rest } = body as typeof body & { id: string };
    assert.match(id, /^msg_/);
    assert.deepEqual(rest, { type: 'message', role: 'assistant', model, stop_reason: 'end_turn', stop_sequence: null });
    assert.ok(content.length > 0 && usage['input_tokens']! > 0 && usage['output_tokens']! > 0);
  });

  it('streams a messages answer as named events in order', async () => {
    const answer = await send(`${simulator.baseUrl}/v1/messages`, { body: asking('Hello', { stream: true }) });
    const frames = framesOf(answer.text);
    assert.ok(frames.every(({ event, data }) => parse(data)['type'] === event));
    const order = frames.map(({ event }) => event).filter((event, at, all) => event !== all[at - 1]);
    const block = ['content_block_start', 'content_block_delta', 'content_block_stop'];
    assert.deepEqual(order, ['message_start', 'ping', ...block, ...block, 'message_delta', 'message_stop']);
    assert.ok(frames.some(({ data }) => data.includes('signature_delta')));
    assert.ok(!answer.text.includes('<think>'));
  });

  it('counts tokens and lists models with the documented fields only', async () => {
    const body = { model, messages: asking('x'.repeat(400)).messages };
    const count = await send(`${simulator.baseUrl}/v1/messages/count_tokens`, { body });
    assert.deepEqual(parse(count.text), { input_tokens: 101 });
    const list = parse((await send(`${simulator.baseUrl}/v1/models`, { method: 'GET' })).text) as { data: object[] };
    assert.equal((list as Record<string, unknown>)['object'], 'list');
    assert.deepEqual(new Set(list.data.flatMap((item) => Object.keys(item))), new Set(['id', 'object', 'created', 'owned_by']));
  });

  it('says what it is to a browser, outside the journal', async () => {
    const page = await send(simulator.origin, { method: 'GET', headers: {} });
    assert.match(String(page.headers['content-type']), /^text\/plain/);
    assert.match(page.text, /simulator/);
    assert.equal(simulator.journal.length, 0);
  });

  const refused: readonly (readonly [string, string, unknown, number, RegExp])[] = [
    ['a path that is not documented', '/models', undefined, 404, /Not found/],
    ['another method', '/v1/models', {}, 405, /Use GET/],
    ['a body that is not JSON', '/chat/completions', '{', 400, /not JSON/],
    ['an unknown field', '/chat/completions', asking('Hi', { foo: 1 }), 400, /Unknown parameter: foo/],
    ['a field that only other gateways know', '/chat/completions', asking('Hi', { stream_options: {} }), 400, /stream_options/],
    ['no messages', '/chat/completions', { model }, 400, /messages is required/],
    ['no model', '/chat/completions', { messages: asking('Hi').messages }, 400, /model is required/],
    ['a model that it does not serve', '/chat/completions', asking('Hi', { model: 'm9' }), 400, /Model not found: m9/],
    ['two models', '/chat/completions', asking('Hi', { model_id: 'm9' }), 400, /differ/],
    ['too high a temperature', '/chat/completions', asking('Hi', { temperature: 2.1 }), 400, /temperature/],
    ['a temperature for chat on messages', '/v1/messages', asking('Hi', { temperature: 1.5 }), 400, /temperature/],
    ['a role that is not documented', '/chat/completions', asking('', { messages: [{ role: 'developer', content: '' }] }), 400, /role/],
    ['a system role on messages', '/v1/messages', asking('', { messages: [{ role: 'system', content: '' }] }), 400, /role/],
    ['an empty list of tool calls', '/chat/completions', asking('', { messages: [{ role: 'assistant', content: '', tool_calls: [] }] }), 400, /tool_calls/],
    ['no max_tokens on messages', '/v1/messages', { model, messages: asking('Hi').messages }, 400, /max_tokens is required/],
    ['max_tokens when counting', '/v1/messages/count_tokens', asking('Hi'), 400, /max_tokens/],
  ];
  for (const [label, path, body, status, message] of refused) {
    it(`refuses ${label}`, async () => {
      const answer = await send(simulator.baseUrl + path, { body });
      assert.equal(answer.status, status);
      const { error } = parse(answer.text) as { error: Record<string, unknown> };
      assert.match(String(error['message']), message);
      assert.equal(typeof error['type'], 'string');
      assert.equal(typeof error['code'], 'string');
    });
  }

  it('takes model_id for model, and every documented parameter', async () => {
    const body = {
      model_id: model,
      messages: [{ role: 'system', content: 'Be brief.' }, ...asking('Hi').messages],
      max_tokens: 100, temperature: 2, top_p: 0.95, top_k: 1, presence_penalty: -2, frequency_penalty: 2,
      repetition_penalty: 0.1, stop: null, response_format: { type: 'json_object' }, seed: 1, n: 1, tool_choice: 'auto',
      tools: [{ type: 'function', function: { name: 'ls', parameters: {} } }], parallel_tool_calls: true, stream: false,
    };
    assert.equal((await send(`${simulator.baseUrl}/chat/completions`, { body })).status, 200);
  });

  it('journals a request with its headers, body, status, tokens and end', async () => {
    const body = asking('Hi', { stream: true, max_tokens: 4 });
    await send(`${simulator.baseUrl}/chat/completions`, { body, headers: { ...bearer, 'x-trace': 'a' } });
    const record = await simulator.waitForRequest(({ path }) => path.endsWith('/chat/completions'));
    assert.equal(await record.ended, 'finished');
    assert.equal(record, simulator.journal[0]);
    assert.deepEqual(
      [record.method, record.path, record.headers['x-trace'], record.headers['authorization'], record.status, record.tokensSent, record.scenario],
      ['POST', '/api/v7/llm/chat/completions', 'a', `Bearer ${simulatorKey}`, 200, 4, undefined],
    );
    assert.deepEqual(record.body, body);
  });

  it('waits for a request to come after the given one, and gives up when it is closed', async () => {
    await send(`${simulator.baseUrl}/v1/models`, { method: 'GET' });
    const next = simulator.waitForRequest(undefined, 0);
    await send(`${simulator.baseUrl}/v1/models`, { method: 'GET' });
    assert.equal((await next).index, 1);
    const never = assert.rejects(simulator.waitForRequest(undefined, 1), /closed/);
    await simulator.close();
    await never;
  });
});
