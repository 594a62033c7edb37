import assert from 'node:assert/strict';
import { findInTurns } from '../../../src/host/chatView/findInTurns.ts';
import { eachPage } from './eachPage.ts';
import type { ChatPage } from './pageHost.ts';
import { codeAnswer, codePlaces, finished, richAnswer, turn } from './samples.ts';

describe('Answers in the page', () => {
  let chat: ChatPage;
  eachPage((opened) => {
    chat = opened;
  });

  const answer = () => chat.page.locator('.markdown').last();
  const posted = async (type: string) => (await chat.posted()).filter((message) => message.type === type);

  it('draws formulas as MathML, and shows one that it does not understand as its source', async () => {
    await chat.snapshot([finished('1', { text: 'Let $x^2$ and $\\nonsense{x}$.\n\n$$\n\\frac{a}{b}\n- c\n$$' })]);
    await answer().locator('math msup').waitFor();
    await answer().locator('.math.display math mfrac').waitFor();
    assert.equal(await answer().locator('.math.source').innerText(), '\\nonsense{x}');
    assert.equal(await answer().locator('li').count(), 0);
  });

  it('goes from a footnote to its note and back, by keyboard', async () => {
    await chat.snapshot([finished('1', { text: `Word[^a].\n\n${'text\n\n'.repeat(60)}[^a]: the note` })]);
    await chat.page.getByRole('button', { name: 'Footnote a', exact: true }).focus();
    await chat.page.keyboard.press('Enter');
    const focused = () => chat.page.evaluate(() => document.activeElement?.ariaLabel);
    assert.equal(await focused(), 'Back to where footnote a is referred to');
    assert.match(await answer().locator('.footnote').innerText(), /the note/);
    await chat.page.keyboard.press('Enter');
    assert.equal(await focused(), 'Footnote a');
  });

  it('finds what is defined after it, while it streams', async () => {
    await chat.snapshot([turn('1')]);
    await chat.send({ type: 'append', turnId: '1', thought: '', text: 'See [docs] and[^1].\n\nMore.\n\n' });
    assert.equal(await answer().locator('a, sup').count(), 0);
    await chat.send({ type: 'append', turnId: '1', thought: '', text: '[docs]: https://docs.example\n[^1]: note\n\nend\n' });
    assert.equal(await answer().locator('a').getAttribute('href'), 'https://docs.example');
    assert.equal(await answer().locator('sup').innerText(), '1');
  });

  it('makes links of the places that the host knows, and of no others', async () => {
    await chat.snapshot([finished('1', { text: codeAnswer })]);
    const { names } = await chat.waitForPosted('findPlaces');
    assert.deepEqual([...names].filter((name) => !codePlaces.includes(name)).sort(), ['src/none.ts', 'src/shop/discount/discount.ts']);
    await chat.send({ type: 'places', names: codePlaces });
    const places = answer().getByRole('link');
    assert.deepEqual(await places.allInnerTexts(), ['src/cart.ts:19', 'total()', 'src/cart.ts#L3-L5', 'here']);
    await places.first().click();
    assert.deepEqual(await chat.waitForPosted('openPlace'), { type: 'openPlace', name: 'src/cart.ts:19' });
    await places.last().focus();
    await chat.page.keyboard.press('Enter');
    assert.deepEqual((await posted('openPlace'))[1], { type: 'openPlace', name: 'src/cart.ts' });
    assert.equal(await answer().innerText().then((text) => text.split('\n')[0]), 'Look at src/cart.ts:19 and at total(), in src/cart.ts#L3-L5 or here, never at src/none.ts.');
  });

  it('applies code of a summary as it does that of an answer', async () => {
    await chat.snapshot([finished('1')]);
    await chat.send({ type: 'compaction', compaction: { turnId: '1', summary: '```ts\nlet a;\n```' } });
    await chat.page.locator('.compaction summary').click();
    await chat.page.getByRole('button', { name: 'Apply' }).click();
    assert.deepEqual(await chat.waitForPosted('applyCode'), { type: 'applyCode', turnId: '1', text: 'let a;' });
  });

  it('makes a link of the file of a block, and leaves names within code alone', async () => {
    await chat.snapshot([finished('1', { text: '```ts src/a.ts\nsrc/a.ts\n```\n\n    src/a.ts' })]);
    await chat.waitForPosted('findPlaces');
    await chat.send({ type: 'places', names: ['src/a.ts'] });
    assert.deepEqual(await answer().getByRole('link').allInnerTexts(), ['src/a.ts']);
    assert.equal(await answer().locator('.code-language').first().innerText(), 'ts');
  });

  it('names the file of a block, and offers what fits its language', async () => {
    await chat.snapshot([finished('1', { text: codeAnswer })]);
    const block = (index: number) => answer().locator('.code').nth(index);
    assert.equal(await block(0).locator('.code-file').innerText(), 'src/shop/discount/discount.ts');
    assert.equal(await block(0).getByRole('button', { name: 'Run in terminal' }).count(), 0);
    await block(0).getByRole('button', { name: 'New file' }).click();
    assert.deepEqual(await chat.waitForPosted('newFile'), {
      type: 'newFile',
      text: 'export const none = 0;',
      language: 'typescript',
      file: 'src/shop/discount/discount.ts',
    });
    await block(1).getByRole('button', { name: 'Run in terminal' }).click();
    assert.deepEqual(await chat.waitForPosted('runInTerminal'), { type: 'runInTerminal', text: '$ npm test' });
    await block(2).getByRole('button', { name: 'Open diagram' }).click();
    assert.deepEqual(await chat.waitForPosted('openDiagram'), { type: 'openDiagram', text: 'flowchart LR\n  a --> b' });
  });

  it('folds long code, but not under the eyes of whoever watches it come', async () => {
    await chat.snapshot([finished('1', { text: codeAnswer }), turn('2')]);
    const folds = () => chat.page.locator('.code-fold');
    assert.equal(await folds().innerText(), 'Show all 60 lines');
    const height = () => chat.page.locator('.code pre').nth(3).evaluate((element) => element.clientHeight);
    const folded = await height();
    await folds().focus();
    await chat.page.keyboard.press('Enter');
    assert.equal(await folds().getAttribute('aria-expanded'), 'true');
    assert.ok((await height()) > 2 * folded, `${folded} and then ${await height()}`);
    await chat.page.keyboard.press('Enter');
    assert.equal(await height(), folded);
    await chat.send({ type: 'append', turnId: '2', thought: '', text: `\`\`\`\n${'line\n'.repeat(30)}` });
    await chat.send({ type: 'append', turnId: '2', thought: '', text: `${'line\n'.repeat(30)}\`\`\`\n` });
    await chat.send({ type: 'turnEnded', turnId: '2', end: { type: 'finished', reason: 'stop' } });
    assert.equal(await folds().nth(1).innerText(), 'Show fewer lines');
  });

  it('unfolds code for what is found in its folded part', async () => {
    await chat.snapshot([finished('1', { text: codeAnswer })]);
    await chat.page.locator('.code.folded').waitFor();
    const find = async (query: string): Promise<void> => {
      await chat.send({ type: 'openFind' });
      await chat.page.getByRole('textbox', { name: 'Find' }).fill(query);
      await chat.page.waitForFunction((wanted) => window.posted.some((message) => message.type === 'find' && message.query === wanted), query);
      await chat.send({ type: 'found', query, matchCase: false, found: [{ turnId: '1', part: 'text', count: 1 }] });
      await chat.page.waitForFunction((wanted) => [...(CSS.highlights.get('find-current') ?? [])].map(String)[0] === wanted, query);
    };
    await find('price3 ');
    assert.equal(await chat.page.locator('.code.folded').count(), 1, 'what is in view anyway leaves it folded');
    await find('price55');
    assert.equal(await chat.page.locator('.code.folded').count(), 0);
    const isInView = await chat.page.evaluate(() => {
      const box = [...(CSS.highlights.get('find-current') ?? [])].map((range) => (range as Range).getBoundingClientRect())[0];
      const view = document.querySelector('.scroller')?.getBoundingClientRect();
      return box !== undefined && view !== undefined && box.top >= view.top && box.bottom <= view.bottom;
    });
    assert.equal(isInView, true);
  });

  it('finds words of a formula in its TeX, as often as the host counts them, and marks the formula', async () => {
    const text = 'A half, $\\frac{1}{2}$, and\n\n$$\n\\frac{a}{b}\n$$\n\nno frac more.';
    const answer = finished('1', { text });
    const found = findInTurns([{ ...answer, prompt: { text: answer.prompt } }], 'frac', false);
    assert.deepEqual(found, [{ turnId: '1', part: 'text', count: 3 }]);
    await chat.snapshot([answer]);
    await chat.page.locator('.math.drawn').nth(1).waitFor();
    await chat.send({ type: 'openFind' });
    await chat.page.getByRole('textbox', { name: 'Find' }).fill('frac');
    await chat.waitForPosted('find');
    await chat.send({ type: 'found', query: 'frac', matchCase: false, found });
    await chat.page.getByText('1 of 3').waitFor();
    const marked = await chat.page.evaluate(() =>
      [...(CSS.highlights.get('find') ?? [])].map((range) => {
        const { startContainer: node } = range as Range;
        return node instanceof HTMLElement && node.classList.contains('math') ? (node.dataset['tex'] ?? '') : (range as Range).toString();
      }),
    );
    assert.deepEqual(marked.map((each) => each.trim()), ['\\frac{1}{2}', '\\frac{a}{b}', 'frac']);
  });

  it('copies an answer as Markdown and as plain text', async () => {
    await chat.snapshot([finished('1', { text: '**Bold** `x`\n\n- a' })]);
    await chat.page.getByRole('button', { name: 'Copy answer as Markdown' }).click();
    await chat.page.getByRole('button', { name: 'Copy answer as plain text' }).click();
    assert.deepEqual(await posted('copy'), [{ type: 'copy', text: '**Bold** `x`\n\n- a' }, { type: 'copy', text: 'Bold x\n\n- a' }]);
  });

  it('lays out each block in its own direction', async () => {
    await chat.snapshot([finished('1', { text: 'English first.\n\n- שלום\n- עולם\n\n| א |\n| - |\n| ב |' })]);
    const directions = await answer().locator('.block').evaluateAll((blocks) => blocks.map((block) => getComputedStyle(block).direction));
    assert.deepEqual(directions, ['ltr', 'rtl', 'rtl']);
  });

  it('fits at 200 percent, and in 200 pixels', async () => {
    for (const width of [400, 200]) {
      await chat.page.setViewportSize({ width, height: 700 });
      await chat.page.evaluate((zoom) => { document.documentElement.style.setProperty('zoom', zoom); }, width === 400 ? '2' : '1');
      await chat.snapshot([finished('1', { text: `${codeAnswer}\n${richAnswer}` })]);
      const wider = await chat.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, `at ${width}`);
      const outside = await chat.page.locator('.code-tools').evaluateAll((all) => {
        const right = document.documentElement.getBoundingClientRect().right;
        return all.filter((tools) => tools.getBoundingClientRect().right > right + 1).length;
      });
      assert.equal(outside, 0, `tools out of view at ${width}`);
    }
  });

  it('moves nothing for whoever asks for less motion', async () => {
    await chat.page.emulateMedia({ reducedMotion: 'reduce' });
    await chat.snapshot([turn('1', { thought: 'Hm' })]);
    const moving = await chat.page.evaluate(() => document.getAnimations().length);
    assert.equal(moving, 0);
  });
});
