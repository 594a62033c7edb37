import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodeExtractor } from '../../../../src/core/edit/codeExtractor.ts';
import { runs } from '../../fuzz.ts';

function extract(pieces: readonly string[], complete = true): string {
  const extractor = new CodeExtractor();
  return pieces.map((piece) => extractor.push(piece)).join('') + extractor.finish(complete);
}

const code = 'def f(x):\n    return x\n\n\ndef g():\n    pass';
const answers: readonly (readonly [string, string, string])[] = [
  ['a fenced block alone', `\`\`\`python\n${code}\n\`\`\``, code],
  ['prose around the block', `Here it is:\n\n\`\`\`python\n${code}\n\`\`\`\n\nHope this helps!`, code],
  ['a block that is never closed', `\`\`\`\n${code}`, code],
  ['only the first of two blocks', `\`\`\`\na\n\`\`\`\nUse it so:\n\`\`\`\nb\n\`\`\``, 'a'],
  ['a block inside its comment', '```julia\n"""\n```jldoctest\n1\n```\n"""\nf() = 1\n```\nDone.', '"""\n```jldoctest\n1\n```\n"""\nf() = 1'],
  ['a block inside a string that ends right behind its fence', '```py\ns = """\n```js\nx\n```"""\n```\nDone.', 's = """\n```js\nx\n```"""'],
  ['a longer fence around backticks', '````md\n```js\nx\n```\n````', '```js\nx\n```'],
  ['a tilde fence', '~~~\nx\n~~~\n', 'x'],
  ['CRLF line ends', '```\r\na\r\nb\r\n```\r\n', 'a\nb'],
  ['a block indented in a list', '1. So:\n   ```js\n   a\n     b\n   ```', 'a\n  b'],
  ['backticks inside a line of code', '```js\nconst a = `x`;\n`y`;\n```', 'const a = `x`;\n`y`;'],
  ['code without any fence', 'const a = 1;\nconst b = 2;\n', 'const a = 1;\nconst b = 2;'],
  ['blank lines at both ends of the block', '```\n\n\na\n\n\n```', 'a'],
  ['prose without code', 'I am sorry, but I cannot help with that.', ''],
  ['prose without a full stop', "I can't help with that", ''],
  ['prose with brackets', 'Here is the function (see below): it sorts.', ''],
  ['a query without a fence', 'SELECT name FROM users', 'SELECT name FROM users'],
  ['an import without a fence', 'from a import b as c', 'from a import b as c'],
  ['nothing', '', ''],
  ['a block cut right after its opening line', '```python', ''],
];

describe('code taken out of an answer', () => {
  for (const [name, answer, expected] of answers) {
    it(`${name}, cut anywhere`, () => {
      assert.equal(extract([answer]), expected);
      assert.equal(extract(answer.split(/(?=[^])/)), expected);
      for (let cut = 0; cut <= answer.length; cut++) {
        assert.equal(extract([answer.slice(0, cut), answer.slice(cut)]), expected, `cut at ${cut}`);
      }
    });
  }

  it('is nothing when an answer ends before its fence: half a sentence may look like anything', () => {
    for (const answer of ['Sure! Here is a function that sor', 'const a = 1', '``']) {
      assert.equal(extract([answer], false), '');
    }
    assert.equal(extract(['Sure:\n```js\nconst a = 1'], false), 'const a = 1');
  });

  it('comes out as it arrives, but for what may be the closing fence', () => {
    const extractor = new CodeExtractor();
    assert.equal(extractor.push('```js\nlet a'), 'let a');
    assert.equal(extractor.push(' = 1'), ' = 1');
    assert.equal(extractor.push(';\n``'), ';');
    assert.equal(extractor.push('x`;'), '\n``x`;');
  });

  it('is the same in any chunking', () => {
    const line = fc.constantFrom('x', '  y', '', '```', '``', '````', '```js', 'text.', '~~~');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (lines, sizes) => {
        const answer = lines.join('\n');
        const pieces: string[] = [];
        for (let at = 0, turn = 0; at < answer.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          pieces.push(answer.slice(at, at + size));
          at += size;
        }
        assert.equal(extract(pieces), extract([answer]));
      }),
      runs(),
    );
  });
});
