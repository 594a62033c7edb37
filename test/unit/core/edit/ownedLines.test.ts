import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OwnedLines } from '../../../../src/core/edit/ownedLines.ts';
import { runs } from '../../fuzz.ts';

function rewritten(old: readonly string[], answer: readonly string[], complete = true): OwnedLines {
  const lines = new OwnedLines(old);
  for (const line of answer) {
    lines.push(line);
  }
  if (complete) {
    lines.finish();
  }
  return lines;
}

/** Few different lines, so that many are alike. */
const someLines = fc.array(fc.constantFrom('', '}', 'const one = 1;', 'const two = 2;', 'return one;', 'call(two);'), { maxLength: 12 });

describe('whose the lines of a region are', () => {
  it('keeps what the answer repeats, and makes one hunk of what it has in the place of something else', () => {
    const lines = rewritten(['head {', '  old one;', '  same;', '}'], ['head {', '  new one;', '  same;', '}']);
    assert.deepEqual(lines.hunks(10), [{ id: '4', state: 'pending', start: 11, end: 12, removed: ['  old one;'] }]);
  });

  it('leaves the lines that were not reached alone when the answer is not complete', () => {
    const lines = rewritten(['one line', 'two line', 'three line'], ['1', 'two line'], false);
    assert.deepEqual(lines.current, ['1', 'two line', 'three line']);
    assert.equal(lines.passed, 2);
  });

  it('never takes a line out that the person typed where the answer has not been', () => {
    const lines = new OwnedLines(['one line', 'two line', 'three line']);
    lines.push('one line');
    lines.foreign(1, 2, ['two line', 'typed by hand']);
    lines.push('the end');
    lines.finish();
    assert.deepEqual(lines.current.toSorted(), ['one line', 'the end', 'typed by hand']);
    assert.deepEqual(lines.original, ['one line', 'two line', 'typed by hand', 'three line']);
  });

  it('ends as the answer says, and as it was when it is rejected', () => {
    fc.assert(
      fc.property(someLines, someLines, (old, answer) => {
        const lines = rewritten(old, answer);
        assert.deepEqual(lines.current, answer);
        assert.deepEqual(lines.original, old);
        lines.decide('reject');
        assert.deepEqual(lines.current, old);
        assert.deepEqual(lines.hunks(0), []);
      }),
      runs(),
    );
  });

  it('comes to the same hunk by hunk, in any order, as all at once', () => {
    fc.assert(
      fc.property(someLines, someLines, fc.array(fc.nat(), { maxLength: 12 }), fc.constantFrom('accept', 'reject'), (old, answer, order, decision) => {
        const lines = rewritten(old, answer);
        for (let step = 0; lines.hunks(0).length > 0; step += 1) {
          const hunks = lines.hunks(0);
          lines.decide(decision, hunks[(order[step] ?? 0) % hunks.length]?.id);
          assert.equal(lines.hunks(0).length, hunks.length - 1);
        }
        assert.deepEqual(lines.current, decision === 'accept' ? answer : old);
      }),
      runs(),
    );
  });

  it('keeps what the person types at any moment through whatever is decided', () => {
    fc.assert(
      fc.property(someLines, someLines, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }), fc.boolean(), (old, answer, typing, accept) => {
        const lines = new OwnedLines(old);
        const moments = new Map(typing.map(([moment, place], index) => [moment % (answer.length + 1), { place, text: `typed ${index}` }]));
        const type = (moment: number): void => {
          const typed = moments.get(moment);
          if (typed) {
            const at = typed.place % (lines.current.length + 1);
            lines.foreign(at, at, [typed.text]);
          }
        };
        for (const [moment, line] of answer.entries()) {
          type(moment);
          lines.push(line);
        }
        type(answer.length);
        lines.finish();
        lines.decide(accept ? 'accept' : 'reject');
        const own = [...moments.values()].map(({ text }) => text);
        assert.deepEqual(lines.current.filter((line) => line.startsWith('typed')).toSorted(), own.toSorted());
        assert.deepEqual(lines.current.filter((line) => !line.startsWith('typed')), accept ? answer : old);
      }),
      runs(),
    );
  });
});
