import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Anchor, type TextChange } from '../../../../src/core/edit/anchor.ts';
import { runs } from '../../fuzz.ts';

function applied(text: string, change: TextChange): string {
  return text.slice(0, change.rangeOffset) + change.text + text.slice(change.rangeOffset + change.rangeLength);
}

describe('the place that text is streamed to', () => {
  it('moves behind what the stream inserts at it', () => {
    const anchor = new Anchor(3);
    anchor.apply([{ rangeOffset: 3, rangeLength: 0, text: 'ab' }], true);
    assert.equal(anchor.offset, 5);
  });

  it('stays before what a person types at it', () => {
    const anchor = new Anchor(3);
    anchor.apply([{ rangeOffset: 3, rangeLength: 0, text: 'ab' }], false);
    assert.equal(anchor.offset, 3);
  });

  it('stays where it is for what happens behind it', () => {
    const anchor = new Anchor(3);
    anchor.apply([{ rangeOffset: 4, rangeLength: 2, text: 'abcdef' }], false);
    assert.equal(anchor.offset, 3);
  });

  it('takes the changes of one event in any order', () => {
    const changes = [
      { rangeOffset: 8, rangeLength: 1, text: '' },
      { rangeOffset: 0, rangeLength: 0, text: 'xx' },
      { rangeOffset: 2, rangeLength: 1, text: 'yyy' },
    ];
    for (const order of [changes, changes.toReversed()]) {
      const anchor = new Anchor(5);
      anchor.apply(order, false);
      assert.equal(anchor.offset, 9);
    }
  });

  it('keeps a stream whole, and all that a person types, at its very place too, however the two interleave', () => {
    const step = fc.oneof(
      fc.record({ who: fc.constant('stream' as const) }),
      fc.record({ who: fc.constant('person' as const), at: fc.nat(), text: fc.stringMatching(/^[A-Z]{1,3}$/) }),
    );
    fc.assert(
      fc.property(fc.nat(10), fc.array(step, { maxLength: 40 }), (start, steps) => {
        let text = '..........';
        const anchor = new Anchor(start);
        let streamed = '';
        let begin = start;
        let typed = 0;
        for (const each of steps) {
          const inside = (at: number): boolean => at > begin && at < anchor.offset;
          let change: TextChange;
          if (each.who === 'stream') {
            const piece = String(streamed.length % 10);
            streamed += piece;
            change = { rangeOffset: anchor.offset, rangeLength: 0, text: piece };
          } else {
            const at = each.at % (text.length + 1);
            if (inside(at)) {
              continue;
            }
            typed += each.text.length;
            change = { rangeOffset: at, rangeLength: 0, text: each.text };
            begin += at < begin || (at === begin && streamed !== '') ? each.text.length : 0;
          }
          text = applied(text, change);
          anchor.apply([change], each.who === 'stream');
        }
        assert.ok(text.includes(streamed));
        assert.equal(text.replace(/[^A-Z]/g, '').length, typed);
      }),
      runs(),
    );
  });
});
