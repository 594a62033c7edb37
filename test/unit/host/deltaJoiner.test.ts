import assert from 'node:assert/strict';
import { DeltaJoiner, type JoinedDelta } from '../../../src/host/chatView/deltaJoiner.ts';

function setUp() {
  const posted: JoinedDelta[] = [];
  const frames: (() => void)[] = [];
  const joiner = new DeltaJoiner(
    (delta) => posted.push(delta),
    (callback) => frames.push(callback),
  );
  return { joiner, posted, frame: () => frames.shift()?.() };
}

describe('deltas joined per frame', () => {
  it('sends the first at once, and the rest of the frame as one', () => {
    const { joiner, posted, frame } = setUp();
    joiner.add('t', { text: 'a' });
    joiner.add('t', { text: 'b' });
    joiner.add('t', { text: 'c' });
    assert.equal(posted.length, 1);
    frame();
    assert.deepEqual(posted, [
      { turnId: 't', thought: '', text: 'a' },
      { turnId: 't', thought: '', text: 'bc' },
    ]);
  });

  it('joins thought, its duration and text of one frame', () => {
    const { joiner, posted, frame } = setUp();
    joiner.add('t', { thought: 'h' });
    joiner.add('t', { thought: 'm' });
    joiner.add('t', { thoughtMs: 40 });
    joiner.add('t', { text: 'x' });
    frame();
    assert.deepEqual(posted[1], { turnId: 't', thought: 'm', text: 'x', thoughtMs: 40 });
  });

  it('never mixes two turns', () => {
    const { joiner, posted, frame } = setUp();
    joiner.add('t', { text: 'a' });
    joiner.add('t', { text: 'b' });
    joiner.add('u', { text: 'c' });
    frame();
    assert.deepEqual(posted.map(({ turnId, text }) => turnId + text), ['ta', 'tb', 'uc']);
  });

  it('forgets what a snapshot already holds', () => {
    const { joiner, posted, frame } = setUp();
    joiner.add('t', { text: 'a' });
    joiner.add('t', { text: 'b' });
    joiner.clear();
    frame();
    assert.equal(posted.length, 1);
  });
});
