import assert from 'node:assert/strict';
import type { Memento, SecretStorage } from 'vscode';
import { builtInEndpoints, type EndpointProfile } from '../../../src/core/endpoints.ts';
import { KeyStore } from '../../../src/host/secrets.ts';

class FakeSecrets implements Pick<SecretStorage, 'get' | 'store' | 'delete'> {
  readonly kept = new Map<string, string>();
  broken = false;
  locked = false;

  get(id: string): Promise<string | undefined> {
    if (this.locked) {
      return Promise.reject(new Error('the keyring is locked'));
    }
    return Promise.resolve(this.kept.get(id));
  }

  store(id: string, value: string): Promise<void> {
    if (!this.broken) {
      this.kept.set(id, value);
    }
    return Promise.resolve();
  }

  delete(id: string): Promise<void> {
    this.kept.delete(id);
    return Promise.resolve();
  }
}

class FakeMemento {
  readonly kept = new Map<string, unknown>();

  get(id: string): unknown {
    return this.kept.get(id);
  }

  update(id: string, value: unknown): Promise<void> {
    this.kept.set(id, value);
    return Promise.resolve();
  }
}

const home = builtInEndpoints.find(({ name }) => name === 'ModelsLab')!;
const moved: EndpointProfile = { ...home, baseUrl: 'https://elsewhere.example/llm' };
const key = 'k-123456789';

function setUp(environment: Readonly<Record<string, string>> = {}) {
  const secrets = new FakeSecrets();
  const marks = new FakeMemento();
  const keys = new KeyStore(secrets as unknown as SecretStorage, marks as unknown as Memento, (name) => environment[name]);
  return { secrets, marks, keys };
}

describe('the key store', () => {
  it('gives back what it was given, and says where it is', async () => {
    const { keys } = setUp();
    assert.equal(await keys.state(home), 'missing');
    await keys.store(home, key);
    assert.equal(await keys.find(home), key);
    assert.equal(await keys.state(home), 'stored');
  });

  it('never gives a key to another origin: a changed address asks again', async () => {
    const { keys } = setUp();
    await keys.store(home, key);
    assert.equal(await keys.find(moved), undefined);
    assert.equal(await keys.state(moved), 'missing');
  });

  it('never gives a key to another endpoint at the same origin', async () => {
    const { keys } = setUp();
    await keys.store(home, key);
    assert.equal(await keys.find({ ...home, name: 'Other', keyVariable: '' }), undefined);
  });

  it('falls back to the environment variable that the endpoint names', async () => {
    const { keys } = setUp({ MODELSLAB_API_KEY: ' env-key\n' });
    assert.equal(await keys.find(home), 'env-key');
    assert.equal(await keys.state(home), 'environment');
    await keys.store(home, key);
    assert.equal(await keys.find(home), key);
  });

  it('says that a key was lost, when VS Code forgot what it had taken', async () => {
    const { keys, secrets } = setUp();
    await keys.store(home, key);
    secrets.kept.clear();
    assert.equal(await keys.state(home), 'lost');
  });

  it('fails to store when what was stored does not come back', async () => {
    const { keys, secrets } = setUp();
    secrets.broken = true;
    await assert.rejects(keys.store(home, key));
    assert.equal(await keys.state(home), 'missing');
  });

  it('clears the key of the endpoint on every origin it had', async () => {
    const { keys, secrets } = setUp();
    await keys.store(home, key);
    await keys.store(moved, key);
    await keys.clear(home);
    assert.equal(secrets.kept.size, 0);
    assert.equal(await keys.state(home), 'missing');
    assert.equal(await keys.state(moved), 'missing');
  });

  it('says so when the secret storage cannot be read, and still takes the environment variable', async () => {
    const { keys, secrets } = setUp();
    await keys.store(home, key);
    secrets.locked = true;
    assert.equal(await keys.state(home), 'unreadable');
    assert.equal(await keys.find(home), undefined);
    const other = setUp({ MODELSLAB_API_KEY: 'env-key' });
    other.secrets.locked = true;
    assert.equal(await other.keys.find(home), 'env-key');
  });

  it('knows that a key is stored though the address has changed since', async () => {
    const { keys } = setUp();
    await keys.store(home, key);
    assert.equal(keys.wasStored(moved), true);
    assert.equal(keys.wasStored({ ...home, name: 'Other' }), false);
  });

  it('writes no key beside the secret storage', async () => {
    const { keys, marks } = setUp();
    await keys.store(home, key);
    assert.ok(!JSON.stringify([...marks.kept]).includes(key));
  });

  it('needs no key where none is sent', async () => {
    const { keys } = setUp();
    assert.equal(await keys.state({ ...home, auth: 'none' }), 'not-needed');
  });
});
