import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinFound } from '../../../../../src/core/context/attach/joinFound.ts';
import { runs } from '../../../fuzz.ts';

describe('what is found while one chooses', () => {
  it('never changes its number, has what is new once, and loses nothing', () => {
    const found = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), place: fc.constantFrom('x', 'y') }));
    fc.assert(
      fc.property(found, found, (before, now) => {
        const all = joinFound(before, now);
        assert.deepEqual(all.slice(0, before.length), before);
        for (const { name, place } of now) {
          assert.ok(all.some((each) => each.name === name && each.place === place));
        }
        assert.deepEqual(joinFound(all, now), all);
      }),
      runs(),
    );
  });
});
