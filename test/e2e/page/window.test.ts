import assert from 'node:assert/strict';
import { findInTurns } from '../../../src/host/chatView/findInTurns.ts';
import { eachPage } from './eachPage.ts';
import type { ChatPage } from './pageHost.ts';
import { finished, status, turn } from './samples.ts';

/** About 500,000 characters in short blocks, each with its number. */
const blocks = 8000;
const longAnswer = Array.from({ length: blocks }, (_, index) => `Block ${index} of an answer that is longer than anyone reads.`).join('\n\n');

describe('The page as a window over a long conversation', () => {
  let chat: ChatPage;
  eachPage((opened) => {
    chat = opened;
  }, { complains: true });

  const nodes = () => chat.page.evaluate(() => document.querySelectorAll('*').length);
  const scroller = () => chat.page.locator('.scroller');
  const turns = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => finished(String(from + index)));
  const pagesAsked = async () => (await chat.posted()).filter((message) => message.type === 'page');

  it('holds few nodes for a long answer, and shows any part of it', async () => {
    await chat.snapshot([finished('1', { text: longAnswer })]);
    assert.ok((await nodes()) < 3000, `${await nodes()} nodes at the end`);
    await chat.page.getByText(`Block ${blocks - 1} of`).waitFor();
    await scroller().evaluate((element) => { element.scrollTop = element.scrollHeight / 2; });
    await chat.page.waitForFunction(() => {
      const view = document.querySelector('.scroller')?.getBoundingClientRect();
      // Between two blocks is a gap, which the middle may lie in.
      return view && [0, 10, 20, 30].some((below) => document.elementFromPoint(view.left + 60, view.top + view.height / 2 + below)?.closest('.block'));
    });
    assert.ok((await nodes()) < 3000, `${await nodes()} nodes in the middle`);
    await scroller().evaluate((element) => { element.scrollTop = 0; });
    await chat.page.getByText('Block 0 of').waitFor();
  });

  it('holds few nodes while an answer streams', async () => {
    await chat.snapshot([]);
    await chat.send({ type: 'turnStarted', turn: { id: '1', prompt: 'p', references: [], thought: '', text: '' } });
    for (let at = 0; at < 200_000; at += 4000) {
      await chat.send({ type: 'append', turnId: '1', thought: '', text: longAnswer.slice(at, at + 4000) });
    }
    assert.ok((await nodes()) < 3000, `${await nodes()} nodes`);
    assert.ok((await chat.posted()).some(({ type }) => type === 'drawn'));
  });

  it('asks for what lies before, and stays where one reads when it comes', async () => {
    const window = { turns: turns(270, 300), before: true, after: false };
    await chat.send({ type: 'snapshot', conversation: 'c', window, status, draft: '' });
    await scroller().evaluate((element) => { element.scrollTop = 200; });
    await chat.waitForPosted('page');
    assert.deepEqual((await pagesAsked())[0], { type: 'page', direction: 'before', turnId: '270' });
    const read = chat.page.getByText('Answer 272.');
    const before = await read.boundingBox();
    await chat.send({ type: 'page', direction: 'before', turnId: '270', turns: turns(240, 270), more: true });
    const after = await read.boundingBox();
    assert.ok(Math.abs((before?.y ?? 0) - (after?.y ?? 1000)) < 2, `was at ${before?.y}, is at ${after?.y}`);
    assert.equal(await chat.page.getByRole('article', { name: 'You' }).count(), 60);
  });

  it('finds what is not loaded by asking for it, and marks what is', async () => {
    const shown = finished('1', { text: 'One **need**le and a [needle](https://needle.example).' });
    const found = [finished('0', { prompt: 'Where is the needle?' }), shown].map(({ prompt, ...rest }) => ({ ...rest, prompt: { text: prompt } }));
    await chat.snapshot([shown]);
    await chat.send({ type: 'openFind' });
    await chat.page.getByRole('textbox', { name: 'Find' }).fill('needle');
    await chat.page.waitForFunction(() => window.posted.some((message) => message.type === 'find' && message.query === 'needle'));
    await chat.send({ type: 'found', query: 'needle', matchCase: false, found: findInTurns(found, 'needle', false) });
    await chat.page.getByText('1 of 3').waitFor();
    assert.deepEqual(await chat.waitForPosted('show'), { type: 'show', turnId: '0' });
    await chat.page.keyboard.press('Enter');
    await chat.page.getByText('2 of 3').waitFor();
    await chat.page.waitForFunction(() => [...(CSS.highlights.get('find-current') ?? [])].map(String)[0] === 'needle');
    assert.equal(await chat.page.evaluate(() => CSS.highlights.get('find')?.size), 2);
    await chat.page.keyboard.press('Shift+F3');
    await chat.page.getByText('1 of 3').waitFor();
    await chat.page.keyboard.press('Escape');
    await chat.page.getByRole('search').waitFor({ state: 'detached' });
    // Marks go when the browser has painted the page without the box.
    await chat.page.waitForFunction(() => CSS.highlights.size === 0);
  });

  it('keeps the focus in the find widget when what it found is loaded', async () => {
    await chat.snapshot(turns(5, 10));
    await chat.send({ type: 'openFind' });
    const field = chat.page.getByRole('textbox', { name: 'Find' });
    await field.fill('Answer 1.');
    await chat.page.waitForFunction(() => window.posted.some(({ type }) => type === 'find'));
    await chat.send({ type: 'found', query: 'Answer 1.', matchCase: false, found: [{ turnId: '1', part: 'text', count: 1 }] });
    await chat.waitForPosted('show');
    await chat.send({ type: 'window', window: { turns: turns(0, 10), before: false, after: false }, reveal: '1' });
    assert.equal(await field.evaluate((element) => document.activeElement === element), true);
  });

  it('goes nowhere when it is opened again with nothing to find', async () => {
    await chat.snapshot(turns(5, 10));
    await chat.send({ type: 'openFind' });
    await chat.page.getByRole('textbox', { name: 'Find' }).fill('Answer 1.');
    await chat.page.waitForFunction(() => window.posted.some(({ type }) => type === 'find'));
    await chat.send({ type: 'found', query: 'Answer 1.', matchCase: false, found: [{ turnId: '1', part: 'text', count: 1 }] });
    await chat.waitForPosted('show');
    await chat.page.keyboard.press('Escape');
    await chat.send({ type: 'openFind' });
    await chat.page.waitForFunction(() => window.posted.filter(({ type }) => type === 'find').length === 2);
    assert.equal((await chat.posted()).filter(({ type }) => type === 'show').length, 1);
  });

  it('counts again when the answer has grown', async () => {
    await chat.snapshot([turn('1', { text: 'a needle' })]);
    await chat.send({ type: 'openFind' });
    await chat.page.getByRole('textbox', { name: 'Find' }).fill('needle');
    await chat.page.waitForFunction(() => window.posted.some((message) => message.type === 'find' && message.query === 'needle'));
    await chat.send({ type: 'found', query: 'needle', matchCase: false, found: [{ turnId: '1', part: 'text', count: 1 }] });
    await chat.send({ type: 'append', turnId: '1', thought: '', text: ', a needle' });
    await chat.page.waitForFunction(() => window.posted.filter((message) => message.type === 'find' && message.query === 'needle').length === 2);
  });

  it('steps from answer to answer by keyboard', async () => {
    await chat.snapshot(turns(0, 5));
    await chat.page.keyboard.press('Alt+ArrowUp');
    const at = () => chat.page.evaluate(() => document.activeElement?.closest('article')?.getAttribute('data-turn'));
    const first = await at();
    await chat.page.keyboard.press('Alt+ArrowUp');
    assert.notEqual(await at(), first);
    await chat.page.keyboard.press('Alt+ArrowDown');
    assert.equal(await at(), first);
  });
});
