import assert from 'node:assert/strict';
import { ProgressWatch, silenceMs, type TurnProgress } from '../../../../src/core/chat/progress.ts';

/** A clock that moves only when told to, and rings what is due. */
class Clock {
  now = 1_000_000;
  private due: { readonly at: number; readonly ring: () => void }[] = [];

  readonly after = (ms: number, ring: () => void): { dispose(): void } => {
    const timer = { at: this.now + ms, ring };
    this.due.push(timer);
    return { dispose: () => (this.due = this.due.filter((each) => each !== timer)) };
  };

  get waiting(): number {
    return this.due.length;
  }

  pass(ms: number): void {
    const end = this.now + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.due = this.due.filter((each) => each !== next);
      this.now = next.at;
      next.ring();
    }
    this.now = end;
  }

  private next(end: number): { readonly at: number; readonly ring: () => void } | undefined {
    return this.due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

describe('the progress of a turn', () => {
  let clock: Clock;
  let told: (TurnProgress | undefined)[];
  let watch: ProgressWatch;

  beforeEach(() => {
    clock = new Clock();
    told = [];
    watch = new ProgressWatch(() => clock.now, clock.after, (progress) => {
      told.push(progress);
    });
  });

  it('tells of silence after ten seconds, once, and that it is over', () => {
    watch.take({ type: 'sent' });
    const sent = clock.now;
    clock.pass(silenceMs - 1);
    assert.equal(told.length, 0);
    clock.pass(60_000);
    assert.deepEqual(told, [{ type: 'silent', since: sent }]);
    watch.take({ type: 'alive' });
    watch.take({ type: 'alive' });
    assert.deepEqual(told.slice(1), [undefined]);
    const alive = clock.now;
    clock.pass(30_000);
    assert.deepEqual(told.at(-1), { type: 'silent', since: alive });
  });

  it('is quiet while bytes come, be they comments', () => {
    watch.take({ type: 'sent' });
    for (let second = 0; second < 100; second++) {
      clock.pass(9000);
      watch.take({ type: 'alive' });
    }
    assert.equal(told.length, 0);
    assert.equal(clock.waiting, 1);
  });

  it('waits for the person as long as they take, and no longer', () => {
    watch.take({ type: 'asking' });
    clock.pass(60_000);
    assert.deepEqual(told, [{ type: 'asking' }]);
    watch.take({ type: 'sent' });
    assert.deepEqual(told, [{ type: 'asking' }, undefined]);
  });

  it('tells what it waits for before it is sent, and counts no silence then', () => {
    const failure = { code: 'rate-limited', retryable: true } as const;
    watch.take({ type: 'queued' });
    clock.pass(60_000);
    watch.take({ type: 'sent' });
    watch.take({ type: 'retrying', failure, waitMs: 4000, attempt: 2 });
    assert.deepEqual(told, [{ type: 'queued' }, undefined, { type: 'retrying', failure, until: clock.now + 4000 }]);
    clock.pass(60_000);
    assert.equal(told.length, 3);
    watch.take({ type: 'without', parameter: 'top_p' });
    watch.take({ type: 'sent' });
    assert.deepEqual(watch.current, { type: 'without', parameter: 'top_p' });
    watch.take({ type: 'alive' });
    assert.equal(watch.current, undefined);
  });

  it('leaves no timer behind', () => {
    watch.take({ type: 'sent' });
    watch.dispose();
    watch.take({ type: 'sent' });
    clock.pass(60_000);
    assert.deepEqual([told.length, clock.waiting], [0, 0]);
  });
});
