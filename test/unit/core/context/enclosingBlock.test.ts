import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { startWithComment } from '../../../../src/core/context/lines.ts';
import { enclosingBlock } from '../../../../src/core/context/enclosingBlock.ts';

const lines = (file: string): readonly string[] => readFileSync(`test/workspace/${file}`, 'utf8').split(/\r?\n/);
const line = (all: readonly string[], text: string): number => all.findIndex((each) => each.includes(text));

describe('the block around a line, where no language server tells', () => {
  it('is the Python function, from inside its loops', () => {
    const all = lines('python/sort.py');
    const block = enclosingBlock(all, line(all, 'position -= 1'));
    assert.deepEqual(block, { first: line(all, 'def insertion_sort'), last: line(all, 'return result'), name: 'insertion_sort' });
  });

  it('is the Python method, and the class between its methods', () => {
    const all = lines('python/sort.py');
    assert.equal(enclosingBlock(all, line(all, 'return self.stock'))?.name, 'is_sold_out');
    assert.equal(enclosingBlock(all, line(all, 'price: int'))?.name, 'Item');
  });

  it('is the function of braces, with its closing line', () => {
    const all = ['package x', '', 'func (s *Shop) Sum(a []int) int {', '\tfor _, n := range a {', '\t\tt += n', '\t}', '\treturn t', '}', '', 'var x = 1'];
    assert.deepEqual(enclosingBlock(all, 4), { first: 2, last: 7, name: 'Sum' });
    const method = ['class A {', '  constructor(x) {', '    if (x) {', '      y();', '    } else {', '      z();', '    }', '  }', '  b = 1;', '}'];
    assert.deepEqual(enclosingBlock(method, 5), { first: 1, last: 7, name: 'constructor' });
    assert.deepEqual(enclosingBlock(method, 8), { first: 0, last: 9, name: 'A' });
  });

  const torn: readonly (readonly [string, string, string])[] = [
    ['Python as black formats it', 'def f(\n    a,\n    b=(1, 2),\n) -> int:\n    if a:\n        return b\n\n    return a\n\n\nx = 1', 'f'],
    ['Python with a comment behind the colon', 'def f(\n    a,\n):  # noqa\n    return a\n\nx = 1', 'f'],
    ['TypeScript with its parameters in lines', 'export function f(\n  a: number,\n): number {\n  return a;\n}\n\nf(1);', 'f'],
    ['TypeScript with parameters taken apart', 'function View({\n  a,\n}: Props) {\n  return a;\n}\n\nView();', 'View'],
    ['Go as gofmt formats it', 'func f(\n\ta int,\n) (int, error) {\n\treturn a, nil\n}\n\nvar x = 1', 'f'],
    ['a method without a keyword', 'total(\n  a,\n  b,\n) {\n  return a;\n}\n\nx;', 'total'],
    ['Rust with bounds', 'pub fn f<T>(\n    a: T,\n) -> T\nwhere\n    T: Clone,\n{\n    a.clone()\n}\n\nuse x;', 'f'],
    ['a class with its brace below', 'class Foo\n{\n    int a;\n}\n\nint x;', 'Foo'],
    ['a C function with its brace below', 'int main(int argc,\n         char **argv)\n{\n    return argc;\n}\n\nint x;', 'main'],
    ['Ruby with its parameters in lines', 'def f(\n  a,\n  b\n)\n  a + b\nend\n\nf(1, 2)', 'f'],
    ['an empty body', 'function f(\n  a,\n) {}\n\nf(1);', 'f'],
  ];
  for (const [what, text, name] of torn) {
    it(`is whole from each of its lines: ${what}`, () => {
      const all = text.split('\n');
      const last = all.length - 3;
      const end = all.slice(0, last + 1).findLastIndex((each) => each !== '');
      for (const at of [...Array(end + 1).keys()]) {
        assert.deepEqual(enclosingBlock(all, at), { first: 0, last: end, name }, `line ${at}`);
      }
      assert.equal(enclosingBlock(all, all.length - 1), undefined);
    });
  }

  it('is nothing outside of any', () => {
    assert.equal(enclosingBlock(['one', 'two'], 1), undefined);
    assert.equal(enclosingBlock(['def f():', '    pass', '', 'x = 1'], 3), undefined);
    assert.equal(enclosingBlock([''], 0), undefined);
    assert.deepEqual(enclosingBlock(['def f(): pass', 'where = 1', 'x = 2'], 0), { first: 0, last: 0, name: 'f' });
  });
});

describe('what belongs to a declaration', () => {
  const cases: readonly (readonly [string, readonly string[], number])[] = [
    ['comments of lines', ['x', '// one', '// two'], 1],
    ['a long comment without stars', ['x', '/*', ' words', '', ' more */'], 1],
    ['a long comment of a markup language', ['x', '<!--', 'words', '-->'], 1],
    ['a long comment above an attribute', ['x', '/* one', ' two */', '[[nodiscard]]'], 1],
    ['one comment below another', ['x', '/* one', ' two */', '/* three', '  four */'], 1],
    ['no comment behind code', ['x /* one', ' two */'], 2],
    ['no end without a beginning', ['x', 'words', 'more */'], 3],
  ];
  for (const [what, lines, expected] of cases) {
    it(`is ${what}`, () => {
      assert.equal(startWithComment([...lines, 'int f();'], lines.length), expected);
    });
  }
});
