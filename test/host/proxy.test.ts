import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ModelDelta } from '../../src/core/model.ts';
import { isLatheError } from '../../src/core/errors.ts';
import { readNetworkSettings } from '../../src/host/networkSettings.ts';
import { createClient } from '../../src/node/client.ts';
import { ConnectProxy } from '../fakes/connectProxy.ts';
import { FakeLogger } from '../fakes/logger.ts';
import { FakeModelNotes } from '../fakes/modelNotes.ts';

const http = ['http.proxy', 'http.noProxy', 'http.proxyAuthorization', 'http.proxySupport'] as const;
type Setting = (typeof http)[number];

const set = (id: Setting, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);

// No name server knows it: whoever gets there has gone through the proxy.
const host = 'gateway.test';

describe("VS Code's own settings for the network", () => {
  const password = `Basic ${Buffer.from('ann:secret').toString('base64')}`;
  const port = new URL(process.env['LATHE_SIMULATOR'] ?? '').port;
  let proxy: ConnectProxy;
  beforeEach(async () => {
    proxy = await ConnectProxy.start(password);
    await set('http.proxy', `http://${proxy.host}`);
    await set('http.proxyAuthorization', password);
  });
  afterEach(async () => {
    for (const id of http) {
      await set(id, undefined);
    }
    await proxy.stop();
  });

  async function ask(): Promise<string> {
    const client = createClient({
      connect: () =>
        Promise.resolve({
          endpoint: {
            ...{ name: 'Test', baseUrl: `http://${host}:${port}/api/v7/llm`, wire: 'openai', auth: 'bearer', modelField: 'model' },
            ...{ chatPath: '/chat/completions', headers: {} },
          },
          key: 'simulator-key',
          idleTimeoutMs: 5000,
        }),
      notes: new FakeModelNotes(),
      network: readNetworkSettings,
      logger: new FakeLogger(),
      environment: {},
      sleep: () => Promise.resolve(),
    });
    const request = {
      ...{ model: 'MiniMaxAI-MiniMax-M1-40k', system: '', messages: [{ role: 'user', text: 'Hello' }] as const },
      parameters: { maxTokens: 400, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
    };
    const deltas: ModelDelta[] = [];
    try {
      for await (const delta of client.stream(request, new AbortController().signal)) {
        deltas.push(delta);
      }
    } finally {
      client.dispose();
    }
    return deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join('');
  }

  it('lead requests through the proxy, with its password', async () => {
    assert.match(await ask(), /simulated/i);
    assert.deepEqual(proxy.tunnels, [`${host}:${port}`]);
    assert.equal(proxy.authorizations.at(-1), password);
  });

  it('say when the proxy refuses the password', async () => {
    await set('http.proxyAuthorization', 'Basic d3Jvbmc=');
    await assert.rejects(ask(), (error) => isLatheError(error) && error.failure.code === 'proxy');
  });

  for (const [title, id, value] of [
    ['know hosts that the proxy is not for', 'http.noProxy', [host]],
    ['switch the proxy off', 'http.proxySupport', 'off'],
  ] as const) {
    it(title, async () => {
      await set(id, value);
      await assert.rejects(ask(), (error) => isLatheError(error) && error.failure.code === 'network');
      assert.deepEqual(proxy.tunnels, []);
    });
  }
});
