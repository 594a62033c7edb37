import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { plainText } from '../../../../src/webview/markdown/plainText.ts';

const { tests } = createRequire(import.meta.url)('commonmark-spec') as { readonly tests: readonly { readonly markdown: string }[] };

describe('An answer as plain text', () => {
  const rows: readonly (readonly [label: string, markdown: string, text: string])[] = [
    ['words', '# Head\n\nA **bold** and `code` *word*  \nnext', 'Head\n\nA bold and code word\nnext'],
    ['code as it is', 'Run\n\n```sh\n  ls *.ts\n```\n', 'Run\n\n  ls *.ts'],
    ['lists', '- a\n- b\n  1. c\n  2. d\n\n3. x\n4. y', '- a\n- b\n  1. c\n  2. d\n\n3. x\n4. y'],
    ['tasks', '- [x] done\n- [ ] open', '- [x] done\n- [ ] open'],
    ['tables', '| a | b |\n| - | - |\n| **1** | 2 |', 'a\tb\n1\t2'],
    ['links', '[docs](https://a.example) <https://b.example> [file](src/a.ts)', 'docs (https://a.example) https://b.example file'],
    ['links defined later', '[docs][d]\n\n[d]: https://a.example', 'docs (https://a.example)'],
    ['quotes', '> one\n>\n> two', 'one\n\ntwo'],
    ['formulas', 'So $a^2$ and\n\n$$\nb\n$$', 'So a^2 and\n\nb'],
    ['footnotes', 'x[^1]\n\n[^1]: the *note*', 'x[1]\n\n[1] the note'],
    ['tags', 'a<br>b <kbd>F5</kbd> <x-y>', 'a\nb F5 <x-y>'],
  ];
  for (const [label, markdown, text] of rows) {
    it(`has ${label}`, () => {
      assert.equal(plainText(markdown), text);
    });
  }

  it('is made of every example of the specification', () => {
    tests.forEach(({ markdown }) => plainText(markdown));
  });
});
