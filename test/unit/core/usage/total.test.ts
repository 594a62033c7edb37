import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/core/chat/conversation.ts';
import { costOf } from '../../../../src/core/usage/cost.ts';
import { totalsOf } from '../../../../src/core/usage/total.ts';

const prices: Readonly<Record<string, { input: number; output: number }>> = { paid: { input: 1, output: 10 }, free: { input: 0, output: 0 } };
const totals = (conversation: Conversation) => totalsOf(conversation, (_, model, usage) => costOf(usage, prices[model]));

function answer(conversation: Conversation, turn: string, at: number, model: string, tokens: number | undefined): void {
  conversation.apply({ type: 'turn', turn, at, prompt: { action: 'ask', text: '?', references: [] }, endpoint: 'E', model, maxTokens: 1 });
  conversation.apply({ type: 'text', turn, text: '!' });
  if (tokens !== undefined) {
    conversation.apply({ type: 'usage', turn, usage: { promptTokens: tokens, completionTokens: 0 } });
  }
  conversation.apply({ type: 'end', turn, end: { type: 'finished', reason: 'stop' } });
}

describe('what a conversation has cost', () => {
  it('adds up from answer to answer, the summaries in between included', () => {
    const conversation = new Conversation('c');
    answer(conversation, 'a', 1, 'paid', 1e6);
    answer(conversation, 'b', 10, 'paid', 2e6);
    conversation.apply({ type: 'compacted', turn: 'a', at: 11, summary: 's', endpoint: 'E', model: 'paid', usage: { promptTokens: 4e6, completionTokens: 0 } });
    answer(conversation, 'c', 20, 'paid', 8e6);
    assert.deepEqual([...totals(conversation)].map(([id, { usd }]) => [id, usd]), [['a', 1], ['b', 7], ['c', 15]]);
  });

  it('says where a part of it is not known, or listed at nothing', () => {
    const conversation = new Conversation('c');
    answer(conversation, 'a', 1, 'free', 1e6);
    answer(conversation, 'b', 2, 'paid', undefined);
    answer(conversation, 'c', 3, 'paid', 1e6);
    assert.deepEqual([...totals(conversation).values()], [
      { usd: 0, hasUnknown: false, hasZero: true },
      { usd: 0, hasUnknown: true, hasZero: true },
      { usd: 1, hasUnknown: true, hasZero: true },
    ]);
  });

  it('leaves out what got no answer', () => {
    const conversation = new Conversation('c');
    conversation.apply({ type: 'turn', turn: 'a', at: 1, prompt: { action: 'ask', text: '?', references: [] }, endpoint: 'E', model: 'm', maxTokens: 1 });
    conversation.apply({ type: 'end', turn: 'a', end: { type: 'failed', failure: { code: 'over-budget', retryable: true } } });
    assert.deepEqual(totals(conversation).get('a'), { usd: 0, hasUnknown: false, hasZero: false });
  });
});
