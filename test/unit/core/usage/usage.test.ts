import assert from 'node:assert/strict';
import { costOf } from '../../../../src/core/usage/cost.ts';
import { CalibratingModel } from '../../../../src/core/usage/calibratingModel.ts';
import { TokenEstimator } from '../../../../src/core/usage/estimate.ts';
import { FakeChatModel } from '../../../fakes/chatModel.ts';
import { FakeModelNotes } from '../../../fakes/modelNotes.ts';
import { modelsLab, request, turnOf } from '../../llm/turn.ts';

const usage = { promptTokens: 1000, completionTokens: 2000 };
const { model } = request;

describe('costOf', () => {
  it('is the tokens at the price, unless the endpoint says what it was', () => {
    assert.deepEqual(costOf(usage, { input: 0.4, output: 2.2 }), { type: 'known', usd: 0.0048 });
    assert.deepEqual(costOf({ ...usage, costUsd: 0.01 }, undefined), { type: 'known', usd: 0.01 });
  });

  it('is unknown without a price or a count, and zeros are told apart', () => {
    assert.deepEqual(costOf(usage, undefined), { type: 'unknown' });
    assert.deepEqual(costOf({ promptTokens: 1 }, { input: 1, output: 1 }), { type: 'unknown' });
    assert.deepEqual(costOf({ ...usage, costUsd: 0 }, { input: 0, output: 0 }), { type: 'zero' });
  });
});

describe('TokenEstimator', () => {
  const asked = { ...request, messages: [{ role: 'user', text: 'The quick brown fox jumps over the lazy dog. '.repeat(40) }] } as const;

  it('is near for prose, code and Chinese without having learnt anything', () => {
    const estimator = new TokenEstimator(new FakeModelNotes());
    // Counts by the common rules of thumb of these tokenizers: a token a word and sign in English, about 3 characters of code, 0.6 to 1 a sign in Chinese.
    const prose = estimator.text(modelsLab, model, 'The quick brown fox jumps over the lazy dog. '.repeat(10));
    assert.ok(prose > 80 && prose < 140, `${prose} for about 100`);
    const code = estimator.text(modelsLab, model, 'for (const item of items) {\n  total += item.price * item.count;\n}\n'.repeat(10));
    assert.ok(code > 120 && code < 320, `${code} for about 210`);
    const chinese = estimator.text(modelsLab, model, '人工智能正在改变世界'.repeat(10));
    assert.ok(chinese > 50 && chinese < 130, `${chinese} for 60 to 100`);
  });

  it('comes nearer with each answer that tells its usage', async () => {
    const notes = new FakeModelNotes();
    const estimator = new TokenEstimator(notes);
    const first = estimator.request(modelsLab, asked);
    const real = Math.round(first * 1.5);
    const inner = new FakeChatModel();
    const calibrating = new CalibratingModel(inner, estimator, () => modelsLab);
    let error = real - first;
    for (let turn = 0; turn < 5; turn++) {
      inner.say({ type: 'usage', usage: { promptTokens: real } }, { type: 'finish', reason: 'stop' });
      assert.equal((await turnOf(calibrating.stream(asked, new AbortController().signal))).deltas.length, 2);
      const next = Math.abs(real - estimator.request(modelsLab, asked));
      assert.ok(next <= error);
      error = next;
    }
    assert.ok(error <= 2);
  });

  it('learns nothing from trifles and nonsense', () => {
    const notes = new FakeModelNotes();
    const estimator = new TokenEstimator(notes);
    estimator.learn(modelsLab, request, 500);
    for (const counted of [0, 1, 1e9, NaN]) {
      estimator.learn(modelsLab, asked, counted);
    }
    assert.equal(notes.notes.size, 0);
  });
});
