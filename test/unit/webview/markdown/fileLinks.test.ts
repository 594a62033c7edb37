import assert from 'node:assert/strict';
import { pathsIn } from '../../../../src/webview/markdown/fileLinks.ts';

describe('paths among words', () => {
  const found = (text: string): readonly string[] => pathsIn(text).map(({ name }) => name);

  it('are found with their lines, without the brackets of the sentence, and with those of their own', () => {
    assert.deepEqual(found('In src/a.ts (and src/b.ts:3), [src/c.ts#L3-L9] or ./d.ts; a.b.'), ['src/a.ts', 'src/b.ts:3', 'src/c.ts#L3-L9', './d.ts', 'a.b']);
    assert.deepEqual(found('See app/(shop)/[id]/page.tsx, [...slug]/x.ts:1-2 and C:/x/y.c.'), ['app/(shop)/[id]/page.tsx', '[...slug]/x.ts:1-2', 'C:/x/y.c']);
    assert.deepEqual(found('Not in https://a.example/b.ts, nor in a.b.'), ['a.b']);
  });

  it('are looked for in one go, whatever is said again and again', () => {
    for (const run of ['(', '[', ')', ']', '+', 'a(', '(a)', '[a', '(/', '(a.1', 'a.', '-', '@']) {
      assert.ok(found(run.repeat(100_000)).length <= 1, run);
    }
  });
});
