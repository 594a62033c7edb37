import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Turn } from '../../../src/core/chat/conversation.ts';
import { findInTurns } from '../../../src/host/chatView/findInTurns.ts';
import { locate, matcher } from '../../../src/protocol/find.ts';
import { runs } from '../fuzz.ts';

const turn = (id: string, prompt: string, thought: string, text: string): Turn => ({
  ...{ id, at: 0, endpoint: 'E', model: 'm', maxTokens: 1, thought, text },
  prompt: { action: 'ask', text: prompt, references: [] },
});

describe('finding in a conversation', () => {
  it('takes any query as it is written', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.string(), fc.string(), (query, before, after) => {
        assert.ok(matcher(query, true).test(before + query + after));
      }),
      runs(),
    );
  });

  it('counts what an answer shows, not how it is written', () => {
    const counted = (text: string, query: string): number =>
      findInTurns([turn('1', '', '', text)], query, false).reduce((sum, each) => sum + each.count, 0);
    assert.equal(counted('Use **the** cache, `the` [cache](https://the.example "the")', 'use the cache'), 1);
    assert.equal(counted('Use **the** cache, `the` [cache](https://the.example "the")', 'the'), 2);
    assert.equal(counted('- a **b**\n- [ ] a b\n\n| a b | *a* b |\n|---|---|\n| `a` b | c |', 'a b'), 5);
    assert.equal(counted('```js\nlet a = 1 < 2 && b;\n```', '1 < 2 && b'), 1);
    assert.equal(counted('1 &lt; 2 &amp;&amp; <b>b</b> <x-y>', '1 < 2 && b <x-y>'), 1);
    assert.equal(counted('one\n\ntwo', 'onetwo'), 0);
    assert.equal(counted(`${'>'.repeat(3000)} deep`, 'deep'), 1);
  });

  it('counts in question, thought and answer, in order', () => {
    const turns = [turn('1', 'a', '', 'Banana'), turn('2', '', 'xaAx', 'none of it: b')];
    assert.deepEqual(findInTurns(turns, 'a', false), [
      { turnId: '1', part: 'prompt', count: 1 },
      { turnId: '1', part: 'text', count: 3 },
      { turnId: '2', part: 'thought', count: 2 },
    ]);
    assert.deepEqual(findInTurns(turns, 'A', true), [{ turnId: '2', part: 'thought', count: 1 }]);
    assert.deepEqual(findInTurns(turns, '', false), []);
  });

  it('knows where each match is', () => {
    const found = findInTurns([turn('1', 'a', '', 'aa'), turn('2', 'a', '', '')], 'a', true);
    const places = [0, 1, 2, 3].map((index) => locate(found, index)).map((place) => `${place?.at.turnId}${place?.at.part}${place?.nth}`);
    assert.deepEqual(places, ['1prompt0', '1text0', '1text1', '2prompt0']);
    assert.equal(locate(found, 4), undefined);
  });
});
