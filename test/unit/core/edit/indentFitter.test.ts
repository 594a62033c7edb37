import assert from 'node:assert/strict';
import fc from 'fast-check';
import { IndentFitter, indentationAt, type Indentation } from '../../../../src/core/edit/indentFitter.ts';
import { runs } from '../../fuzz.ts';

const spaces = { unit: '    ', tabSize: 4 };
const tabs = { unit: '\t', tabSize: 4 };
const nowhere = { previous: '', next: '' };

function fit(code: string, place: Indentation): string {
  return new IndentFitter(place).push(code);
}

describe('code fitted to its place', () => {
  it('indents further lines as the cursor is, and leaves blank lines empty', () => {
    const place: Indentation = { base: '    ', opening: '', ...spaces };
    assert.equal(fit('if x:\n    y()\n\nz()', place), 'if x:\n        y()\n\n    z()');
  });

  it('takes off the indentation that the whole came with', () => {
    const place: Indentation = { base: '', opening: '', ...spaces };
    assert.equal(fit('        a\n            b\n        c', place), 'a\n    b\nc');
  });

  it('writes tabs where the file has tabs, whatever the step of the model', () => {
    const place: Indentation = { base: '\t', opening: '', ...tabs };
    assert.equal(fit('{\n  a\n    b\n}', place), '{\n\t\ta\n\t\t\tb\n\t}');
  });

  it('indents as deep as the file does, whatever the step of the model', () => {
    const place: Indentation = { base: '', opening: '', unit: '  ', tabSize: 2 };
    assert.equal(fit('a\n    b\n        c', place), 'a\n  b\n    c');
  });

  it('leaves the lines of a block comment under their first', () => {
    const place: Indentation = { base: '\t', opening: '', ...tabs };
    assert.equal(fit('/**\n * x\n */\n{\n  a\n}', place), '/**\n\t * x\n\t */\n\t{\n\t\ta\n\t}');
  });

  it('writes spaces where the file has spaces', () => {
    const place: Indentation = { base: '', opening: '', ...spaces };
    assert.equal(fit('{\n\ta\n\t\tb\n}', place), '{\n    a\n        b\n}');
  });

  it('is the same in any chunking', () => {
    const line = fc.constantFrom('a', '  b', '\tc', '    d', '', '   ');
    fc.assert(
      fc.property(fc.array(line), fc.nat(), fc.boolean(), (lines, cut, tabbed) => {
        const code = lines.join('\n');
        const place: Indentation = { base: '  ', opening: '\n  ', ...(tabbed ? tabs : spaces) };
        const streamed = new IndentFitter(place);
        const at = code.length === 0 ? 0 : cut % code.length;
        assert.equal(streamed.push(code.slice(0, at)) + streamed.push(code.slice(at)), fit(code, place));
      }),
      runs(),
    );
  });
});

describe('the indentation at a cursor', () => {
  const cases: readonly (readonly [string, Parameters<typeof indentationAt>[0], Parameters<typeof indentationAt>[1], string, string])[] = [
    ['after white space: as deep as the cursor', { before: '    ', after: '' }, nowhere, '    ', ''],
    ['inside a line: as deep as the line', { before: '  x = ', after: '' }, nowhere, '  ', ''],
    ['after a finished statement: on a new line', { before: '  f();', after: '' }, nowhere, '  ', '\n  '],
    ['after an opened block: on a new line, one step in', { before: 'class A {', after: '' }, nowhere, '    ', '\n    '],
    ['after a statement without a mark: on a new line', { before: '        return self.stock == 0', after: '' }, nowhere, '        ', '\n        '],
    ['after words: on a new line', { before: 'closed for good', after: '' }, nowhere, '', '\n'],
    ['after a call that is open: right at the cursor', { before: '  f(', after: '' }, nowhere, '  ', ''],
    ['after a comment: on a new line', { before: '  # sort it', after: '' }, nowhere, '  ', '\n  '],
    ['after an operator: right at the cursor', { before: '  *p = ', after: '' }, nowhere, '  ', ''],
    ['after a directive: right at the cursor', { before: '#include ', after: '' }, nowhere, '', ''],
    ['after a key of an object: right at the cursor', { before: '  b: ', after: '' }, nowhere, '  ', ''],
    ['in an empty line between two methods', { before: '', after: '' }, { previous: '        return 1', next: '    def g(self):' }, '    ', '    '],
    ['in an empty line after an opened block', { before: '', after: '' }, { previous: 'def f():', next: 'x = 1' }, '    ', '    '],
    ['in an empty line at the end of the file', { before: '', after: '' }, { previous: '    return 1', next: '' }, '', ''],
    ['in an empty file', { before: '', after: '' }, nowhere, '', ''],
    ['before other text in the line', { before: '', after: 'x = 1' }, nowhere, '', ''],
  ];
  for (const [name, line, neighbours, base, opening] of cases) {
    it(name, () => {
      assert.deepEqual(indentationAt(line, neighbours, spaces), { base, opening, ...spaces });
    });
  }
});
