import assert from 'node:assert/strict';
import { Repaint } from '../../../../src/host/review/repaint.ts';

function setUp() {
  let drawn = 0;
  const ends: (() => void)[] = [];
  let dropped = 0;
  const repaint = new Repaint(
    () => (drawn += 1),
    33,
    (_ms, callback) => {
      ends.push(callback);
      return { dispose: () => (dropped += 1) };
    },
  );
  return { repaint, drawn: () => drawn, dropped: () => dropped, pauseEnds: () => ends.shift()?.() };
}

describe('drawing what changes fast', () => {
  it('is at once after a rest', () => {
    const { repaint, drawn } = setUp();
    repaint.ask();
    assert.equal(drawn(), 1);
  });

  it('is once for all that changed within a pause, and the last state is drawn', () => {
    const { repaint, drawn, pauseEnds } = setUp();
    repaint.ask();
    repaint.ask();
    repaint.ask();
    assert.equal(drawn(), 1);
    pauseEnds();
    assert.equal(drawn(), 2);
    pauseEnds();
    assert.equal(drawn(), 2, 'nothing more had changed');
    repaint.ask();
    assert.equal(drawn(), 3);
  });

  it('ends with its owner', () => {
    const { repaint, dropped } = setUp();
    repaint.ask();
    repaint.dispose();
    assert.equal(dropped(), 1);
  });
});
