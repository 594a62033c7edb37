import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainName } from '../../../src/core/plainName.ts';
import { runs } from '../fuzz.ts';

describe('a plain name', () => {
  it('is the name, where it is one', () => {
    for (const name of ['src/cart.ts', 'it\'s "quoted" `name` $(rm) [a](b).md', 'Grüße/漢字/שלום.txt', '👨\u200d👩\u200d👧.md', ' spaces ']) {
      assert.equal(plainName(name), name);
    }
  });

  it('tells what is not to be seen', () => {
    assert.equal(plainName('a\nFile b.ts:'), 'a\\u{a}File b.ts:');
    assert.equal(plainName('invoice\u202etxt.exe'), 'invoice\\u{202e}txt.exe');
    assert.equal(plainName('zero\u200bwidth\ufeff'), 'zero\\u{200b}width\\u{feff}');
  });

  it('is of one line, and plain already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const plain = plainName(name);
        assert.equal(plain.split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/).length, 1);
        assert.equal(plainName(plain), plain);
      }),
      runs(),
    );
  });
});
