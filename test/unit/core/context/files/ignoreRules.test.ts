import assert from 'node:assert/strict';
import { IgnoreRules } from '../../../../../src/core/context/files/ignoreRules.ts';

describe('ignore rules', () => {
  const root = IgnoreRules.none.in('', ['built/\n*.log\n!keep.log\n', 'private/\n']);

  const cases: readonly (readonly [string, boolean, boolean])[] = [
    ['built', true, true],
    ['built', false, false],
    ['src/a.log', false, true],
    ['src/keep.log', false, false],
    ['private', true, true],
    ['src/private', true, true],
    ['src/a.ts', false, false],
    ['node_modules', true, true],
    ['deep/.git', true, true],
    ['.git', false, false],
  ];
  for (const [path, isFolder, expected] of cases) {
    it(`${expected ? 'name' : 'do not name'} the ${isFolder ? 'folder' : 'file'} ${path}`, () => {
      assert.equal(root.ignores(path, isFolder), expected);
    });
  }

  it('of a deeper folder win there, and count nowhere else', () => {
    const deeper = root.in('src', ['!a.log\nb.ts\n', '']);
    assert.equal(deeper.ignores('src/a.log', false), false);
    assert.equal(deeper.ignores('src/b.ts', false), true);
    assert.equal(deeper.ignores('b.ts', false), false);
    assert.equal(deeper.ignores('c.log', false), true);
  });

  it('of .latheignore have the last word in their folder', () => {
    assert.equal(IgnoreRules.none.in('', ['made.ts\n', '!made.ts\n']).ignores('made.ts', false), false);
  });

  it('that are empty change nothing', () => {
    assert.equal(root.in('src', ['', ' \n']), root);
  });
});
