import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moveLines } from '../../../../../src/core/context/attach/moveLines.ts';
import { runs } from '../../../fuzz.ts';

describe('lines that are attached', () => {
  const lines = { first: 5, last: 8 };

  it('move with what happens above them, and not with what happens below', () => {
    assert.deepEqual(moveLines(lines, { first: 1, last: 1, breaks: 2 }), { first: 7, last: 10 });
    assert.deepEqual(moveLines(lines, { first: 1, last: 3, breaks: 0 }), { first: 3, last: 6 });
    assert.deepEqual(moveLines(lines, { first: 9, last: 9, breaks: 4 }), lines);
  });

  it('grow and shrink with what happens inside', () => {
    assert.deepEqual(moveLines(lines, { first: 6, last: 6, breaks: 3 }), { first: 5, last: 11 });
    assert.deepEqual(moveLines(lines, { first: 6, last: 8, breaks: 0 }), { first: 5, last: 6 });
  });

  it('leave the line where they were when they are swallowed', () => {
    assert.deepEqual(moveLines(lines, { first: 2, last: 12, breaks: 0 }), { first: 2, last: 2 });
  });

  it('are never none, and hold the same text after any change outside of them', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ''), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.array(fc.constantFrom('x', 'y'), { maxLength: 4 }), (before, a, b, c, d, put) => {
        const [first, last] = [a % before.length, b % before.length].sort((x, y) => x - y) as [number, number];
        const [from, to] = [c % before.length, d % before.length].sort((x, y) => x - y) as [number, number];
        // Whole lines are replaced by whole lines.
        const after = [...before.slice(0, from), ...put, 'end', ...before.slice(to + 1)];
        const moved = moveLines({ first, last }, { first: from, last: to, breaks: put.length });
        assert.ok(moved.first >= 0 && moved.last >= moved.first);
        if (to < first || from > last) {
          assert.deepEqual(after.slice(moved.first, moved.last + 1), before.slice(first, last + 1));
        }
      }),
      runs(),
    );
  });
});
