import assert from 'node:assert/strict';
import { LazyClient } from '../../../src/core/lazyClient.ts';
import type { ChatRequest, ModelDelta } from '../../../src/core/model.ts';
import { FakeClient } from '../../fakes/client.ts';

const request = {} as ChatRequest;

async function answer(model: LazyClient): Promise<readonly ModelDelta[]> {
  const deltas: ModelDelta[] = [];
  for await (const delta of model.stream(request, new AbortController().signal)) {
    deltas.push(delta);
  }
  return deltas;
}

describe('a client that is loaded at its first question', () => {
  it('is loaded once', async () => {
    const model = new FakeClient();
    let loads = 0;
    const lazy = new LazyClient(() => {
      loads++;
      return Promise.resolve(model);
    });
    assert.equal(loads, 0);
    model.say({ type: 'finish', reason: 'stop' }, { type: 'finish', reason: 'stop' });
    await answer(lazy);
    await answer(lazy);
    assert.equal(loads, 1);
    assert.equal(model.requests.length, 2);
  });

  it('is loaded again after a load that failed', async () => {
    const model = new FakeClient();
    let loads = 0;
    const lazy = new LazyClient(() => (++loads === 1 ? Promise.reject(new Error('busy disk')) : Promise.resolve(model)));
    await assert.rejects(answer(lazy), /busy disk/);
    model.say({ type: 'finish', reason: 'stop' });
    assert.equal((await answer(lazy)).length, 1);
  });
});
