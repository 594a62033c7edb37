import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inspect, isDeepStrictEqual } from 'node:util';
import type { ServerResponse } from 'node:http';
import type { Connection, Endpoint } from '../../../src/core/endpoint.ts';
import { isLatheError } from '../../../src/core/errors.ts';
import type { Disposable } from '../../../src/core/lifecycle.ts';
import type { ChatModel, ModelDelta } from '../../../src/core/model.ts';
import { defaultNetwork } from '../../../src/core/network.ts';
import { createClient } from '../../../src/node/client.ts';
import { FakeLogger } from '../../fakes/logger.ts';
import { FakeModelNotes } from '../../fakes/modelNotes.ts';
import { modelsLab, request, secret, text, thought, turnOf, type Turn } from '../llm/turn.ts';
import { LocalServer, chunk, done, finished } from './localServer.ts';

const stopped: ModelDelta = { type: 'finish', reason: 'stop' };

describe('createClient, over a real connection', () => {
  let server: LocalServer | undefined;
  let client: (ChatModel & Disposable) | undefined;
  let abort: AbortController;

  beforeEach(() => {
    abort = new AbortController();
  });

  afterEach(async () => {
    assert.equal(getEventListeners(abort.signal, 'abort').length, 0, 'a listener was left on the signal');
    client?.dispose();
    await server?.stop();
    client = undefined;
    server = undefined;
  });

  function connectTo(url: string, idleTimeoutMs: number, endpoint: Partial<Endpoint>): ChatModel {
    const connection: Connection = { endpoint: { ...modelsLab, baseUrl: url, ...endpoint }, key: secret, idleTimeoutMs };
    client ??= createClient({
      connect: () => Promise.resolve(connection),
      notes: new FakeModelNotes(),
      network: () => defaultNetwork,
      logger: new FakeLogger(),
      sleep: () => Promise.resolve(),
    });
    return client;
  }

  async function start(
    handler: (response: ServerResponse) => void,
    idleTimeoutMs = 5000,
    endpoint: Partial<Endpoint> = {},
  ): Promise<AsyncIterable<ModelDelta>> {
    server = await LocalServer.start(handler);
    return connectTo(server.url, idleTimeoutMs, endpoint).stream(request, abort.signal);
  }

  async function turn(...args: Parameters<typeof start>): Promise<Turn> {
    return turnOf(await start(...args));
  }

  function stream(response: ServerResponse): ServerResponse {
    return response.writeHead(200, { 'content-type': 'text/event-stream' });
  }

  it('finishes, and says what it is', async () => {
    const { deltas } = await turn((response) => stream(response).end(chunk('a') + chunk('b') + finished + done));
    assert.deepEqual(deltas, [text('ab'), stopped]);
    const { headers, body } = server!.requests[0]!;
    assert.equal(headers['user-agent'], 'Lathe');
    assert.equal(headers.accept, 'text/event-stream');
    assert.equal(headers.authorization, `Bearer ${secret}`);
    assert.equal((JSON.parse(body) as { stream: boolean }).stream, true);
  });

  it('finishes on the anthropic wire', async () => {
    const events = [
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'a' } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' } },
      { type: 'message_stop' },
    ];
    const source = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
    const { deltas } = await turn((response) => stream(response).end(source), 5000, { wire: 'anthropic', auth: 'x-api-key' });
    assert.deepEqual(deltas, [text('a'), stopped]);
    assert.equal(server!.requests[0]!.headers['x-api-key'], secret);
  });

  it('uses connections again', async () => {
    const answer = (response: ServerResponse): void => {
      stream(response).write(chunk('a') + finished + done);
      setImmediate(() => response.end());
    };
    await turn(answer);
    for (let more = 0; more < 3; more++) {
      await turnOf(client!.stream(request, abort.signal));
    }
    // Two, not one: undici takes a connection back a moment after the answer's end, when the next request is on its way.
    assert.ok(new Set(server!.requests.map(({ port }) => port)).size <= 2);
  });

  it('gives each piece when it comes, not at the end', async () => {
    let answer: ServerResponse | undefined;
    const deltas = await start((response) => {
      answer = response;
      stream(response).write(chunk('a'));
    });
    const got: ModelDelta[] = [];
    for await (const delta of deltas) {
      got.push(delta);
      // The second piece is written only after the first has been read.
      if (got.length === 1) {
        answer!.end(chunk('b') + finished + done);
      }
    }
    assert.deepEqual(got, [text('a'), text('b'), stopped]);
  });

  for (const [label, first] of [['a piece', chunk('a')], ['the head', undefined]] as const) {
    it(`does not take ${label} that waits in the socket for silence, when the process itself was held up`, async () => {
      const idleMs = 400;
      const answer = (response: ServerResponse): void => {
        open = response;
        response.write(chunk('b'));
        // Longer than the silence that is borne; the bytes are with the system by then, and nobody has looked.
        setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * idleMs));
      };
      let open: ServerResponse | undefined;
      const deltas = await start((response) => {
        stream(response);
        if (first === undefined) {
          answer(response);
        } else {
          open = response;
          response.write(first);
        }
      }, idleMs);
      const [before, last] = [text('a'), text('b')];
      const got: ModelDelta[] = [];
      for await (const delta of deltas) {
        got.push(delta);
        if (isDeepStrictEqual(delta, before)) {
          answer(open!);
        } else if (isDeepStrictEqual(delta, last)) {
          open!.end(finished + done);
        }
      }
      assert.deepEqual(got, [...(first === undefined ? [] : [before]), last, stopped]);
    });
  }

  it('closes the connection on an abort after two pieces, which came in one read and are one delta', async () => {
    const deltas = await start((response) => stream(response).write(chunk('a') + chunk('b')));
    const got: ModelDelta[] = [];
    const reason = new Error('stop');
    await assert.rejects(
      async () => {
        for await (const delta of deltas) {
          got.push(delta);
          if (got.length === 1) {
            abort.abort(reason);
          }
        }
      },
      (error) => error === reason,
    );
    assert.deepEqual(got, [text('ab')]);
    await server!.closed;
  });

  it('closes the connection on an abort before the head', async () => {
    const deltas = await start(() => {
      abort.abort();
    });
    await assert.rejects(async () => {
      for await (const delta of deltas) {
        assert.fail(`a delta: ${delta.type}`);
      }
    });
    assert.equal(abort.signal.aborted, true);
    await server!.closed;
  });

  it('closes the connection when the loop is left', async () => {
    for await (const delta of await start((response) => stream(response).write(chunk('a') + chunk('b')))) {
      assert.deepEqual(delta, text('ab'));
      break;
    }
    assert.equal(getEventListeners(abort.signal, 'abort').length, 0);
    await server!.closed;
  });

  it('tells a cut connection from an end, and keeps what came', async () => {
    const { deltas, failure } = await turn((response) => {
      stream(response).write(chunk('half'), () => response.socket?.destroy());
    });
    assert.deepEqual([deltas, failure?.code, failure?.retryable], [[text('half')], 'cut-off', true]);
  });

  it('tells an early end from an end', async () => {
    const { deltas, failure } = await turn((response) => stream(response).end(chunk('half')));
    assert.deepEqual([deltas, failure?.code], [[text('half')], 'cut-off']);
  });

  it('loses nothing to a reader who is slower than the break', async () => {
    let answer: ServerResponse | undefined;
    const deltas = await start((response) => {
      answer = response;
      stream(response).write(chunk('a'));
    });
    const got: ModelDelta[] = [];
    await assert.rejects(
      async () => {
        for await (const delta of deltas) {
          got.push(delta);
          if (got.length === 1) {
            answer!.write(chunk('b'), () => answer!.socket?.destroy());
            await server!.closed;
            await turnsOfTheLoop();
          }
        }
      },
      (error) => isLatheError(error) && error.failure.code === 'cut-off',
    );
    assert.deepEqual(got, [text('a'), text('b')]);
  });

  it('needs no end marker, nor an end', async () => {
    const { deltas } = await turn((response) => stream(response).end(chunk('a') + finished));
    assert.deepEqual(deltas, [text('a'), stopped]);
  });

  it('does not wait for an end after the end marker, and closes the connection', async () => {
    const { deltas } = await turn((response) => stream(response).write(chunk('a') + finished + done));
    assert.deepEqual(deltas, [text('a'), stopped]);
    await server!.closed;
  });

  for (const [label, status, headers, body, expected] of [
    ['401', 401, {}, '{"status":"error","message":"Invalid API key"}', { code: 'key-refused', retryable: false, detail: 'Invalid API key', status: 401 }],
    ['429 with a hint in the body', 429, {}, '{"status":"error","message":"Rate limit exceeded.","retry_after":30}', { code: 'rate-limited', retryable: true, detail: 'Rate limit exceeded.', status: 429, retryAfterMs: 30_000 }],
    ['429 with a hint in the head', 429, { 'Retry-After': '7' }, '{"error":{"message":"Slow down"}}', { code: 'rate-limited', retryable: true, detail: 'Slow down', status: 429, retryAfterMs: 7000 }],
    ['502 with a page', 502, { 'content-type': 'text/html' }, '<html><body>Bad gateway</body></html>', { code: 'unavailable', retryable: true, status: 502 }],
    ['200 with an error', 200, { 'content-type': 'application/json' }, '{"status":"error","message":"Insufficient credits"}', { code: 'credit', retryable: false, detail: 'Insufficient credits' }],
  ] as const) {
    it(`fails on ${label}`, async () => {
      assert.deepEqual(await turn((response) => response.writeHead(status, headers).end(body)), { deltas: [], failure: expected });
    });
  }

  it('fails on an error in mid-stream, with the words before it', async () => {
    const { deltas, failure } = await turn((response) =>
      stream(response).write(`${chunk('so far')}data: {"status":"error","message":"Server error"}\n\n${done}`),
    );
    assert.deepEqual([deltas, failure?.code], [[text('so far')], 'unavailable']);
    await server!.closed;
  });

  it('is stalled by silence in mid-stream, and closes the connection', async () => {
    const { deltas, failure } = await turn((response) => stream(response).write(chunk('a')), 250);
    assert.deepEqual([deltas, failure], [[text('a')], { code: 'stalled', retryable: true }]);
    await server!.closed;
  });

  it('is stalled by silence before the head, and closes the connection', async () => {
    const { deltas, failure } = await turn(() => undefined, 250);
    assert.deepEqual([deltas, failure], [[], { code: 'stalled', retryable: true }]);
    await server!.closed;
  });

  it('takes comments for life', async () => {
    const { deltas } = await turn((response) => {
      stream(response);
      let left = 20;
      const timer = setInterval(() => {
        if (left-- > 0) {
          response.write(': thinking\n\n');
        } else {
          clearInterval(timer);
          response.end(chunk('a') + finished);
        }
      }, 30);
    }, 400);
    assert.deepEqual(deltas, [text('a'), stopped]);
  });

  it('does not count the time of its own reader as silence', async () => {
    let answer: ServerResponse | undefined;
    const idleTimeoutMs = 200;
    const deltas = await start((response) => {
      answer = response;
      stream(response).write(chunk('a'));
    }, idleTimeoutMs);
    const got: ModelDelta[] = [];
    for await (const delta of deltas) {
      got.push(delta);
      if (got.length === 1) {
        // The time itself is what is tested.
        await new Promise((resolve) => setTimeout(resolve, 2 * idleTimeoutMs));
        answer!.end(chunk('b') + finished + done);
      }
    }
    assert.deepEqual(got, [text('a'), text('b'), stopped]);
  });

  it('takes JSON for an answer to a stream request', async () => {
    const body = JSON.stringify({ choices: [{ message: { content: 'whole' }, finish_reason: 'stop' }] });
    const { deltas } = await turn((response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
    assert.deepEqual(deltas, [text('whole'), stopped]);
  });

  it('joins characters and tags that were cut between packets', async () => {
    const whole = Buffer.from(chunk('<thi') + chunk('nk>hm</thin') + chunk('k>日本') + finished + done);
    const cut = whole.indexOf(Buffer.from('本')) + 1;
    const { deltas } = await turn((response) => {
      stream(response).write(whole.subarray(0, cut));
      setImmediate(() => response.end(whole.subarray(cut)));
    });
    assert.deepEqual(deltas, [thought('hm'), text('日本'), stopped]);
  });

  it('fails as the network does when nobody listens', async () => {
    server = await LocalServer.start(() => undefined);
    const { url } = server;
    await server.stop();
    server = undefined;
    const { failure } = await turnOf(connectTo(url, 5000, {}).stream(request, abort.signal));
    assert.deepEqual([failure?.code, failure?.retryable], ['network', true]);
    assert.match(failure?.detail ?? '', /ECONNREFUSED/);
  });

  it('fails as the network does when what answers speaks no HTTP', async () => {
    const other = createServer((socket) => socket.end(`garbage ${secret}\r\n\r\n`)).listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => other.once('listening', resolve));
      const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
      const caught = await errorOf(connectTo(url, 5000, {}).stream(request, abort.signal));
      assert.ok(isLatheError(caught));
      assert.equal(caught.failure.code, 'network');
      assert.equal(revealed(caught).includes(secret), false);
    } finally {
      other.close();
    }
  });

  it('fails as the network does when it is disposed in mid-answer, and after', async () => {
    const { failure } = await turn((response) => {
      stream(response).write(chunk('a'), () => {
        client?.dispose();
      });
    });
    assert.ok(failure?.code === 'cut-off' || failure?.code === 'network', failure?.code);
    const later = await turnOf(client!.stream(request, abort.signal));
    assert.equal(later.failure?.code, 'network');
  });

  it('cannot send a header with a line end in it', async () => {
    const { failure } = await turn(() => undefined, 5000, { headers: { 'x-a': 'b\r\nc: d' } });
    assert.equal(failure?.code, 'endpoint-invalid');
  });

  for (const [label, status, body] of [
    ['a refusal', 401, `{"error":{"message":"No such key: ${secret}"}}`],
    ['a page', 500, `<html>${secret}</html>`],
    ['plain words', 400, `key=${encodeURIComponent(secret)}`],
    ['a failure with 200', 200, JSON.stringify({ status: 'error', message: `Invalid key ${secret}` })],
    ['a stream', 200, `data: {"error":"Invalid key ${secret}"}\n\n`],
    ['garbage', 200, `data: {"half ${secret}\n\n`],
    ['words with 200', 200, `Invalid key ${secret}`],
  ] as const) {
    it(`keeps the key out of its error when ${label} echoes it`, async () => {
      const caught = await errorOf(await start((response) => response.writeHead(status).end(body)));
      assert.ok(isLatheError(caught));
      assert.equal(server!.requests[0]!.headers.authorization, `Bearer ${secret}`);
      for (const form of [secret, encodeURIComponent(secret)]) {
        assert.equal(revealed(caught).includes(form), false);
      }
    });
  }
});

/** Time for this side to notice what is on its sockets already. */
async function turnsOfTheLoop(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function errorOf(deltas: AsyncIterable<ModelDelta>): Promise<unknown> {
  try {
    for await (const delta of deltas) {
      assert.fail(`a delta: ${delta.type}`);
    }
  } catch (error) {
    return error;
  }
  return undefined;
}

/** All that a log or a page could make of an error: its fields, its stack, its causes. */
function revealed(error: unknown): string {
  return inspect(error, { depth: Infinity, showHidden: true }) + JSON.stringify(error);
}
