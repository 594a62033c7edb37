import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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

  it('is nothing outside of any', () => {
    assert.equal(enclosingBlock(['one', 'two'], 1), undefined);
    assert.equal(enclosingBlock(['def f():', '    pass', '', 'x = 1'], 3), undefined);
    assert.equal(enclosingBlock([''], 0), undefined);
  });
});
