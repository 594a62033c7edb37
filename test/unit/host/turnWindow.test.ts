import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pageAfter, pageBefore, textBudget, turnBudget, windowAround, type Range } from '../../../src/host/chatView/turnWindow.ts';
import { runs } from '../fuzz.ts';

const turns = fc
  .array(fc.oneof(fc.nat(2000), fc.nat(400_000)), { minLength: 1, maxLength: 120 })
  .map((weights) => weights.map((weight, index) => ({ id: String(index), weight })));

function fits(all: readonly { readonly weight: number }[], { from, to }: Range): boolean {
  const weight = all.slice(from, to).reduce((sum, each) => sum + each.weight, 0);
  return to - from === 1 || (to - from <= turnBudget && weight <= textBudget);
}

describe('the part of a conversation that goes to the page', () => {
  it('holds the turn that is read, is within the budget, and never empty', () => {
    fc.assert(
      fc.property(turns, fc.nat(), (all, pick) => {
        const anchor = pick % all.length;
        const range = windowAround(all, String(anchor));
        assert.ok(range.from >= 0 && range.from <= anchor && anchor < range.to && range.to <= all.length);
        const without = all.with(anchor, { id: String(anchor), weight: 0 });
        assert.ok(fits(all, range) || fits(without, range));
      }),
      runs(),
    );
  });

  it('is the end when nothing was read, or what was read is gone', () => {
    const all = Array.from({ length: 100 }, (_, index) => ({ id: String(index), weight: 10 }));
    assert.deepEqual(windowAround(all, undefined), { from: 70, to: 100 });
    assert.deepEqual(windowAround(all, 'gone'), { from: 70, to: 100 });
    assert.deepEqual(windowAround(all, '0'), { from: 0, to: 30 });
    assert.deepEqual(windowAround([], undefined), { from: 0, to: 0 });
  });

  it('pages from the middle to both ends without a gap or a turn twice', () => {
    fc.assert(
      fc.property(turns, fc.nat(), (all, pick) => {
        let { from, to } = windowAround(all, String(pick % all.length));
        while (from > 0) {
          const page = pageBefore(all, from);
          assert.ok(page.to === from && page.from < page.to && fits(all, page));
          from = page.from;
        }
        while (to < all.length) {
          const page = pageAfter(all, to);
          assert.ok(page.from === to && page.from < page.to && fits(all, page));
          to = page.to;
        }
      }),
      runs(),
    );
  });
});
