import assert from 'node:assert/strict';
import { isLatheError, type Failure } from '../../../src/core/errors.ts';
import type { ModelInfo } from '../../../src/core/models/modelInfo.ts';
import { TokenCounter } from '../../../src/llm/countTokens.ts';
import { listModels } from '../../../src/llm/models.ts';
import type { Transport, TransportRequest, TransportResponse } from '../../../src/llm/transport.ts';
import { bytes, modelsLab, request, secret } from './turn.ts';

const { signal } = new AbortController();
const connection = { endpoint: modelsLab, key: secret, idleTimeoutMs: 60_000 };
const base = modelsLab.baseUrl;

/** Answers by path, and records what was asked. */
class Server implements Transport {
  readonly requests: TransportRequest[] = [];

  constructor(private readonly answer: (path: string, request: TransportRequest) => readonly [number, unknown]) {}

  send(asked: TransportRequest): Promise<TransportResponse> {
    this.requests.push(asked);
    const [status, body] = this.answer(asked.url.slice(base.length), asked);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes(text);
    };
    return Promise.resolve({ status, headers: {}, body: pieces() });
  }
}

async function list(answer: (path: string, request: TransportRequest) => readonly [number, unknown]): Promise<readonly ModelInfo[] | Failure> {
  try {
    return await listModels(new Server(answer), connection, signal);
  } catch (error) {
    assert.ok(isLatheError(error));
    return error.failure;
  }
}

describe('listModels', () => {
  const shapes: readonly (readonly [string, unknown, readonly ModelInfo[]])[] = [
    ["ModelsLab's", { object: 'list', data: [{ id: 'a/b', object: 'model', created: 7, owned_by: 'a' }, { id: 'a/b' }, { id: 3 }, null] }, [{ id: 'a/b', createdAt: 7000, ownedBy: 'a' }]],
    ['a bare list of names', ['a', 'b', ''], [{ id: 'a' }, { id: 'b' }]],
    ['`models`, with nothing but names', { models: [{ name: 'llama' }] }, [{ id: 'llama' }]],
    ['an empty one', { data: [] }, []],
    [
      "OpenRouter's",
      {
        data: [
          {
            id: 'm',
            name: 'The M',
            context_length: 1_000_000,
            top_provider: { max_completion_tokens: 40_000 },
            pricing: { prompt: '0.0000004', completion: '0.0000022' },
            supported_parameters: ['tools'],
            architecture: { input_modalities: ['text', 'image'] },
          },
          { id: 'router', pricing: { prompt: '-1', completion: '-1' } },
        ],
      },
      [
        { id: 'm', name: 'The M', contextWindow: 1_000_000, maxOutput: 40_000, price: { input: 0.4, output: 2.2 }, parameters: ['tools'], modalities: ['text', 'image'] },
        { id: 'router' },
      ],
    ],
    ["vLLM's", { data: [{ id: 'v', max_model_len: 8192 }] }, [{ id: 'v', contextWindow: 8192 }]],
    ["llama.cpp's", { data: [{ id: 'l', meta: { n_ctx_train: 4096 } }] }, [{ id: 'l', contextWindow: 4096 }]],
    ["Together's", [{ id: 't', display_name: 'T', context_length: 10, pricing: { input: 0.5, output: 1 } }], [{ id: 't', name: 'T', contextWindow: 10, price: { input: 0.5, output: 1 } }]],
  ];
  for (const [label, body, models] of shapes) {
    it(`reads ${label}`, async () => {
      assert.deepEqual(await list(() => [200, body]), models);
    });
  }

  it('follows pages, and does not follow them for ever', async () => {
    const server = new Server((path) => [200, path.includes('after_id') ? { data: [{ id: 'b' }], has_more: false } : { data: [{ id: 'a' }], has_more: true, last_id: 'a' }]);
    assert.deepEqual(await listModels(server, connection, signal), [{ id: 'a' }, { id: 'b' }]);
    assert.deepEqual(server.requests.map(({ url }) => url.slice(base.length)), ['/v1/models', '/v1/models?after_id=a']);
    let page = 0;
    const endless = new Server(() => [200, { data: [{ id: 'a' }], has_more: true, last_id: String(++page) }]);
    await listModels(endless, connection, signal);
    assert.equal(endless.requests.length, 20);
  });

  it('asks at the other place when there is nothing, or a page', async () => {
    for (const missing of [[404, { error: { message: 'Not Found' } }], [405, ''], [200, '<!doctype html><p>hi'], [404, '<html>']] as const) {
      assert.deepEqual(await list((path) => (path === '/models' ? [200, { data: [{ id: 'a' }] }] : missing)), [{ id: 'a' }]);
    }
  });

  it('tries the header of the documents when a bearer token is refused, and tells the first refusal when that is refused too', async () => {
    assert.deepEqual(await list((_path, { headers }) => ('x-api-key' in headers ? [200, ['a']] : [401, { error: 'no' }])), [{ id: 'a' }]);
    const failure = await list(() => [401, { error: { message: `bad key ${secret}` } }]);
    assert.deepEqual(failure, { code: 'key-refused', retryable: false, detail: 'bad key [key]', status: 401 });
  });

  it('takes an error with HTTP 200 for one', async () => {
    assert.equal(((await list(() => [200, { status: 'error', message: 'Insufficient credits' }])) as Failure).code, 'credit');
  });
});

describe('TokenCounter', () => {
  it('asks with the question in the form of the messages API', async () => {
    const server = new Server(() => [200, { input_tokens: 12 }]);
    assert.equal(await new TokenCounter(server).count(connection, request, signal), 12);
    const [asked] = server.requests;
    assert.equal(asked?.url, `${base}/v1/messages/count_tokens`);
    assert.equal(asked.idleTimeoutMs, 5000);
    assert.deepEqual(JSON.parse(asked.body ?? ''), { model: request.model, messages: [{ role: 'user', content: 'Why?' }], system: 'Be brief.' });
  });

  it('knows nothing where the endpoint does not count, and does not ask it again', async () => {
    for (const answer of [[404, ''], [405, ''], [501, ''], [200, '<html>']] as const) {
      const server = new Server(() => answer);
      const counter = new TokenCounter(server);
      assert.equal(await counter.count(connection, request, signal), undefined);
      assert.equal(await counter.count(connection, request, signal), undefined);
      assert.equal(server.requests.length, 1);
    }
  });

  it('knows nothing after nonsense or a passing failure, and asks again', async () => {
    for (const answer of [[200, { input_tokens: 0 }], [200, { input_tokens: 'many' }], [200, { status: 'error', message: 'x' }], [503, '']] as const) {
      const server = new Server(() => answer);
      const counter = new TokenCounter(server);
      await counter.count(connection, request, signal);
      assert.equal(await counter.count(connection, request, signal), undefined);
      assert.equal(server.requests.length, 2);
    }
  });
});
