import assert from 'node:assert/strict';
import { marksOf } from '../../../../src/host/review/marks.ts';

const hunk = (start: number, end: number, ...removed: readonly string[]) =>
  ({ id: `${start}`, state: 'pending', start, end, removed }) as const;

describe('what a change is marked by', () => {
  it('is one span for lines that follow each other, though they are of several hunks', () => {
    const { added } = marksOf([{ writing: false, hunks: [hunk(2, 4), hunk(4, 5, 'x'), hunk(9, 10)] }]);
    assert.deepEqual(added, [
      { first: 2, last: 4 },
      { first: 9, last: 9 },
    ]);
  });

  it('is a line between two where lines were only taken out', () => {
    const { added, removedAbove } = marksOf([{ writing: false, hunks: [hunk(3, 3, 'gone'), hunk(5, 6, 'changed')] }]);
    assert.deepEqual(removedAbove, [3]);
    assert.deepEqual(added, [{ first: 5, last: 5 }]);
  });

  it('has a head, after the last of it, only while it is being written', () => {
    const edit = { hunks: [hunk(1, 3)], pending: { first: 3, last: 8 } };
    assert.deepEqual(marksOf([{ ...edit, writing: true }]).head, [2]);
    assert.deepEqual(marksOf([{ ...edit, writing: false }]).head, []);
    assert.deepEqual(marksOf([{ ...edit, writing: true }]).pending, [{ first: 3, last: 8 }]);
  });
});
