import assert from 'node:assert/strict';
import type { CheckResult, CheckStep } from '../../../../src/core/check.ts';
import { checkSteps } from '../../../../src/core/check.ts';
import type { Endpoint } from '../../../../src/core/endpoint.ts';
import { LatheError } from '../../../../src/core/errors.ts';
import { LlmClient } from '../../../../src/llm/client.ts';
import { checkConnection } from '../../../../src/llm/doctor/doctor.ts';
import type { NetworkProbe } from '../../../../src/llm/networkProbe.ts';
import type { Transport, TransportRequest } from '../../../../src/llm/transport.ts';
import { FakeLogger } from '../../../fakes/logger.ts';
import { bytes, modelsLab, secret } from '../turn.ts';

const model = 'MiniMaxAI-MiniMax-M1-40k';
const base = modelsLab.baseUrl;

type Reply = readonly [number, unknown];

/** An endpoint that works, in the forms that the documents describe. */
function good(request: TransportRequest): Reply {
  const path = request.url.slice(base.length);
  const body = JSON.parse(request.body ?? '{}') as Readonly<Record<string, unknown>>;
  if (path === '/v1/models') {
    return [200, { data: [{ id: model }, { id: 'other' }] }];
  }
  if (path === '/v1/messages/count_tokens') {
    return [200, { input_tokens: 3 }];
  }
  if (body['messages'] === undefined) {
    return path === '/chat/completions' || path === '/v1/messages' ? [400, { error: { message: 'messages is required' } }] : [404, { error: { message: 'Not Found' } }];
  }
  if (path === '/v1/messages') {
    return [200, { type: 'message', content: [{ type: 'text', text: 'Hi' }], stop_reason: 'end_turn' }];
  }
  if (path !== '/chat/completions') {
    return [404, '<!doctype html>'];
  }
  const call = { id: 'c', type: 'function', function: { name: 'get_time', arguments: '{"city":"Paris"}' } };
  const content = body['response_format'] ? '{"ok": true}' : '<think>hm</think>Hi';
  return [200, { choices: [{ message: body['tools'] ? { content: null, tool_calls: [call] } : { content }, finish_reason: 'stop' }] }];
}

const probe: NetworkProbe = {
  resolve: () => Promise.resolve(['192.0.2.1']),
  route: () => ({ via: 'direct', proxy: '', proxySource: '' }),
  certificates: () => Promise.resolve({ protocol: 'TLSv1.3', chain: [{ subject: 'example.test', issuer: 'CA', validTo: 7 }] }),
};

async function check(
  answer: (request: TransportRequest) => Reply,
  { endpoint = {}, key = secret, network = probe }: { endpoint?: Partial<Endpoint>; key?: string; network?: NetworkProbe } = {},
): Promise<{ results: ReadonlyMap<CheckStep, CheckResult>; requests: readonly TransportRequest[]; raw: string }> {
  const requests: TransportRequest[] = [];
  const transport: Transport = {
    send: (request) => {
      requests.push(request);
      const [status, body] = answer(request);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
      const pieces = async function* (): AsyncGenerator<Uint8Array> {
        yield bytes(text);
      };
      return Promise.resolve({ status, headers: {}, body: pieces() });
    },
  };
  const client = new LlmClient(transport, () => Promise.reject(new Error('not asked')), new FakeLogger());
  const connection = { endpoint: { ...modelsLab, ...endpoint }, key: key === '' ? undefined : key, idleTimeoutMs: 5000 };
  const results = new Map<CheckStep, CheckResult>();
  const events: unknown[] = [];
  let last: CheckStep | undefined;
  const deps = { transport, probe: network, now: () => 0, exchange: client.exchange.bind(client) };
  for await (const event of checkConnection(deps, { connection, model }, new AbortController().signal)) {
    events.push(event);
    if (event.type === 'begun') {
      last = event.step;
    } else {
      assert.ok(event.result.step === last || event.result.outcome === 'skipped', `${event.result.step} ends before it begins`);
      assert.ok(!results.has(event.result.step), `${event.result.step} ends twice`);
      results.set(event.result.step, event.result);
    }
  }
  assert.deepEqual([...results.keys()], [...checkSteps], 'every step is told, in order');
  return { results, requests, raw: JSON.stringify(events) };
}

describe('the connection check', () => {
  it('finds nothing wrong with a good endpoint, and asks little', async () => {
    const { results, requests } = await check(good);
    assert.deepEqual([...results.values()].map(({ outcome }) => outcome), checkSteps.map(() => 'ok'));
    assert.deepEqual(results.get('chat')?.facts, { own: true, ms: 0, thought: true });
    assert.deepEqual(results.get('models')?.facts, { count: 2, model, listed: true });
    assert.equal(requests.length, 7);
  });

  it('needs a key, and still finds the way and the address without one', async () => {
    const { results, requests } = await check((request) => (request.headers['authorization'] ? good(request) : [401, { error: 'API key required' }]), { key: '' });
    assert.deepEqual(results.get('key')?.fix, { type: 'setKey' });
    assert.equal(results.get('address')?.outcome, 'ok');
    assert.equal(results.get('auth')?.outcome, 'skipped');
    assert.equal(requests.length, 1);
  });

  it('finds the form in which the key is taken, and goes on with it', async () => {
    const { results, requests } = await check((request) => {
      const body = JSON.parse(request.body ?? '{}') as { messages?: unknown };
      return 'x-api-key' in request.headers || (request.method === 'POST' && body.messages === undefined) ? good(request) : [401, { error: { message: `Invalid API key ${secret}` } }];
    });
    assert.deepEqual(results.get('auth')?.fix, { type: 'auth', auth: 'x-api-key' });
    assert.equal(results.get('chat')?.outcome, 'ok');
    assert.ok(requests.every(({ url }) => url.startsWith(base)));
  });

  it('says when the key is refused in every form, and never repeats it', async () => {
    const { results, raw } = await check((request) => (request.method === 'POST' && !request.body?.includes('messages') ? good(request) : [401, { error: `no such key: ${secret}` }]));
    assert.deepEqual([results.get('auth')?.outcome, results.get('auth')?.fix], ['failed', { type: 'setKey' }]);
    assert.equal(results.get('chat')?.outcome, 'skipped');
    assert.ok(!raw.includes(secret));
  });

  it('finds the path of chat completions', async () => {
    const { results } = await check(good, { endpoint: { chatPath: '/v1/chat/completions' } });
    assert.deepEqual(results.get('address')?.fix, { type: 'address', baseUrl: base, chatPath: '/chat/completions' });
    assert.equal(results.get('chat')?.outcome, 'ok');
  });

  it('says that there is no API at the address', async () => {
    const { results, requests } = await check(() => [200, '<!doctype html><title>Welcome</title>']);
    assert.deepEqual([results.get('address')?.outcome, results.get('address')?.failure?.code], ['failed', 'endpoint-invalid']);
    assert.equal(results.get('countTokens')?.outcome, 'skipped');
    assert.equal(requests.length, 2);
  });

  it('offers the other API when only that one answers', async () => {
    const { results } = await check((request) => {
      const body = JSON.parse(request.body ?? '{}') as { messages?: unknown };
      return request.url.endsWith('/chat/completions') && body.messages !== undefined ? [404, '<html>'] : good(request);
    });
    assert.deepEqual([results.get('chat')?.outcome, results.get('chat')?.fix], ['failed', { type: 'wire', wire: 'anthropic' }]);
    assert.equal(results.get('messages')?.outcome, 'ok');
    assert.equal(results.get('tools')?.outcome, 'skipped');
  });

  it('takes an endpoint without the other API, a list, tools, JSON and counts for one that works', async () => {
    const { results } = await check((request) => {
      const body = JSON.parse(request.body ?? '{}') as { tools?: unknown; response_format?: unknown };
      if (!request.url.endsWith('/chat/completions')) {
        return [404, 'not found'];
      }
      return body.tools ?? body.response_format ? [400, { error: { message: 'unsupported' } }] : good(request);
    });
    const warned = ['models', 'messages', 'tools', 'json', 'countTokens'];
    for (const step of checkSteps) {
      assert.equal(results.get(step)?.outcome, warned.includes(step) ? 'warning' : 'ok', step);
    }
  });

  it('offers to choose another model when this one is not served', async () => {
    const { results } = await check((request) => {
      const body = JSON.parse(request.body ?? '{}') as { messages?: unknown };
      return body.messages === undefined ? good(request) : [200, { status: 'error', message: `Model not found: ${model}` }];
    });
    assert.deepEqual([results.get('chat')?.failure?.code, results.get('chat')?.fix], ['model-unavailable', { type: 'model' }]);
  });

  it('tells what is wrong below HTTP', async () => {
    const { results } = await check(good, {
      network: { ...probe, certificates: () => Promise.reject(new LatheError({ code: 'certificate', retryable: false, detail: 'CERT_HAS_EXPIRED' })) },
    });
    assert.deepEqual([results.get('tls')?.outcome, results.get('tls')?.failure?.code], ['failed', 'certificate']);
    const proxied = await check(good, { network: { ...probe, route: () => ({ via: 'proxy', proxy: 'http://p:1', proxySource: 'http.proxy' }) } });
    assert.deepEqual(proxied.results.get('proxy')?.facts, { via: 'proxy', proxy: 'http://p:1', source: 'http.proxy' });
    assert.equal(proxied.results.get('dns')?.outcome, 'skipped');
  });
});
