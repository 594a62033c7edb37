import assert from 'node:assert/strict';
import type { Disposable } from '../../../../src/core/lifecycle.ts';
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

/** Time that passes as the test says. In milliseconds. */
class Clock {
  private now = 0;
  private readonly timers = new Map<() => void, number>();

  readonly after = (ms: number, callback: () => void): Disposable => {
    this.timers.set(callback, this.now + ms);
    return { dispose: () => this.timers.delete(callback) };
  };

  pass(ms: number): void {
    this.now += ms;
    for (const [callback, at] of [...this.timers].filter(([, due]) => due <= this.now).sort(([, a], [, b]) => a - b)) {
      if (this.timers.get(callback) === at) {
        this.timers.delete(callback);
        callback();
      }
    }
  }
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

  it('is not put off for what cannot wait, however much is drawn before it: who looks a while after the last drawing sees it in time', () => {
    const [pause, looksAfter, most] = [500, 250, 300];
    for (let changesAt = 1000; changesAt <= 1000 + pause; changesAt += 10) {
      const clock = new Clock();
      let state = 'thinking';
      let seen = '';
      let look: Disposable | undefined;
      const repaint = new Repaint(
        () => {
          look?.dispose();
          look = clock.after(looksAfter, () => (seen = state));
        },
        pause,
        clock.after,
      );
      for (let at = 0; at < changesAt; at += 10) {
        repaint.ask();
        clock.pass(10);
      }
      state = 'writing';
      repaint.now();
      for (let at = 0; at < most; at += 10) {
        repaint.ask();
        clock.pass(10);
      }
      assert.equal(seen, 'writing', `changed at ${changesAt} ms`);
    }
  });

  it('ends with its owner', () => {
    const { repaint, dropped } = setUp();
    repaint.ask();
    repaint.dispose();
    assert.equal(dropped(), 1);
  });
});
