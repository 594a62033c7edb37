import assert from 'node:assert/strict';
import fc from 'fast-check';
import { movedOffset, type TextChange } from '../../../../src/core/edit/movedOffset.ts';
import { runs } from '../../fuzz.ts';

describe('a place in a text that changes', () => {
  it('moves with what is put in before it, and at it as is asked', () => {
    const insertion = [{ rangeOffset: 3, rangeLength: 0, text: 'ab' }];
    assert.equal(movedOffset(5, insertion, false), 7);
    assert.equal(movedOffset(3, insertion, true), 5);
    assert.equal(movedOffset(3, insertion, false), 3);
    assert.equal(movedOffset(2, insertion, true), 2);
  });

  it('is at the end of what takes its surroundings away', () => {
    assert.equal(movedOffset(5, [{ rangeOffset: 3, rangeLength: 4, text: 'ab' }], false), 5);
    assert.equal(movedOffset(5, [{ rangeOffset: 3, rangeLength: 4, text: '' }], true), 3);
  });

  it('stays in front of the same character, whatever happens elsewhere, in any order of the changes', () => {
    const change = fc.record({ at: fc.nat(30), length: fc.nat(4), text: fc.stringMatching(/^[A-Z]{0,3}$/) });
    fc.assert(
      fc.property(fc.nat(29), fc.array(change, { maxLength: 5 }), fc.boolean(), (offset, wanted, reversed) => {
        const text = `${'.'.repeat(offset)}|${'.'.repeat(29 - offset)}`;
        let from = 0;
        const changes: TextChange[] = [];
        for (const { at, length, text: put } of wanted.toSorted((a, b) => a.at - b.at)) {
          const isAtIt = at <= offset && offset < at + length;
          if (at >= from && at + length <= text.length && !isAtIt) {
            changes.push({ rangeOffset: at, rangeLength: length, text: put });
            from = at + length + 1;
          }
        }
        const after = changes.reduceRight((all, { rangeOffset, rangeLength, text: put }) => all.slice(0, rangeOffset) + put + all.slice(rangeOffset + rangeLength), text);
        assert.equal(movedOffset(offset, reversed ? changes.toReversed() : changes, true), after.indexOf('|'));
      }),
      runs(),
    );
  });
});
