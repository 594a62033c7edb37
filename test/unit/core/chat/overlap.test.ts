import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OverlapJoiner } from '../../../../src/core/chat/overlap.ts';
import { runs } from '../../fuzz.ts';

function joined(text: string, pieces: readonly string[]): string {
  const joiner = new OverlapJoiner(text);
  return text + pieces.map((piece) => joiner.push(piece)).join('') + joiner.end();
}

const text = 'def merge(left, right):\n    result = []\n    while left and right:\n        result.app';

describe('a continuation', () => {
  it('loses the repetition of the last words, and nothing else', () => {
    assert.equal(joined(text, ['end(left.pop(0))']), `${text}end(left.pop(0))`);
    assert.equal(joined(text, ['        result.app', 'end(1)']), `${text}end(1)`);
    assert.equal(joined(text, ['while left and right:\n        result.append(1)']), `${text}end(1)`);
    // Too short to be more than chance.
    assert.equal(joined(text, ['result.app']), `${text}result.app`);
    // A repetition of something that is not the end.
    assert.equal(joined(text, ['while left and right:\n        x']), `${text}while left and right:\n        x`);
  });

  it('is the same in whichever pieces it comes, and only an exact repetition of the end is dropped', () => {
    const word = fc.constantFrom('ab', 'abab', ' ', 'c\n', 'abc', 'bab');
    const words = fc.array(word, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, words, fc.nat(40), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 80 }), (before, after, repeat, sizes) => {
        const continuation = before.slice(before.length - Math.min(repeat, before.length)) + after;
        const pieces: string[] = [];
        let at = 0;
        for (const size of sizes) {
          pieces.push(continuation.slice(at, at + size));
          at += size;
        }
        pieces.push(continuation.slice(at));
        const whole = joined(before, [continuation]);
        assert.equal(joined(before, pieces), whole);
        const dropped = before.length + continuation.length - whole.length;
        assert.ok(dropped === 0 || (dropped >= 12 && before.endsWith(continuation.slice(0, dropped))));
        assert.equal(whole, before + continuation.slice(dropped));
      }),
      runs(),
    );
  });
});
