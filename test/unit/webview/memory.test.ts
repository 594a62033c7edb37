import assert from 'node:assert/strict';
import { emptyMemory, parseMemory, type Memory } from '../../../src/webview/memory.ts';

describe('parseMemory', () => {
  it('gives back what was kept', () => {
    const memory: Memory = { draft: 'd', isTold: true, anchor: { turnId: '1', part: 'answer', offset: 7 }, openThoughts: ['1'], editing: { id: '2', text: 'half', before: 'whole', left: [1] } };
    assert.deepEqual(parseMemory(JSON.parse(JSON.stringify(memory)), ''), memory);
  });

  it('forgets what was kept before all data was deleted', () => {
    const memory: Memory = { draft: 'd', isTold: false, anchor: undefined, openThoughts: [], editing: undefined };
    assert.deepEqual(parseMemory({ ...memory, kept: 'b' }, 'b'), memory);
    assert.deepEqual(parseMemory({ ...memory, kept: 'a' }, 'b'), emptyMemory);
    assert.deepEqual(parseMemory(memory, 'b'), emptyMemory);
  });

  it('takes nothing that is not sound', () => {
    for (const value of [undefined, null, 3, 'x', [], { draft: 1, anchor: { turnId: 2 }, openThoughts: 'x', editing: { id: 3, text: 'x', before: '', left: [] } }]) {
      assert.deepEqual(parseMemory(value, ''), emptyMemory);
    }
    assert.deepEqual(parseMemory({ openThoughts: [1, 'a', null] }, '').openThoughts, ['a']);
    assert.equal(parseMemory({ anchor: { turnId: 'a', part: 'middle', offset: 1 } }, '').anchor, undefined);
  });
});
