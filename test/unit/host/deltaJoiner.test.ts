import assert from 'node:assert/strict';
import { DeltaJoiner, type JoinedDelta } from '../../../src/host/chatView/deltaJoiner.ts';

function setUp() {
  const posted: JoinedDelta[] = [];
  const frames: (() => void)[] = [];
  const writes: (() => void)[] = [];
  const joiner = new DeltaJoiner({
    post: (delta) => posted.push(delta),
    nextFrame: (callback) => frames.push(callback),
    written: () =>
      new Promise((resolve) => {
        writes.push(resolve);
      }),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    joiner,
    posted,
    write: async () => {
      await settled();
      writes.shift()?.();
      await settled();
    },
    /** A frame passes, the page draws, and what waited is written. */
    frame: async () => {
      frames.shift()?.();
      joiner.drawn();
      await settled();
      writes.shift()?.();
      await settled();
    },
  };
}

describe('deltas joined per frame', () => {
  it('sends the first as soon as it is written, and the rest of the frame as one', async () => {
    const { joiner, posted, write, frame } = setUp();
    joiner.add('t', { text: 'a' });
    assert.equal(posted.length, 0, 'not before it is on disk');
    await write();
    joiner.add('t', { text: 'b' });
    joiner.add('t', { text: 'c' });
    assert.equal(posted.length, 1);
    await frame();
    assert.deepEqual(posted, [
      { turnId: 't', thought: '', text: 'a' },
      { turnId: 't', thought: '', text: 'bc' },
    ]);
  });

  it('sends nothing that came after the write had begun', async () => {
    const { joiner, posted, write, frame } = setUp();
    joiner.add('t', { text: 'a' });
    await new Promise((resolve) => setImmediate(resolve));
    joiner.add('t', { text: 'b' });
    await write();
    assert.deepEqual(posted.map(({ text }) => text), ['a']);
    await frame();
    assert.deepEqual(posted.map(({ text }) => text), ['a', 'b']);
  });

  it('joins thought, its duration and text of one frame', async () => {
    const { joiner, posted, write } = setUp();
    joiner.add('t', { thought: 'h' });
    joiner.add('t', { thought: 'm' });
    joiner.add('t', { thoughtMs: 30 });
    joiner.add('t', { thoughtMs: 10 });
    joiner.add('t', { text: 'x' });
    await write();
    assert.deepEqual(posted[0], { turnId: 't', thought: 'hm', text: 'x', thoughtMs: 40 });
  });

  it('never mixes two turns', async () => {
    const { joiner, posted, write } = setUp();
    joiner.add('t', { text: 'a' });
    joiner.add('t', { text: 'b' });
    joiner.add('u', { text: 'c' });
    await write();
    assert.deepEqual(posted.map(({ turnId, text }) => turnId + text), ['tab', 'uc']);
  });

  it('forgets what a snapshot already holds', async () => {
    const { joiner, posted, write } = setUp();
    joiner.add('t', { text: 'a' });
    joiner.clear();
    await write();
    assert.equal(posted.length, 0);
  });

  it('forgets what waits for a turn that is sent anew, and for no other', async () => {
    const { joiner, posted, write } = setUp();
    joiner.add('t', { text: 'a' });
    joiner.forget(['u']);
    await write();
    joiner.add('t', { text: 'b' });
    joiner.forget(['t']);
    joiner.flush();
    assert.deepEqual(posted.map(({ text }) => text), ['a']);
  });

  it('queues one text and no messages before a page that does not draw', async () => {
    const { joiner, posted, write, frame } = setUp();
    joiner.add('t', { text: 'first' });
    await write();
    for (let index = 0; index < 20_000; index += 1) {
      joiner.add('t', { text: 'x' });
    }
    assert.equal(posted.length, 1);
    await frame();
    assert.equal(posted.length, 2);
    assert.equal(posted[1]?.text.length, 20_000);
  });
});
