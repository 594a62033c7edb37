import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { errorCodes } from '../../src/core/errors.ts';
import { describeFailure } from '../../src/host/errorText.ts';
import { onSettingsChanged, readSettings } from '../../src/host/settings.ts';
import type { SettingId } from '../../src/ids.ts';

const set = (id: SettingId, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);

describe('settings', () => {
  const changed: SettingId[] = ['lathe.endpoint', 'lathe.endpoints', 'lathe.temperature', 'lathe.maxTokens', 'lathe.model'];
  const before = new Map<SettingId, unknown>();
  beforeEach(() => {
    for (const id of changed) {
      before.set(id, vscode.workspace.getConfiguration().inspect(id)?.globalValue);
    }
  });
  afterEach(async () => {
    for (const id of changed) {
      await set(id, before.get(id));
    }
  });

  it('lay an entry over the built-in endpoint of its name', async () => {
    await set('lathe.endpoint', 'ModelsLab');
    await set('lathe.endpoints', { ModelsLab: { baseUrl: 'http://127.0.0.1:9/api/v7/llm/chat/completions/' } });
    const { endpoint, problem } = readSettings();
    assert.equal(problem, '');
    assert.equal(endpoint?.baseUrl, 'http://127.0.0.1:9/api/v7/llm');
    assert.equal(endpoint.chatPath, '/chat/completions');
    assert.equal(endpoint.keyVariable, 'MODELSLAB_API_KEY');
  });

  const unusable: readonly (readonly [string, string, unknown, RegExp])[] = [
    ['an endpoint of no known name', 'Nowhere', {}, /Nowhere.*lathe\.endpoints/],
    ['an address that is none', 'Mine', { Mine: { baseUrl: 'http=//127.0.0.1:8012' } }, /Mine.*http=/],
    ['a missing address', 'Mine', { Mine: { wire: 'openai' } }, /Mine/],
    ['an unknown wire', 'Mine', { Mine: { baseUrl: 'http://a.example', wire: 'soap' } }, /Mine > wire/],
  ];
  for (const [name, endpoint, endpoints, expected] of unusable) {
    it(`are refused with the name of the fault: ${name}`, async () => {
      await set('lathe.endpoints', endpoints);
      await set('lathe.endpoint', endpoint);
      const read = readSettings();
      assert.equal(read.endpoint, undefined);
      assert.match(read.problem, expected);
    });
  }

  it('are clamped to what the wire allows', async () => {
    await set('lathe.temperature', 9);
    await set('lathe.maxTokens', -4);
    const { parameters } = readSettings();
    assert.equal(parameters.temperature, 2);
    assert.equal(parameters.maxTokens, 1);
  });

  it('ask for the whole thinking budget of MiniMax M1, unless the person says otherwise', async () => {
    assert.equal(readSettings().parameters.maxTokens, 40_000);
    await set('lathe.model', 'some-other-model');
    assert.equal(readSettings().parameters.maxTokens, 16_384);
  });

  it('tell when they change', async () => {
    const told = new Promise<void>((resolve) => {
      const subscription = onSettingsChanged(() => {
        subscription.dispose();
        resolve();
      });
    });
    await set('lathe.temperature', 0.1);
    await told;
    assert.equal(readSettings().parameters.temperature, 0.1);
  });
});

describe('failures in words', () => {
  for (const code of errorCodes) {
    it(`has a sentence and a next step for ${code}`, () => {
      const shown = describeFailure({ code, retryable: true }, 'ModelsLab');
      assert.match(shown.message, /^[A-Z].*\.$/);
      assert.ok(shown.actions.length > 0);
    });
  }
});
