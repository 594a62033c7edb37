import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BlockSplitter } from '../../../../src/webview/markdown/blocks.ts';
import { blockTokens } from '../../../../src/protocol/markdown/dialect.ts';
import { safeTokens } from '../../../../src/protocol/markdown/nesting.ts';
import { nests } from '../../../fakes/nests.ts';
import { runs } from '../../fuzz.ts';

/** Feeds the pieces; returns the finished blocks, and the code shown for each fence while it was open. */
function stream(pieces: readonly string[], long?: number) {
  const splitter = new BlockSplitter(blockTokens, long);
  const blocks: string[] = [];
  let shown = '';
  for (const piece of pieces) {
    const { finished, tail } = splitter.push(piece);
    blocks.push(...finished);
    if (finished.length > 0) {
      shown = '';
    }
    shown = tail.type === 'fence' ? shown + tail.added : '';
  }
  const openCode = shown;
  blocks.push(...splitter.end().finished);
  return { blocks, openCode };
}

function whole(source: string): string[] {
  return blockTokens(source.replace(/\r\n?/g, '\n'))
    .filter((token) => token.type !== 'space')
    .map((token) => token.raw.trimEnd());
}

const trimmed = (blocks: readonly string[]) => blocks.map((block) => block.trimEnd());

const line = fc.constantFrom(
  '', '', 'text', 'more text', '# head', '#', '---', '===', '- item', '  - nested', '  continued', '1. one', '2) two', '> quote',
  '```', '```py', '~~~', '~~~ js', '````', '   ```', '  ```', '``', '    code', '\ttab', '| a | b |', '| - | - |', '|--|', '<div>', '</div>',
  '<!-- c', '-->', '<script>', '[a]: /b', '"title"', '[^1]: note', '* * *', '-', '+ x', '-\ttab', '1)\ttab', '$$', '$$ x', '  $$ x $$', '\\[', 'x \\]', '+ y $$', '[^1]: a *note*', '$$ a $$ b', '- [ ] todo', '```py ```', '~~~`', '\u0000', 'עברית',
);
const markdown = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\n\n', '\r\n', '\r', '')), { maxLength: 25 })
  .map((lines) => lines.map(([text, end]) => text + end).join(''));

const cutAt = (source: string, cuts: readonly number[]): string[] => {
  const places = [...new Set(cuts.map((cut) => cut % (source.length + 1)))].sort((a, b) => a - b);
  return [...places, source.length].map((place, index) => source.slice(places[index - 1] ?? 0, place));
};

describe('BlockSplitter', () => {
  it('finds the blocks of the whole text, however it is cut', () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat(), { maxLength: 30 }), (source, cuts) => {
        assert.deepEqual(trimmed(stream(cutAt(source, cuts)).blocks), whole(source));
      }),
      runs(),
    );
  });

  it('finds them one character at a time', () => {
    fc.assert(
      fc.property(markdown, (source) => {
        assert.deepEqual(trimmed(stream(source.split('')).blocks), whole(source));
      }),
      runs(),
    );
  });

  it('finds them where every block counts as long', () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat(), { maxLength: 30 }), (source, cuts) => {
        assert.deepEqual(trimmed(stream(cutAt(source, cuts), 1).blocks), whole(source));
      }),
      runs(),
    );
  });

  it('parses a long block a few times over, not again for each line', () => {
    const list = Array.from({ length: 2000 }, (_, index) => `- item ${index}\n`);
    const table = ['| a |\n|---|\n', ...Array.from({ length: 5000 }, (_, index) => `| ${index} |\n`)];
    const lines = Array.from({ length: 1000 }, (_, index) => `Line ${index} of one paragraph of many words\n`);
    for (const pieces of [list, table, lines]) {
      let parsed = 0;
      const splitter = new BlockSplitter((source) => {
        parsed += source.length;
        return blockTokens(source);
      });
      pieces.forEach((piece) => splitter.push(piece));
      const { length } = pieces.join('');
      // What a block costs until it counts as long is the same for all.
      assert.ok(parsed < 10 * length + 400_000, `${parsed} for ${length}`);
      assert.equal(splitter.push('\nafter\nall\n').finished.length, 1);
    }
  });

  it('begins a list at a bullet with a tab after it, whole and line by line', () => {
    const source = '-->\n-\ttab\n---\n';
    assert.deepEqual(whole(source), ['-->', '-\ttab', '---']);
    assert.deepEqual(trimmed(stream(source.split('')).blocks), whole(source));
  });

  for (const [name, nest] of Object.entries(nests)) {
    it(`keeps ${name} to a block of their own, whole and line by line`, () => {
      const source = `Intro\n\n${nest}\n\nConclusion\n`;
      for (const pieces of [[source], source.split(/(?<=\n)/)]) {
        assert.deepEqual(trimmed(stream(pieces).blocks), ['Intro', nest, 'Conclusion']);
      }
    }).timeout(10_000);
  }

  it('loses nothing around what is nested too deeply, however it is cut', () => {
    const deep = fc.constantFrom(`${'>'.repeat(150)}x`, `${'- '.repeat(150)}x`, `${' '.repeat(250)}- x`, '- '.repeat(150), '*'.repeat(300));
    const lines = fc.array(fc.tuple(fc.oneof({ arbitrary: line, weight: 5 }, deep), fc.constantFrom('\n', '\n\n')), { maxLength: 15 });
    fc.assert(
      fc.property(lines, fc.array(fc.nat(), { maxLength: 10 }), (all, cuts) => {
        const source = all.map(([text, end]) => text + end).join('');
        assert.equal(stream(cutAt(source, cuts)).blocks.join('').replace(/\s/g, ''), source.replace(/\s/g, ''));
      }),
      runs(),
    );
  });

  it('takes no line across and no code for a nest', () => {
    const source = `${'- '.repeat(300)}\n\n\`\`\`\n${' '.repeat(300)}- x\n${'>'.repeat(300)}x\n\n${'*'.repeat(300)}x\n\`\`\`\n`;
    assert.deepEqual(safeTokens(source, blockTokens), blockTokens(source));
  });

  it('never throws, on any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (pieces) => {
        stream(pieces);
      }),
      runs(),
    );
  });

  it('hands out the code of an open fence as it comes, without what may close it', () => {
    const splitter = new BlockSplitter();
    assert.deepEqual(splitter.push('```py\nx = ').tail, { type: 'fence', info: 'py', added: 'x = ' });
    assert.deepEqual(splitter.push('1\n``').tail, { type: 'fence', info: 'py', added: '1\n' });
    assert.deepEqual(splitter.push('`').tail, { type: 'fence', info: 'py', added: '' });
    assert.deepEqual(splitter.push('\nafter'), {
      finished: ['```py\nx = 1\n```'],
      tail: { type: 'markdown', source: 'after' },
    });
  });

  it('shows of an open fence exactly the code that it holds in the end', () => {
    const code = fc.array(fc.constantFrom('a', ' ', '  b', '`', '``', '~', '\n', '# c'), { maxLength: 40 });
    fc.assert(
      fc.property(code, fc.array(fc.nat(), { maxLength: 20 }), (parts, cuts) => {
        const source = `\`\`\`\n${parts.join('')}x\n`;
        const { blocks, openCode } = stream(cutAt(source, cuts));
        fc.pre(blocks.length === 1);
        assert.equal(openCode, source.slice(4));
      }),
      runs(),
    );
  });

  it('keeps a list open over a blank line, and finishes it when a paragraph begins', () => {
    const splitter = new BlockSplitter();
    assert.deepEqual(splitter.push('- a\n\n- b\n\n').finished, []);
    assert.deepEqual(splitter.push('text\n').finished.map((block) => block.trimEnd()), ['- a\n\n- b']);
  });
});
