// Servers that nobody here wrote.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { LLMock } from '@copilotkit/aimock';
import { onPath } from '../../../../scripts/workbench/onPath.mjs';
import { turnOf } from '../turn.ts';
import { asOutcome, overSockets, requestFor, wires } from './asking.ts';

const never = new AbortController().signal;
const request = { ...requestFor(), messages: [{ role: 'user', text: 'Hello there' }] } as const;

describe("CopilotKit's aimock", () => {
  let mock: LLMock;
  before(async () => {
    mock = new LLMock({ port: 0, logLevel: 'silent', chunkSize: 5 });
    await mock.start();
  });
  after(() => mock.stop());
  beforeEach(() => {
    mock.clearFixtures();
  });

  for (const [wire, format, auth] of wires) {
    describe(`on the ${wire} wire`, () => {
      // Its paths are those of the two companies: both below /v1, where a base for messages ends before it.
      const base = (): string => (format === 'openai' ? `${mock.url}/v1` : mock.url);
      const ask = async (offered = false) => {
        const client = overSockets(base(), format, auth, 2000);
        try {
          return asOutcome(await turnOf(client.model.stream({ ...request, ...(offered ? { tools: requestFor({ tools: true }).tools! } : {}) }, never)), {
            end: { finish: 'stop' },
          });
        } finally {
          client.dispose();
        }
      };

      it('chats', async () => {
        mock.onMessage('Hello', { content: 'Grüße, 日本 👩‍💻', reasoning: 'Let me see.' });
        const { usage, ...outcome } = await ask();
        assert.deepEqual(outcome, { thought: 'Let me see.', text: 'Grüße, 日本 👩‍💻', end: { finish: 'stop' } });
        assert.ok(format === 'openai' || usage);
      });

      it('calls tools', async () => {
        mock.onMessage('Hello', { toolCalls: [{ name: 'read', arguments: '{"path":"a.ts"}' }, { name: 'list', arguments: '{}' }] });
        const { calls, end } = await ask(true);
        assert.deepEqual(calls, [{ name: 'read', arguments: '{"path":"a.ts"}' }, { name: 'list', arguments: '{}' }]);
        assert.deepEqual(end, { finish: 'tool-calls' });
      });

      it('says that it is busy', async () => {
        mock.nextRequestError(429, { message: 'Slow down', type: 'rate_limit_error' });
        const { end } = await ask();
        assert.ok('fails' in end && end.fails === 'rate-limited' && end.status === 429 && end.detail === 'Slow down', JSON.stringify(end));
      });

      it('leaves in mid-answer', async () => {
        mock.onMessage('Hello', { content: 'One two three four five six' }, { chunkSize: 4, latency: 5, truncateAfterChunks: 5 });
        const { text, end } = await ask();
        assert.ok(text !== undefined && text !== '' && 'One two three four five six'.startsWith(text), text);
        assert.ok('fails' in end && end.fails === 'cut-off', JSON.stringify(end));
      });
    });
  }
});

/** A model file for llama.cpp; there is none in the repository. */
const llamaModel = process.env['LATHE_LLAMA_MODEL'] ?? '';
const llamaServer = onPath('llama-server');

describe("llama.cpp's llama-server", () => {
  if (llamaServer === undefined || !existsSync(llamaModel)) {
    console.log('llama-server is not tried: it needs to be on the PATH, and LATHE_LLAMA_MODEL to name a .gguf file.');
    return;
  }
  let server: ChildProcess;
  let origin = '';
  before(async function () {
    this.timeout(120_000);
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    // Under ModelsLab's own path, as a relay would have it.
    const prefix = ['--api-prefix', '/api/v7/llm'];
    server = spawn(llamaServer, ['--model', llamaModel, '--host', '127.0.0.1', '--port', String(port), '--ctx-size', '2048', ...prefix], { stdio: 'ignore' });
    for (let answered = false; !answered && server.exitCode === null; ) {
      answered = await fetch(`${origin}/api/v7/llm/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      // Loading has no event to wait for.
      await setTimeout(100);
    }
  });
  after(() => {
    server.kill();
  });

  for (const [wire, format, auth] of wires) {
    it(`chats on the ${wire} wire`, async () => {
      const client = overSockets(`${origin}/api/v7/llm`, format, auth, 60_000);
      try {
        const { end, text = '', thought = '' } = asOutcome(
          await turnOf(client.model.stream({ ...request, parameters: { ...request.parameters, maxTokens: 16 } }, never)),
          { end: { finish: 'stop' } },
        );
        assert.ok('finish' in end && text + thought !== '', JSON.stringify(end));
      } finally {
        client.dispose();
      }
    }).timeout(120_000);
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
