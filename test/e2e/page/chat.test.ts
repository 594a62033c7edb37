import assert from 'node:assert/strict';
import { eachPage } from './eachPage.ts';
import type { ChatPage } from './pageHost.ts';
import { finished, richAnswer, status, tall, turn } from './samples.ts';

describe('The page', () => {
  let chat: ChatPage;
  eachPage((opened) => {
    chat = opened;
  });

  const input = () => chat.page.getByRole('textbox', { name: 'Message' });
  const button = (name: string) => chat.page.getByRole('button', { name, exact: true });
  const answers = () => chat.page.getByRole('article', { name: 'Lathe' });
  const scroller = () => chat.page.locator('.scroller');
  const fromEnd = () => scroller().evaluate(({ scrollHeight, clientHeight, scrollTop }) => scrollHeight - clientHeight - scrollTop);
  const asked = async () => (await chat.posted()).filter(({ type }) => type === 'ask');

  it('sends with Enter, breaks a line with Shift+Enter, and empties the box', async () => {
    await chat.snapshot([]);
    await input().fill('one');
    await input().press('Shift+Enter');
    await input().pressSequentially('two');
    await input().press('Enter');
    assert.deepEqual(await chat.waitForPosted('ask'), { type: 'ask', text: 'one\ntwo' });
    assert.equal(await input().inputValue(), '');
  });

  it('leaves Enter to an input method', async () => {
    await chat.snapshot([]);
    await input().fill('にほ');
    await input().evaluate((element) => {
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true }));
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, keyCode: 229 }));
    });
    assert.deepEqual(await asked(), []);
    await input().press('Enter');
    assert.equal((await asked()).length, 1);
  });

  it('keeps Send disabled while there is nothing to send', async () => {
    await chat.snapshot([]);
    assert.equal(await button('Send').isDisabled(), true);
    await input().fill('  ');
    assert.equal(await button('Send').isDisabled(), true);
    await input().fill('x');
    await button('Send').click();
    await chat.waitForPosted('ask');
  });

  it('sends on while an answer streams, for the queue, and stops it', async () => {
    await chat.snapshot([turn('1')]);
    assert.equal(await button('Add to queue').count(), 0);
    await input().fill('next');
    await button('Add to queue').click();
    await input().fill('and then');
    await input().press('Enter');
    assert.deepEqual(await asked(), [{ type: 'ask', text: 'next' }, { type: 'ask', text: 'and then' }]);
    assert.equal(await input().inputValue(), '');
    assert.equal(await button('Send').count(), 0);
    await button('Stop').click();
    await chat.waitForPosted('stop');
    await chat.send({ type: 'turnEnded', turnId: '1', end: { type: 'stopped' } });
    await input().fill('more');
    assert.equal(await button('Send').isEnabled(), true);
  });

  it('does not stop on the second click of a double click on Send', async () => {
    await chat.snapshot([]);
    await input().fill('x');
    const box = await button('Send').boundingBox();
    assert.ok(box);
    await chat.page.mouse.click(box.x + 5, box.y + 5);
    await chat.send({ type: 'turnStarted', turn: turn('1', { prompt: 'x' }) });
    await chat.page.mouse.down({ clickCount: 2 });
    await chat.page.mouse.up({ clickCount: 2 });
    assert.equal((await chat.posted()).some(({ type }) => type === 'stop'), false);
  });

  it('shows an answer as it arrives: busy, thought apart, then done', async () => {
    await chat.snapshot([]);
    await chat.send({ type: 'turnStarted', turn: turn('7', { prompt: 'Hello' }) });
    assert.equal(await answers().getAttribute('aria-busy'), 'true');
    assert.equal(await answers().getAttribute('data-turn'), '7');
    await chat.send({ type: 'append', turnId: '7', thought: 'Hm, ', text: '' });
    await chat.send({ type: 'append', turnId: '7', thought: 'well.', text: '' });
    const summary = answers().locator('summary');
    assert.match(await summary.innerText(), /^Thinking/);
    assert.equal(await chat.page.locator('.thought-body').textContent(), 'Hm, well.');
    await chat.send({ type: 'append', turnId: '7', thought: '', text: 'It is **bo', thoughtMs: 2600 });
    assert.equal(await summary.innerText(), 'Thought for 3 s');
    await chat.send({ type: 'append', turnId: '7', thought: '', text: 'ld**.' });
    assert.equal(await answers().locator('strong').innerText(), 'bold');
    await chat.send({ type: 'turnEnded', turnId: '7', end: { type: 'finished', reason: 'stop' } });
    assert.equal(await answers().getAttribute('aria-busy'), 'false');
    assert.equal(await chat.page.getByRole('article', { name: 'You' }).innerText(), 'Hello');
  });

  it('never touches a finished block or a finished turn again', async () => {
    await chat.snapshot([finished('1'), turn('2')]);
    await chat.send({ type: 'append', turnId: '2', thought: '', text: '# Head\n\nText.\n\n```js\nlet a\n' });
    await chat.page.evaluate(() => {
      const watched = [...document.querySelectorAll('.turn.finished, .block:not(:last-child)')];
      const changes: string[] = [];
      Object.assign(window, { changes });
      const observer = new MutationObserver((records) => changes.push(...records.map(({ target }) => String(target.textContent))));
      watched.forEach((target) => { observer.observe(target, { subtree: true, childList: true, characterData: true, attributes: true }); });
    });
    for (const text of ['let b\n', '```\n', '\nMore', ' text.\n', '\n- list\n', 'end']) {
      await chat.send({ type: 'append', turnId: '2', thought: '', text });
    }
    await chat.send({ type: 'turnEnded', turnId: '2', end: { type: 'finished', reason: 'stop' } });
    const changes = await chat.page.evaluate(() => (window as unknown as { changes: string[] }).changes);
    assert.deepEqual(changes, []);
    assert.equal(await answers().nth(1).locator('code').textContent(), 'let a\nlet b\n');
  });

  it('shows the same however an answer arrives', async () => {
    await chat.snapshot([finished('1', { text: richAnswer }), turn('2')]);
    for (let at = 0; at < richAnswer.length; at += 31) {
      await chat.send({ type: 'append', turnId: '2', thought: '', text: richAnswer.slice(at, at + 31) });
    }
    await chat.send({ type: 'turnEnded', turnId: '2', end: { type: 'finished', reason: 'stop' } });
    await chat.page.evaluate(() => { document.querySelectorAll('.turn').forEach((element) => { element.classList.remove('finished'); }); });
    await chat.page.locator('.scroller').evaluate((element) => { element.scrollTop = 0; });
    for (let index = 0; index < 4; index++) {
      await chat.page.locator('.code').nth(index).scrollIntoViewIfNeeded();
      await chat.page.locator('.code').nth(index).locator('.hljs-keyword').first().waitFor();
    }
    const [whole, streamed] = await answers().locator('.markdown').evaluateAll((all) => all.map(({ innerHTML }) => innerHTML));
    assert.equal(streamed, whole);
  });

  it('keeps the numbers of a list that code interrupts, and the sides of a table', async () => {
    await chat.snapshot([finished('1', { text: '1. a\n\n```\nx\n```\n\n2. b\n\n| n |\n| -: |\n| 1 |\n' })]);
    await chat.page.locator('ol[start="2"]').waitFor();
    await chat.page.locator('td[align="right"]').waitFor();
  });

  it('copies and inserts exactly the code', async () => {
    const code = 'if (a < b) {\n\n  run("&");\n}';
    await chat.snapshot([turn('1', { text: `\`\`\`js\n${code}\n` })]);
    await button('Copy').click();
    assert.deepEqual(await chat.waitForPosted('copy'), { type: 'copy', text: code });
    await chat.send({ type: 'append', turnId: '1', thought: '', text: '```\n\nafter' });
    await chat.page.locator('.hljs-keyword').first().waitFor();
    await button('Insert at cursor').click();
    assert.deepEqual(await chat.waitForPosted('insertAtCursor'), { type: 'insertAtCursor', text: code });
    await button('Apply').click();
    assert.deepEqual(await chat.waitForPosted('applyCode'), { type: 'applyCode', turnId: '1', text: code });
  });

  it('shows the whole answer where another window went on with it', async () => {
    const failure = { code: 'interrupted', message: 'The window closed.', detail: '', actions: [] };
    await chat.snapshot([turn('1', { text: 'Half of', end: { type: 'failed', failure } })]);
    await chat.snapshot([finished('1', { text: 'Half of it, and the rest.' })]);
    assert.equal(await answers().first().locator('.markdown').innerText(), 'Half of it, and the rest.');
  });

  it('alerts to the failure that comes, not to those that were there', async () => {
    const end = { type: 'failed', failure: { code: 'auth', message: 'No key.', detail: '', actions: [] } } as const;
    await chat.snapshot([finished('1', { end }), turn('2')]);
    await chat.send({ type: 'page', direction: 'before', turnId: '1', turns: [finished('0', { end })], more: false });
    const silent = chat.page.locator('[role="alert"][aria-live="off"]');
    assert.equal(await silent.count(), 2);
    await chat.send({ type: 'turnEnded', turnId: '2', end });
    assert.equal(await answers().nth(2).getByRole('alert').count(), 1);
    assert.equal(await chat.page.getByRole('alert').count(), 3);
    assert.equal(await silent.count(), 2);
  });

  it('takes the draft that the host knows further than the page remembers, unless one has typed since', async () => {
    const snapshot = async (draft: string): Promise<void> =>
      chat.send({ type: 'snapshot', conversation: 'c', window: { turns: [], before: false, after: false }, status, draft });
    await chat.snapshot([]);
    await input().fill('What is @cart');
    await chat.page.waitForFunction(() => (sessionStorage.getItem('state') ?? '').includes('@cart'));
    await chat.load();
    await snapshot('What is @cart.ts ');
    assert.equal(await input().inputValue(), 'What is @cart.ts ');
    await input().fill('What');
    await snapshot('What is @cart.ts ');
    assert.equal(await input().inputValue(), 'What', 'what was taken out does not come back');
    await input().fill('');
    await snapshot('What is @cart.ts ');
    assert.equal(await input().inputValue(), '', 'an emptied box stays empty in a new conversation');
  });

  it('puts a question that is given back in front of what was typed meanwhile', async () => {
    await chat.snapshot([]);
    await input().fill('and');
    await chat.send({ type: 'draft', text: 'Why?' });
    assert.equal(await input().inputValue(), 'Why?\n\nand');
  });

  it('puts what is given back there once, though a new conversation tells it as the draft too', async () => {
    await chat.snapshot([]);
    await chat.send({ type: 'snapshot', conversation: 'new', window: { turns: [], before: false, after: false }, status, draft: 'Be brief.' });
    await chat.send({ type: 'draft', text: 'Be brief.' });
    assert.equal(await input().inputValue(), 'Be brief.');
  });

  it('puts what is given back there, though the new conversation is told right after it', async () => {
    await chat.snapshot([]);
    await input().fill('/clear Be brief.');
    await input().press('Enter');
    const snapshot = { type: 'snapshot', conversation: 'new', window: { turns: [], before: false, after: false }, status, draft: 'Be brief.' } as const;
    await chat.send({ type: 'draft', text: 'Be brief.' }, snapshot);
    assert.equal(await input().inputValue(), 'Be brief.');
  });

  it('shows the summary of now while the one before is open', async () => {
    await chat.snapshot([finished('1'), finished('2')]);
    await chat.send({ type: 'compaction', compaction: { turnId: '1', summary: 'The first.' } });
    await chat.page.locator('.compaction summary').click();
    await chat.page.getByText('The first.').waitFor();
    await chat.send({ type: 'compaction', compaction: { turnId: '2', summary: 'The second.' } });
    assert.equal(await chat.page.locator('.compaction .markdown').innerText(), 'The second.');
  });

  it('shows the end of another conversation, and stays in an old turn of the one that grew', async () => {
    const turns = Array.from({ length: 20 }, (_, index) => finished(String(index), { text: tall }));
    await chat.snapshot(turns);
    await scroller().evaluate((element) => { element.scrollTop = 300; });
    await chat.page.getByRole('button', { name: 'Jump to latest' }).waitFor();
    const read = await scroller().evaluate((element) => element.scrollTop);
    await chat.snapshot([...turns, finished('20')]);
    assert.equal(await scroller().evaluate((element) => element.scrollTop), read);
    await chat.snapshot(Array.from({ length: 20 }, (_, index) => finished(`other${index}`, { text: tall })), {}, 'd');
    assert.ok((await fromEnd()) <= 1, `${await fromEnd()} left`);
  });

  it('says how an answer failed and what can be done', async () => {
    const failure = { code: 'auth', message: 'No key.', detail: 'nope', actions: ['retry', 'setKey'] as const };
    await chat.snapshot([finished('1'), turn('2')]);
    await chat.send({ type: 'turnEnded', turnId: '2', end: { type: 'failed', failure } });
    const alert = answers().nth(1).getByRole('alert');
    assert.match(await alert.innerText(), /No key\.\s+nope/);
    await alert.getByRole('button', { name: 'Retry' }).click();
    assert.deepEqual(await chat.waitForPosted('retry'), { type: 'retry', turnId: '2' });
    assert.equal(await chat.page.locator('.visually-hidden[role=status]').innerText(), '', 'not said twice');
    await chat.send({ type: 'turnRemoved', turnId: '2' });
    assert.equal(await answers().count(), 1);
  });

  it('offers a higher limit when the tokens ran out while thinking', async () => {
    await chat.snapshot([turn('1', { thought: 'Hm', end: { type: 'finished', reason: 'length' } })]);
    assert.match(await answers().innerText(), /ran out of tokens while thinking/);
    await button('Raise the limit and ask again').click();
    assert.deepEqual(await chat.waitForPosted('raiseLimit'), { type: 'raiseLimit', turnId: '1' });
  });

  it('asks a starter prompt at once', async () => {
    await chat.snapshot([]);
    await button('Compare REST vs GraphQL APIs').click();
    assert.deepEqual(await chat.waitForPosted('ask'), { type: 'ask', text: 'Compare REST vs GraphQL APIs' });
  });

  it('keeps the text and asks for the key when there is none', async () => {
    await chat.snapshot([], { key: 'missing' });
    await input().fill('precious');
    await input().press('Enter');
    await chat.waitForPosted('setKey');
    assert.equal(await input().inputValue(), 'precious');
    assert.deepEqual(await asked(), []);
    assert.equal(await button('Set API key').isVisible(), true);
    await chat.snapshot([]);
    assert.equal(await button('Set API key').count(), 0);
    await input().press('Enter');
    assert.equal((await asked()).length, 1);
  });

  it('drops what was meant for another page', async () => {
    await chat.snapshot([finished('1')]);
    await chat.sendRaw([{ type: 'snapshot', epoch: 'older', turns: [], status: {} }, { type: 'turnRemoved', epoch: 'older', turnId: '1' }, 'junk', null]);
    assert.equal(await answers().count(), 1);
  });

  it('sticks to the end until one scrolls up, and jumps back', async () => {
    await chat.snapshot([finished('1', { text: tall }), turn('2')]);
    assert.ok((await fromEnd()) <= 1);
    await chat.send({ type: 'append', turnId: '2', thought: '', text: tall });
    assert.ok((await fromEnd()) <= 1, 'follows');
    await scroller().hover();
    await chat.page.mouse.wheel(0, -400);
    await button('Jump to latest').waitFor();
    const before = await scroller().evaluate(({ scrollTop }) => scrollTop);
    await chat.send({ type: 'append', turnId: '2', thought: '', text: `\n\n${tall}` });
    assert.equal(await scroller().evaluate(({ scrollTop }) => scrollTop), before, 'stays');
    await button('Jump to latest').focus();
    await chat.page.keyboard.press('Enter');
    await button('Jump to latest').waitFor({ state: 'detached' });
    assert.ok((await fromEnd()) <= 1, 'is back');
    assert.equal(await input().evaluate((element) => element === document.activeElement), true);
    await chat.send({ type: 'append', turnId: '2', thought: '', text: '\n\nmore' });
    assert.ok((await fromEnd()) <= 1, 'follows again');
  });

  it('shows the beginning of a welcome that does not fit', async () => {
    await chat.page.setViewportSize({ width: 200, height: 400 });
    await chat.snapshot([], { key: 'missing' });
    assert.ok((await fromEnd()) > 100);
    assert.equal(await scroller().evaluate(({ scrollTop }) => scrollTop), 0);
  });

  it('goes to the end for a new question', async () => {
    await chat.snapshot([finished('1', { text: tall })]);
    await scroller().evaluate((element) => { element.scrollTop = 0; });
    await button('Jump to latest').waitFor();
    await chat.send({ type: 'turnStarted', turn: turn('2') });
    assert.ok((await fromEnd()) <= 1);
  });

  it('is as it was after being hidden and shown', async () => {
    const turns = [finished('1', { text: tall, thought: 'Hm', thoughtMs: 1000 }), finished('2', { text: tall }), finished('3', { text: tall })];
    await chat.snapshot(turns);
    await input().fill('a draft');
    await answers().nth(0).locator('summary').click();
    const target = chat.page.getByText('Paragraph 40 of a long answer.').nth(1);
    await target.evaluate((element) => { element.scrollIntoView({ block: 'start' }); });
    await button('Jump to latest').waitFor();
    await chat.page.waitForFunction(() => (sessionStorage.getItem('state') ?? '').includes('"turnId":"2"'));
    const before = await target.boundingBox();
    await chat.load();
    await chat.snapshot(turns);
    assert.equal(await input().inputValue(), 'a draft');
    assert.equal(await answers().nth(0).locator('details').evaluate((element) => (element as HTMLDetailsElement).open), true);
    const after = await target.boundingBox();
    assert.ok(Math.abs(before!.y - after!.y) < 30, `was at ${before!.y}, is at ${after!.y}`);
  });

  it('puts the caret into the box when asked', async () => {
    await chat.snapshot([]);
    await chat.send({ type: 'focusInput' });
    assert.equal(await input().evaluate((element) => element === document.activeElement), true);
  });

  it('reaches every control by keyboard', async () => {
    await chat.snapshot([finished('1', { thought: 'Hm', text: '```js\nlet a\n```' })], { problem: 'Wrong.' });
    await input().fill('x');
    await button('Open settings').focus();
    const reached = ['Open settings'];
    for (let press = 0; press < 30; press++) {
      await chat.page.keyboard.press('Tab');
      reached.push(await chat.page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent.trim() ?? ''));
    }
    const wanted = ['Open settings', 'Edit', 'Thought', 'Copy', 'Insert at cursor', 'New file', 'Regenerate', 'Copy answer as plain text', 'Copy answer as Markdown', 'Message', 'New chat', 'Send'];
    assert.deepEqual(reached.filter((name) => wanted.includes(name)).slice(0, wanted.length), wanted);
  });
});
