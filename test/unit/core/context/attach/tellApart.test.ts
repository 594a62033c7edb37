import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tellApart } from '../../../../../src/core/context/attach/tellApart.ts';
import { runs } from '../../../fuzz.ts';

const inFolders = (...paths: readonly string[]) =>
  tellApart(paths.map((path) => ({ name: path.slice(path.lastIndexOf('/') + 1), folders: path.slice(0, Math.max(0, path.lastIndexOf('/'))) })));

describe('things of the same name', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['are not told apart where there is but one, or one several times', ['src/a.ts', 'src/b.ts', 'src/a.ts'], ['', '', '']],
    ['are told by the last folder that differs', ['src/one/a.ts', 'src/two/a.ts'], ['…/one', '…/two']],
    ['are told by a folder in the middle', ['x/one/y/a.ts', 'x/two/y/a.ts'], ['…/one/…', '…/two/…']],
    ['are told by their beginning', ['one/src/a.ts', 'two/src/a.ts', 'b.ts'], ['one/…', 'two/…', '']],
    ['may stand at the root', ['a.ts', 'src/a.ts'], ['./', 'src']],
    ['are told by all of it where the other goes on from there', ['src/a.ts', 'src/src/a.ts'], ['src', 'src/src']],
  ];
  for (const [what, paths, told] of cases) {
    it(what, () => {
      assert.deepEqual(inFolders(...paths), told);
    });
  }

  it('are never told by the same words', () => {
    const folders = fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(folders, { minLength: 2, maxLength: 5 }), (all) => {
        const told = tellApart(all.map((each) => ({ name: 'x', folders: each })));
        assert.equal(new Set(told).size, all.length);
        assert.ok(!told.includes(''));
      }),
      runs(),
    );
  });
});
