import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { Places } from '../../../src/core/places.ts';
import { runs } from '../fuzz.ts';

const never = new AbortController().signal;

describe('Places', () => {
  it('never holds more than there are, serves in order, and loses none, whatever the order of taking, giving back and aborting', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('take', 'give', 'abort'), { maxLength: 60 }), async (steps) => {
        const places = new Places(3);
        const held: (() => void)[] = [];
        const served: number[] = [];
        const waiting = new Map<number, AbortController>();
        let most = 0;
        let asked = 0;
        for (const step of steps) {
          if (step === 'take') {
            const id = asked++;
            const controller = new AbortController();
            waiting.set(id, controller);
            void places.take(controller.signal, () => undefined).then(
              (give) => {
                waiting.delete(id);
                served.push(id);
                held.push(give);
                most = Math.max(most, held.length);
              },
              () => waiting.delete(id),
            );
          } else if (step === 'give') {
            const give = held.shift();
            give?.();
            give?.();
          } else {
            [...waiting.values()].at(-1)?.abort(new Error('left'));
          }
          await new Promise(setImmediate);
          assert.ok(held.length === 3 || waiting.size === 0, 'one waits while a place is free');
        }
        assert.ok(most <= 3);
        assert.deepEqual(served, served.toSorted((a, b) => a - b));
      }),
      runs(0.2),
    );
  });

  it('tells only those that really wait, and leaves nothing on the signal', async () => {
    const places = new Places(1);
    let told = 0;
    const give = await places.take(never, () => told++);
    const { signal } = new AbortController();
    const second = places.take(signal, () => told++);
    assert.equal(told, 1);
    give();
    (await second)();
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });
});
