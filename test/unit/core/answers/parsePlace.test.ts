import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseFile, parseSymbol, partsWithin } from '../../../../src/core/answers/parsePlace.ts';
import { runs } from '../../fuzz.ts';

describe('A place that an answer names', () => {
  const files: readonly (readonly [string, ReturnType<typeof parseFile>])[] = [
    ['src/a.ts', { path: 'src/a.ts' }],
    ['src/a.ts:12', { path: 'src/a.ts', line: 12 }],
    ['src/a.ts:12:5', { path: 'src/a.ts', line: 12, column: 5 }],
    ['src/a.ts:12-20', { path: 'src/a.ts', line: 12, lastLine: 20 }],
    ['src/a.ts#L3', { path: 'src/a.ts', line: 3 }],
    ['src/a.ts#L3-L9', { path: 'src/a.ts', line: 3, lastLine: 9 }],
    ['src/a.ts#L3-9', { path: 'src/a.ts', line: 3, lastLine: 9 }],
    ['src/a.ts#L3C1-L9', { path: 'src/a.ts', line: 3, lastLine: 9 }],
    ['src/a.ts(12,5)', { path: 'src/a.ts', line: 12, column: 5 }],
    ['a.ts:20-12', { path: 'a.ts', line: 20 }],
    ['a.ts:0', { path: 'a.ts' }],
    ['src\\win\\a.ts:7', { path: 'src/win/a.ts', line: 7 }],
    ['C:\\src\\a.ts:7', { path: 'C:/src/a.ts', line: 7 }],
    ['file:///home/me/a.ts#L2', { path: '/home/me/a.ts', line: 2 }],
    ['./a.ts', { path: './a.ts' }],
    ['app/[id]/page.tsx', { path: 'app/[id]/page.tsx' }],
    ['my file.md', { path: 'my file.md' }],
    ['Dockerfile', { path: 'Dockerfile' }],
    ['src/', undefined],
    ['..', undefined],
    ['', undefined],
    ['a*.ts', undefined],
    ['a\u0000.ts', undefined],
  ];
  for (const [text, expected] of files) {
    it(`reads ${JSON.stringify(text)} as a file`, () => {
      assert.deepEqual(parseFile(text), expected);
    });
  }

  const symbols: readonly (readonly [string, ReturnType<typeof parseSymbol>])[] = [
    ['sortBy', { name: 'sortBy', container: '' }],
    ['Cart.total()', { name: 'total', container: 'Cart' }],
    ['std::sort::Type', { name: 'Type', container: 'sort' }],
    ['Class#method', { name: 'method', container: 'Class' }],
    ['$el', { name: '$el', container: '' }],
    ['a b', undefined],
    ['1st', undefined],
    ['f(x)', undefined],
    ['a..b', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of symbols) {
    it(`reads ${JSON.stringify(text)} as a symbol`, () => {
      assert.deepEqual(parseSymbol(text), expected);
    });
  }

  it('stays below its root, or is told to lead out', () => {
    assert.deepEqual(partsWithin('./src/x/../a.ts'), ['src', 'a.ts']);
    assert.deepEqual(partsWithin('/a//b'), ['a', 'b']);
    assert.equal(partsWithin('a/../../b'), undefined);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b.ts', '..', '.', ''), { maxLength: 8 }), (parts) => {
        assert.ok(!(partsWithin(parts.join('/')) ?? []).includes('..'));
      }),
      runs(),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseFile(text);
        parseSymbol(text);
      }),
      runs(),
    );
  });
});
