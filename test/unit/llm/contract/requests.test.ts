import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { DisposableClient } from '../../../../src/core/client.ts';
import type { Endpoint } from '../../../../src/core/endpoint.ts';
import { isLatheError } from '../../../../src/core/errors.ts';
import { readJsonAnswer } from '../../../../src/core/json/jsonAnswer.ts';
import type { ChatRequest, Progress } from '../../../../src/core/model.ts';
import { findModel } from '../../../../src/core/models/modelId.ts';
import { defaultNetwork } from '../../../../src/core/network.ts';
import { createClient } from '../../../../src/node/client.ts';
import { FakeLogger } from '../../../fakes/logger.ts';
import { FakeModelNotes } from '../../../fakes/modelNotes.ts';
import { contract, contractNames } from '../../../simulator/contract/contract.ts';
import { done, endsWith, over, says, stop, tells } from '../../../simulator/contract/exchange.ts';
import { simulatorKey, startSimulator, type Simulator } from '../../../simulator/simulator.ts';
import { LocalServer } from '../../node/localServer.ts';
import { turnOf } from '../turn.ts';
import { overSockets, requestFor, wires } from './asking.ts';

/** Rules that are about more than one answer. */
const shown = new Set<number>();

function rule(numbers: readonly number[], title: string, run: () => Promise<void> | void): void {
  for (const number of numbers) {
    shown.add(number);
  }
  it(`rule ${numbers.join(', ')}: ${title}`, run);
}

const never = new AbortController().signal;
const base = requestFor();

describe('the contract of requests, over real sockets', () => {
  let simulator: Simulator;
  let client: DisposableClient | undefined;
  let server: LocalServer | undefined;
  let waits: number[] = [];
  before(async () => {
    simulator = await startSimulator({ tokenDelayMs: 0 });
  });
  after(() => simulator.close());
  afterEach(async () => {
    client?.dispose();
    await server?.stop();
    client = undefined;
    server = undefined;
    waits = [];
  });

  function connect(endpoint: Partial<Endpoint> = {}, notes = new FakeModelNotes()): DisposableClient {
    client?.dispose();
    const whole: Endpoint = {
      ...{ name: 'Test', baseUrl: simulator.baseUrl, wire: 'openai', auth: 'bearer', modelField: 'model' },
      ...{ chatPath: '/chat/completions', headers: {}, ...endpoint },
    };
    client = createClient({
      connect: () => Promise.resolve({ endpoint: whole, key: simulatorKey, idleTimeoutMs: 2000 }),
      notes,
      network: () => defaultNetwork,
      logger: new FakeLogger(),
      environment: {},
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    return client;
  }

  /** Asks, and tells what was sent and what came; fails unless the simulator found nothing wrong with the request. */
  async function asked(request: ChatRequest, endpoint: Partial<Endpoint> = {}) {
    const turn = await turnOf(connect(endpoint).stream(request, never));
    assert.equal(turn.failure, undefined);
    return { body: simulator.journal.at(-1)!.body as Record<string, unknown>, turn };
  }

  rule([1], 'the model goes as the endpoint wants it', async () => {
    assert.equal((await asked(base)).body['model'], base.model);
    assert.equal((await asked(base, { modelField: 'model_id' })).body['model_id'], base.model);
    const both = (await asked(base, { modelField: 'both' })).body;
    assert.deepEqual([both['model'], both['model_id']], [base.model, base.model]);
  });

  rule([2], 'the key goes in one form, whichever it is', async () => {
    // More than one form is refused by the simulator.
    for (const auth of ['bearer', 'x-api-key', 'key', 'body'] as const) {
      await asked(base, { auth });
    }
    for (const auth of ['bearer', 'x-api-key', 'key', 'body'] as const) {
      await asked(base, { wire: 'anthropic', auth });
    }
  });

  rule([19], 'every number is in the range of its wire', async () => {
    const parameters = { maxTokens: 0, temperature: 9, topP: 7, frequencyPenalty: -9, presencePenalty: 9, topK: 0, repetitionPenalty: 9, seed: 1.5, stop: ['', 'a', 'b', 'c', 'd', 'e'] };
    for (const [, wire, auth] of wires) {
      const { body } = await asked({ ...base, parameters }, { wire, auth });
      assert.equal(body['temperature'], wire === 'openai' ? 2 : 1);
    }
  });

  describe('a loop with tools, pictures and JSON', () => {
    const read = { id: 'call_1', name: 'read', arguments: '{"path":"a.ts"}' };
    const list = { id: 'call_2', name: 'list', arguments: '{}' };
    const thoughtBlocks = [
      { wire: 'anthropic', value: { type: 'thinking', thinking: 'Let me see.', signature: 'abc' } },
      { wire: 'anthropic', value: { type: 'redacted_thinking', data: 'xyz' } },
      { wire: 'openai', value: { type: 'reasoning.text', text: 'Let me see.', index: 0 } },
    ] as const;
    const loop: ChatRequest = {
      ...requestFor({ tools: true }),
      toolChoice: { name: 'read' },
      messages: [
        { role: 'user', text: 'Hello' },
        { role: 'assistant', text: 'Hello, world', toolCalls: [] },
        { role: 'user', text: 'What is in it?', images: [{ mediaType: 'image/png', base64: 'iVBORw0KGgo=' }] },
        { role: 'assistant', text: '', thought: 'Let me see.', thoughtBlocks, toolCalls: [read, list] },
        { role: 'tool', callId: 'call_1', text: 'export {};' },
        { role: 'tool', callId: 'call_2', text: '' },
      ],
    };

    for (const [name, wire, auth] of wires) {
      rule([13, 14], `is of the documented shape on the ${name} wire, with results in the order of the calls`, async () => {
        const { body } = await asked(loop, { wire, auth });
        const sent = JSON.stringify(body);
        assert.ok(sent.indexOf('export {};') > sent.indexOf('a.ts'));
        assert.ok(sent.includes('iVBORw0KGgo='));
        assert.ok(!sent.includes('"tool_calls":[]'));
      });

      rule([12], `gives thoughts back in the form of the ${name} wire, and only in that`, async () => {
        const sent = JSON.stringify((await asked(loop, { wire, auth })).body['messages']);
        assert.equal(sent.includes('"signature":"abc"') && sent.includes('"data":"xyz"'), wire === 'anthropic');
        assert.equal(sent.includes('reasoning.text'), wire === 'openai');
        assert.ok(!sent.includes('<think>'));
      });

      rule([3], `asks for JSON on the ${name} wire, by field while that is taken, and in words`, async () => {
        const schema = { type: 'object', required: ['answer'], properties: { answer: { type: 'string' } } };
        const format = { type: 'schema', name: 'Reply', schema } as const;
        const before = simulator.journal.length;
        const { turn, body } = await asked({ ...base, responseFormat: format }, { wire, auth });
        const text = turn.deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join('');
        if (wire === 'openai') {
          assert.equal(simulator.journal[before]!.status, 400, 'the schema was sent first');
          assert.equal(readJsonAnswer(text).ok, true, text);
        }
        assert.ok(JSON.stringify(body['messages'] ?? '').includes('JSON Schema') || String(body['system']).includes('JSON Schema'));
      });
    }

    rule([3], 'gets JSON mode by its field', async () => {
      const { turn, body } = await asked({ ...base, responseFormat: { type: 'json' } });
      assert.deepEqual(body['response_format'], { type: 'json_object' });
      assert.equal(readJsonAnswer(turn.deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join('')).ok, true);
    });
  });

  const lists: readonly (readonly [string, (response: ServerResponse, path: string) => void])[] = [
    ['as documented', (response) => response.end(JSON.stringify({ object: 'list', data: [{ id: 'a/b', object: 'model', created: 1, owned_by: 'a' }] }))],
    ['as a bare array', (response) => response.end(JSON.stringify(['a/b']))],
    ['under models', (response) => response.end(JSON.stringify({ models: [{ id: 'a/b' }] }))],
    ['at the other place', (response, path) => (path.endsWith('/v1/models') ? response.writeHead(404).end('<html></html>') : response.end(JSON.stringify({ data: [{ id: 'a/b' }] })))],
  ];
  for (const [label, answer] of lists) {
    rule([20], `a list of models ${label}`, async () => {
      server = await LocalServer.start((response, request) => {
        answer(response, request.url ?? '');
      });
      const found = await connect({ baseUrl: `${server.url}/api/v7/llm` }).listModels(never);
      assert.deepEqual(found.map(({ id }) => id), ['a/b']);
    });
  }

  rule([20], 'a list that is not there is told, and an empty one is empty', async () => {
    server = await LocalServer.start((response) => response.writeHead(404).end('<html></html>'));
    await assert.rejects(connect({ baseUrl: server.url }).listModels(never), (error) => isLatheError(error) && error.failure.code === 'endpoint-invalid');
    await server.stop();
    server = await LocalServer.start((response) => response.end('{"data":[]}'));
    assert.deepEqual(await connect({ baseUrl: server.url }).listModels(never), []);
  });

  rule([21], 'ids are found in any spelling, and sent in the one that was given', async () => {
    const models = await connect().listModels(never);
    for (const spelled of ['MiniMaxAI/MiniMax-M1-40k', 'minimaxai-minimax-m1-40k', 'MiniMaxAI/MiniMax-M1-40k-together']) {
      assert.equal(findModel(models, spelled)?.id, 'MiniMaxAI-MiniMax-M1-40k', spelled);
    }
    assert.equal(findModel(models, 'meta-llama-Llama-3.1-70B-Instruct')?.id, 'meta-llama/Llama-3.1-70B-Instruct');
    await turnOf(connect().stream({ ...base, model: 'MiniMaxAI/MiniMax-M1-40k' }, never));
    assert.equal((simulator.journal.at(-1)!.body as Record<string, unknown>)['model'], 'MiniMaxAI/MiniMax-M1-40k');
  });

  rule([23], 'tokens are counted where the endpoint counts, and not known where it does not', async () => {
    const count = await connect().countTokens(base, never);
    assert.ok(count !== undefined && count > 0);
    const nonsense: readonly (readonly [number, string])[] = [[404, ''], [405, ''], [501, ''], [200, '<html></html>'], [200, '{"status":"error","message":"no"}'], [200, '{"input_tokens":0}'], [200, '{"input_tokens":"many"}']];
    for (const [status, body] of nonsense) {
      server = await LocalServer.start((response) => response.writeHead(status).end(body));
      assert.equal(await connect({ baseUrl: server.url }).countTokens(base, never), undefined, `${status} ${body}`);
      await server.stop();
    }
    server = undefined;
  });

  rule([10, 17], 'an answer that is over ends, though the connection stays open', async () => {
    // Silence would be borne for an hour: what ends these answers is that they are over.
    const anHour = 3_600_000;
    const pieces = [says('Hello') + stop + done, says('Hello') + stop, tells('Hello') + endsWith('end_turn') + over, tells('Hello') + endsWith('end_turn')];
    const turns = pieces.map(async (bytes, index) => {
      const open = await LocalServer.start((response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).write(bytes));
      const asking = overSockets(open.url, index < 2 ? 'openai' : 'anthropic', 'bearer', anHour);
      try {
        return await turnOf(asking.model.stream(base, never));
      } finally {
        asking.dispose();
        await open.stop();
      }
    });
    for (const turn of await Promise.all(turns)) {
      assert.deepEqual(turn, { deltas: [{ type: 'text', text: 'Hello' }, { type: 'finish', reason: 'stop' }] });
    }
  });

  rule([25], 'second tries come before the first word, after the wait that was asked for', async () => {
    simulator.next('status-429');
    simulator.next('status-503');
    const told: Progress['type'][] = [];
    const before = simulator.journal.length;
    const turn = await turnOf(connect().stream(base, never, ({ type }) => told.push(type)));
    assert.equal(turn.failure, undefined);
    assert.equal(simulator.journal.length, before + 3);
    assert.equal(waits[0], 30_000);
    assert.equal(told.filter((type) => type === 'retrying').length, 2);
  });

  rule([25], 'no second try after the first word', async () => {
    const before = simulator.journal.length;
    for (const name of ['ends-cut', 'inside-site', 'thought-cut', 'ends-stalled'] as const) {
      simulator.next(name);
      assert.ok((await turnOf(connect().stream(base, never))).failure, name);
    }
    assert.equal(simulator.journal.length, before + 4);
  });

  rule([25], 'five requests at once, and a sixth waits for its place', async () => {
    const model = connect();
    const before = simulator.journal.length;
    simulator.next('ends-stalled-at-once', 5);
    const stop = new AbortController();
    const five = Array.from({ length: 5 }, () => turnOf(model.stream(base, stop.signal)).catch(() => undefined));
    await simulator.waitForRequest(({ index }) => index === before + 4);
    const told: Progress['type'][] = [];
    let leave: () => void = () => undefined;
    const queued = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const sixth = turnOf(
      model.stream(base, never, ({ type }) => {
        told.push(type);
        leave();
      }),
    );
    await queued;
    assert.deepEqual([told, simulator.journal.length], [['queued'], before + 5]);
    stop.abort(new Error('enough'));
    assert.equal((await sixth).failure, undefined);
    await Promise.all(five);
  });

  it('leaves no rule of docs/wire.md without a test', () => {
    const rows = new Set([...shown, ...contractNames.flatMap((name) => contract[name].rows)]);
    assert.deepEqual(
      Array.from({ length: 25 }, (_, index) => index + 1).filter((row) => !rows.has(row)),
      [],
    );
  });
});
