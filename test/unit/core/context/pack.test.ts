import assert from 'node:assert/strict';
import fc from 'fast-check';
import { around, pack } from '../../../../src/core/context/pack.ts';
import type { Piece } from '../../../../src/core/context/piece.ts';
import { runs } from '../../fuzz.ts';

/** One token for each character: enough to see what is kept. */
const count = (text: string): number => text.length;
const piece = (place: string, text: string): Piece => ({ title: 't', place, language: 'x', text });
const size = ({ title, place, language, text }: Piece): number => `${title} ${place} ${language}`.length + text.length;

describe('what goes with a request', () => {
  it('is taken in order, and what does not fit is named', () => {
    const { pieces, left } = pack([piece('a', '12345'), piece('b', '1'.repeat(100)), piece('c', '123')], 20, count);
    assert.deepEqual(pieces.map(({ place }) => place), ['a', 'c']);
    assert.deepEqual(left, ['b']);
  });

  it('is cut at the end of a line, once, where enough of it is left', () => {
    const lines = 'one\ntwo\nthree\nfour\nfive';
    const { pieces, left } = pack([piece('a', lines), piece('b', lines)], 25, count);
    assert.deepEqual(pieces, [piece('a', 'one\ntwo\nthree\nfour')]);
    assert.deepEqual(left, ['b']);
  });

  it('never goes beyond the budget, is the same each time, and loses no piece without a word', () => {
    const pieces = fc.array(fc.record({ title: fc.string(), place: fc.string(), language: fc.string(), text: fc.string({ unit: fc.constantFrom('a', '\n', 'é') }) }));
    fc.assert(
      fc.property(pieces, fc.nat(200), (given, budget) => {
        const packed = pack(given, budget, count);
        assert.ok(packed.pieces.reduce((sum, each) => sum + size(each), 0) <= budget);
        assert.equal(packed.pieces.length + packed.left.length, given.length);
        assert.deepEqual(pack(given, budget, count), packed);
      }),
      runs(),
    );
  });

  it('has of the text around a region whole lines, nearest first, within the budget', () => {
    assert.deepEqual(around('a\nbb\nccc\n', 'd\nee\n', 9, count), { before: 'ccc\n', after: 'd\nee\n' });
    const text = fc.string({ unit: fc.constantFrom('a', '\n', ' ') });
    fc.assert(
      fc.property(text, text, fc.nat(60), (before, after, budget) => {
        const kept = around(before, after, budget, count);
        assert.ok(before.endsWith(kept.before) && after.startsWith(kept.after));
        assert.ok(kept.before.length + kept.after.length <= budget);
        if (before.length + after.length <= budget && after.length <= Math.floor(budget / 3)) {
          assert.deepEqual(kept, { before, after });
        }
      }),
      runs(),
    );
  });
});
