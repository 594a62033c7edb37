import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Window } from 'happy-dom';
import { Marked } from 'marked';
import { GrowingBlock } from '../../../../src/webview/markdown/growingBlock.ts';
import { GrowingText } from '../../../../src/webview/markdown/growingText.ts';
import { reconcile } from '../../../../src/webview/markdown/reconcile.ts';
import { runs, timeoutFor } from '../../fuzz.ts';

/** Names that the code under test takes from the page around it. */
const globals = ['document', 'Element', 'Text'] as const;

/** Lines of one long block, which may turn out to be more than one. */
const paragraphLine = fc.constantFrom('plain words', 'more of **bold** and `code`', 'with *one', 'two* and a [link](https://a.b)', 'a_b', 'x <sub>1</sub>', '2 * 3', '===', '~~gone~~ text', 'snow & ice');
const itemLine = fc.constantFrom('- item', '- **bold** item', '- two\n  lines', '- a\n  - nested\n  - more', '-', '- [ ] task', '- `code`', '  continued', 'lazy', '', '- a\n\n  paragraph', '-   ```\n    code\n    ```', '* other', '- # head', '---');
const numberedLine = fc.constantFrom('1. one', '2. two', '10. ten', '3) other', '1. a\n   1. nested', '', '5.', '7. **x**');
const rowLine = fc.constantFrom('| a | b |', '| **a** | `b|` |', '| only |', 'a | b', '|', '| a | b | c |', '', 'text');
const longBlocks = [
  ['a paragraph', '', paragraphLine],
  ['a list', '- first\n', itemLine],
  ['a numbered list', '1. first\n', numberedLine],
  ['a table', '| x | y |\n|---|:-:|\n', rowLine],
] as const;

describe('Growing parts of the page', () => {
  let window: Window;
  before(() => {
    window = new Window();
    for (const name of globals) {
      Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
    }
  });
  after(async () => {
    for (const name of globals) {
      Reflect.deleteProperty(globalThis, name);
    }
    await window.happyDOM.close();
  });

  function element(html: string): Element {
    const made = document.createElement('div');
    made.innerHTML = html;
    return made;
  }

  describe('GrowingText', () => {
    it('holds exactly what was appended, in pieces of whole lines', () => {
      const line = fc.oneof(fc.constant('\n'), fc.integer({ min: 0, max: 3000 }).map((length) => 'x'.repeat(length)));
      fc.assert(
        fc.property(fc.array(line), (parts) => {
          const target = document.createElement('div');
          const growing = new GrowingText(target);
          for (const part of parts) {
            growing.append(part);
          }
          assert.equal(target.textContent, parts.join(''));
          const pieces = [...target.children].slice(0, -1);
          assert.ok(pieces.every((piece) => piece.textContent.endsWith('\n')));
        }),
        runs(0.2),
      );
    });

    it('leaves a full piece alone', () => {
      const target = document.createElement('div');
      const growing = new GrowingText(target);
      growing.append(`${'x'.repeat(5000)}\nnext`);
      const full = target.firstElementChild;
      growing.append(' more\n');
      assert.equal(target.children.length, 2);
      assert.equal(full?.textContent.length, 5001);
      assert.equal(target.lastElementChild?.textContent, 'next more\n');
    });
  });

  describe('GrowingBlock', () => {
    const marked = new Marked({ gfm: true });
    const draw = (source: string): DocumentFragment => {
      const template = document.createElement('template');
      template.innerHTML = marked.parse(source, { async: false });
      template.content.querySelectorAll('table').forEach((table) => {
        const frame = document.createElement('div');
        frame.className = 'table';
        table.replaceWith(frame);
        frame.append(table);
      });
      return template.content;
    };
    /** As it is shown: white space between blocks is not. */
    const shown = (element: Element): string => element.innerHTML.replace(/\s+(?=<|$)/g, '').replace(/>\s+/g, '>');
    const whole = (source: string): string => {
      const target = document.createElement('div');
      target.append(draw(source));
      return shown(target);
    };

    for (const [name, begin, line] of longBlocks) {
      it(`shows ${name} at any length as it is when drawn whole`, async () => {
        const pieces = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', ' ')), { maxLength: 30 });
        await fc.assert(
          fc.asyncProperty(pieces, fc.integer({ min: 1, max: 30 }), async (lines, size) => {
            const source = begin + lines.map((parts) => parts.join('')).join('');
            const target = document.createElement('div');
            const block = new GrowingBlock(target, draw, 40);
            for (let end = size; end < source.length + size; end += size) {
              block.update(source.slice(0, end));
              assert.equal(shown(target), whole(source.slice(0, end)), JSON.stringify(source.slice(0, end)));
            }
            // What a WeakRef was made of lives to the end of the job, and this page makes one for each query: thousands of runs in one are gigabytes.
            await new Promise(setImmediate);
          }),
          runs(0.2),
        );
      }).timeout(timeoutFor(10_000));
    }

    it('draws of a long block no more than its end', () => {
      const sentences = Array.from({ length: 300 }, (_, index) => `Sentence ${index} has **some** words, and \`code\`, and goes on for a while. `).join('');
      const items = Array.from({ length: 800 }, (_, index) => `- item ${index} of a *long* list\n`).join('');
      const rows = Array.from({ length: 800 }, (_, index) => `| row ${index} | \`cell\` |\n`).join('');
      for (const source of [sentences, items, `| a | b |\n|---|---|\n${rows}`]) {
        let longest = 0;
        const target = document.createElement('div');
        const block = new GrowingBlock(target, (part) => {
          longest = Math.max(longest, part.length);
          return draw(part);
        }, 1000);
        for (let end = 0; end < source.length; end += 400) {
          block.update(source.slice(0, end));
        }
        assert.ok(longest < 4000, `${source.slice(0, 10)}: ${longest} of ${source.length}`);
        block.update(source);
        assert.ok(shown(target) === whole(source));
      }
    });
  });

  describe('reconcile', () => {
    const html = fc.array(
      fc.constantFrom('text', '<b>bold</b>', '<p>one</p>', '<p>one two</p>', '<ul><li>a</li></ul>', '<ul><li>a</li><li>b <i>c</i></li></ul>', '<p class="x">y</p>'),
      { maxLength: 6 },
    );

    it('makes any content like any other', () => {
      fc.assert(
        fc.property(html, html, (from, to) => {
          const shown = element(from.join(''));
          reconcile(shown, element(to.join('')));
          assert.equal(shown.innerHTML, element(to.join('')).innerHTML);
        }),
        runs(),
      );
    }).timeout(timeoutFor(10_000));

    it('keeps the nodes of what grew', () => {
      const shown = element('<ul><li>one</li></ul><p>te</p>');
      const nodes = [shown.querySelector('ul'), shown.querySelector('li'), shown.querySelector('p'), shown.querySelector('p')?.firstChild];
      reconcile(shown, element('<ul><li>one</li><li>two</li></ul><p>text</p>'));
      const after = [shown.querySelector('ul'), shown.querySelector('li'), shown.querySelector('p'), shown.querySelector('p')?.firstChild];
      after.forEach((node, index) => {
        assert.ok(node === nodes[index]);
      });
    });
  });
});
