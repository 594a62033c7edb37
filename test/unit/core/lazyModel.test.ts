import assert from 'node:assert/strict';
import { LazyModel } from '../../../src/core/lazyModel.ts';
import type { ChatRequest, ModelDelta } from '../../../src/core/model.ts';
import { FakeChatModel } from '../../fakes/chatModel.ts';

const request = {} as ChatRequest;

async function answer(model: LazyModel): Promise<readonly ModelDelta[]> {
  const deltas: ModelDelta[] = [];
  for await (const delta of model.stream(request, new AbortController().signal)) {
    deltas.push(delta);
  }
  return deltas;
}

describe('a model that is loaded at its first question', () => {
  it('is loaded once', async () => {
    const model = new FakeChatModel();
    let loads = 0;
    const lazy = new LazyModel(() => {
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
    const model = new FakeChatModel();
    let loads = 0;
    const lazy = new LazyModel(() => (++loads === 1 ? Promise.reject(new Error('busy disk')) : Promise.resolve(model)));
    await assert.rejects(answer(lazy), /busy disk/);
    model.say({ type: 'finish', reason: 'stop' });
    assert.equal((await answer(lazy)).length, 1);
  });
});
