import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Window } from 'happy-dom';
import { GrowingText } from '../../../../src/webview/markdown/growingText.ts';
import { reconcile } from '../../../../src/webview/markdown/reconcile.ts';

/** Names that the code under test takes from the page around it. */
const globals = ['document', 'Element', 'Text'] as const;

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
        { numRuns: 50 },
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
      );
    });

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
