import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { eachPage } from './eachPage.ts';
import type { ChatPage } from './pageHost.ts';
import { attachments, codeAnswer, finished, richAnswer, turn } from './samples.ts';

/** What has the focus, and whether that can be seen. */
interface Stop {
  readonly name: string;
  readonly isRinged: boolean;
  readonly isInView: boolean;
  /** It is there for the first time. */
  readonly isNew: boolean;
}

describe('The page, for everyone', () => {
  let chat: ChatPage;
  eachPage((opened) => {
    chat = opened;
  });
  before(() => mkdir('out/page', { recursive: true }));

  const everything = async (): Promise<void> => {
    await chat.snapshot([
      finished('1', { text: codeAnswer, thought: 'Hm', references: [{ label: 'a.ts', language: 'ts', text: 'a' }], version: { number: 1, of: 2 } }),
      finished('2', { text: richAnswer, end: { type: 'failed', failure: { code: 'cut-off', message: 'It was cut off.', detail: '', actions: ['continue', 'retry'] } } }),
    ]);
    await chat.send({ type: 'attachments', items: attachments, gathering: false }, { type: 'queue', items: [{ id: 'q', text: 'Next', along: [] }] });
    await chat.page.getByRole('textbox', { name: 'Message' }).fill('x');
    await chat.page.getByRole('button', { name: 'Parameters' }).click();
    await chat.send({ type: 'openFind' });
    await chat.page.getByRole('textbox', { name: 'Find' }).waitFor();
  };

  it('shows where the focus is at every stop, in view and by name, and goes round with it either way', async () => {
    await everything();
    for (const key of ['Tab', 'Shift+Tab']) {
      const stops: Stop[] = [];
      for (let presses = 0; presses < 150; presses += 1) {
        await chat.page.keyboard.press(key);
        const stop = await chat.page.evaluate((way): Stop | undefined => {
          const { activeElement: element } = document;
          if (!(element instanceof HTMLElement) || element === document.body) {
            return undefined;
          }
          const isNew = element.dataset['passed'] !== way;
          element.dataset['passed'] = way;
          const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? element.labels?.[0]?.textContent : undefined;
          const isDrawn = (color: string): boolean => !/^(transparent|rgba\(.*, 0\))$/.test(color);
          const style = getComputedStyle(element);
          const frame = element.closest('.input-box, .find-input');
          const ring = getComputedStyle(document.documentElement).getPropertyValue('--vscode-focusBorder').trim();
          const probe = document.createElement('i');
          probe.style.color = ring;
          document.body.append(probe);
          const ringColor = getComputedStyle(probe).color;
          probe.remove();
          const ofFrame = frame ? getComputedStyle(frame) : undefined;
          const box = element.getBoundingClientRect();
          return {
            name: element.ariaLabel ?? label ?? element.textContent.trim(),
            isRinged:
              (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0 && isDrawn(style.outlineColor)) ||
              ofFrame?.borderTopColor === ringColor ||
              (ofFrame !== undefined && ofFrame.outlineStyle !== 'none' && ofFrame.outlineColor === ringColor),
            isNew,
            isInView: box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth && box.width > 4 && box.height > 4,
          };
        }, key);
        if (stop?.isNew === false) {
          break;
        }
        if (stop) {
          stops.push(stop);
        }
      }
      const names = stops.map(({ name }) => name);
      assert.ok(stops.length > 60 && stops.length < 150 && ['Find', 'Edit', 'Temperature', 'Message'].every((name) => names.includes(name)), `${key}: ${names.join(', ')}`);
      assert.deepEqual(stops.filter(({ name, isRinged, isInView }) => name === '' || !isRinged || !isInView), [], key);
    }
  });

  it('needs no scrolling from side to side in 200 pixels, at 100 and at 200 percent', async () => {
    await chat.page.setViewportSize({ width: 200, height: 700 });
    await everything();
    for (const [width, zoom] of [[200, '1'], [400, '2']] as const) {
      await chat.page.setViewportSize({ width, height: 700 });
      await chat.page.evaluate((value) => { document.documentElement.style.setProperty('zoom', value); }, zoom);
      const wide = await chat.page.evaluate(() => {
        const isScrolled = (element: Element): boolean => element.scrollWidth > element.clientWidth + 1;
        const right = document.documentElement.clientWidth + 1;
        return [
          ...[document.documentElement, ...document.querySelectorAll('.scroller, .composer, .parameters, .queue')].filter(isScrolled).map((each) => each.className || each.localName),
          // The model's name is cut where the line ends, as the line itself is.
          ...[...document.querySelectorAll('button, input, textarea, select')]
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > right && !each.matches('.model'))
            .map((each) => `${each.ariaLabel ?? each.textContent} ends at ${each.getBoundingClientRect().right} of ${right}`),
        ];
      });
      await chat.page.screenshot({ path: `out/page/everyone-200-${zoom}.png` });
      assert.deepEqual(wide, [], `at ${zoom}`);
    }
  });

  it('has lines of a length that can be read in a wide tab', async () => {
    await chat.page.setViewportSize({ width: 1600, height: 700 });
    await chat.page.evaluate(() => { document.body.dataset['surface'] = 'tab'; });
    await chat.snapshot([finished('1', { text: richAnswer })]);
    const boxes = await chat.page.locator('.content, .composer').evaluateAll((all) => all.map((each) => each.getBoundingClientRect()).map(({ left, width }) => [left, width]));
    await chat.page.screenshot({ path: 'out/page/everyone-wide.png' });
    assert.deepEqual(boxes, [[325, 950], [325, 950]]);
  });

  for (const asked of ['system', 'VS Code'] as const) {
    it(`moves nothing when the ${asked} is asked for less motion`, async () => {
      const moving = (): Promise<number> => chat.page.evaluate(() => document.getAnimations().length);
      await chat.snapshot([turn('1', { thought: 'Hm' })]);
      assert.notEqual(await moving(), 0, 'else there is nothing to see');
      if (asked === 'system') {
        await chat.page.emulateMedia({ reducedMotion: 'reduce' });
      } else {
        await chat.page.evaluate(() => { document.body.classList.add('vscode-reduce-motion'); });
      }
      assert.equal(await moving(), 0);
    });
  }

  it('can be read in the colours that the system forces on it', async () => {
    await chat.page.emulateMedia({ forcedColors: 'active' });
    await chat.snapshot([finished('1', { prompt, text: richAnswer }), turn('2', { prompt, thought: 'Hm' })]);
    const clear = await chat.page.evaluate(() => {
      const isClear = (color: string): boolean => /, 0\)$|transparent/.test(color);
      const canvas = getComputedStyle(document.body).backgroundColor;
      const letters = [...document.querySelectorAll('.page *')].filter((each) => [...each.childNodes].some((node) => node instanceof Text && node.data.trim() !== ''));
      return [
        ...letters.filter((each) => isClear(getComputedStyle(each).getPropertyValue('-webkit-text-fill-color'))).map((each) => each.textContent),
        ...[...document.querySelectorAll('.working i')].filter((each) => getComputedStyle(each).backgroundColor === canvas).map(() => 'a dot'),
      ];
    });
    await chat.page.screenshot({ path: 'out/page/everyone-forced.png' });
    assert.deepEqual(clear, []);
  });

  it('sets words from right to left where they are, and code never', async () => {
    const text = 'הפונקציה `total()` מחזירה סכום:\n\n> ציטוט `a[0]`\n\n- פריט\n\n  ```ts\n  const a = [1];\n  ```\n\n| שם | קוד |\n| - | - |\n| א | `b()` |\n\nEnglish after it.';
    await chat.snapshot([finished('1', { prompt: 'מה עושה total()?', text })]);
    const found = await chat.page.evaluate(() => {
      const of = (selector: string): readonly string[] => [...document.querySelectorAll(selector)].map((each) => getComputedStyle(each).direction);
      /** Whether a piece of text begins right of where it ends. */
      const isMirrored = (code: Element): boolean => {
        const range = document.createRange();
        const node = code.firstChild;
        if (!(node instanceof Text)) {
          return false;
        }
        const left = (at: number): number => {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect().left;
        };
        return left(0) > left(node.length - 1);
      };
      const last = [...document.querySelectorAll('.markdown p')].at(-1);
      return {
        code: [...new Set(of('.code, .code pre, .markdown code'))],
        mirrored: [...document.querySelectorAll('.markdown code')].filter(isMirrored).map((each) => each.textContent),
        blocks: [...document.querySelectorAll('.block')].map((each) => getComputedStyle(each).direction),
        english: last?.textContent,
      };
    });
    await chat.page.screenshot({ path: 'out/page/everyone-rtl.png' });
    assert.deepEqual(found, { code: ['ltr'], mirrored: [], blocks: ['rtl', 'rtl', 'rtl', 'rtl', 'ltr'], english: 'English after it.' });
    const question = await chat.page.locator('.bubble').evaluate((bubble) => getComputedStyle(bubble).direction);
    assert.equal(question, 'rtl');
  });
});

const prompt = 'Write a Python function to sort a list';
