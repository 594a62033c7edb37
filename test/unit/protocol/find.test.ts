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
