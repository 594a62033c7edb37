import assert from 'node:assert/strict';
import { eachPage } from './eachPage.ts';
import type { ChatPage } from './pageHost.ts';
import { attachments, finished, suggestions, turn } from './samples.ts';

describe('Asking, on the page', () => {
  let chat: ChatPage;
  eachPage((opened) => {
    chat = opened;
  });

  const input = () => chat.page.getByRole('textbox', { name: 'Message' });
  const box = () => chat.page.getByRole('textbox', { name: 'Edit' });
  const button = (name: string) => chat.page.getByRole('button', { name, exact: true });
  const question = (index: number) => chat.page.getByRole('article', { name: 'You' }).nth(index);
  const reference = { label: 'cart.ts:3-14', language: 'typescript', text: 'let a', kind: 'lines' } as const;

  it('edits a question where it stands, with what went along, by keys alone', async () => {
    await chat.snapshot([finished('1', { references: [{ ...reference, label: 'sum.ts' }, reference] }), finished('2')]);
    await question(0).getByRole('button', { name: 'Edit' }).focus();
    await chat.page.keyboard.press('Enter');
    assert.equal(await box().inputValue(), 'Question 1');
    await chat.page.locator('textarea:focus').waitFor();
    await chat.page.keyboard.type(', and why?');
    await chat.page.keyboard.press('Shift+Enter');
    await box().evaluate((element) => {
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true }));
    });
    await question(0).getByRole('button', { name: 'Remove sum.ts' }).press('Enter');
    await box().press('Enter');
    assert.deepEqual(await chat.waitForPosted('editTurn'), { type: 'editTurn', turnId: '1', text: 'Question 1, and why?\n', kept: [1] });
    assert.equal(await box().inputValue(), 'Question 1, and why?\n', 'it is there until it is taken');
    await chat.send({ type: 'edited', id: '1', taken: true, left: '' });
    assert.equal(await box().count(), 0);
    await chat.page.locator('textarea:focus[aria-label="Message"]').waitFor();
  });

  it('shows all of the list below a question that is edited, however low that stands', async () => {
    await chat.snapshot([1, 2, 3, 4, 5, 6].map((id) => finished(String(id))));
    await question(2).getByRole('button', { name: 'Edit' }).press('Enter');
    await chat.page.setViewportSize({ width: 360, height: 440 });
    await box().pressSequentially(' ');
    await chat.page.mouse.move(180, 200);
    await chat.page.mouse.wheel(0, (await box().boundingBox())!.y - 240);
    await chat.page.waitForFunction(() => { const y = document.activeElement!.getBoundingClientRect().y; return y > 200 && y < 280; });
    await chat.page.keyboard.type('@');
    const asked = (await chat.posted()).flatMap((each) => (each.type === 'inEdit' && each.message.type === 'suggest' ? [each.message] : [])).at(-1);
    await chat.send({ type: 'suggestions', request: asked?.request ?? 0, items: [1, 2, 3].flatMap((part) => suggestions.map((each) => ({ ...each, id: `${part}-${each.id}` }))) });
    const list = chat.page.getByRole('listbox');
    await list.waitFor();
    const [shown, below] = await Promise.all([list.boundingBox(), chat.page.locator('.composer').boundingBox()]);
    assert.ok(shown && below && shown.y + shown.height <= below.y, JSON.stringify({ shown, below }));
  });

  it('attaches to a question that is edited as in the message box, and writes commands there', async () => {
    await chat.snapshot([finished('1', { references: [reference] })]);
    await question(0).getByRole('button', { name: 'Edit' }).press('Enter');
    assert.deepEqual(await chat.waitForPosted('beginEdit'), { type: 'beginEdit', id: '1', anew: true });
    await box().pressSequentially(' @ca');
    const inEdit = async () => (await chat.posted()).flatMap((each) => (each.type === 'inEdit' ? [each.message] : []));
    const suggested = async () => (await inEdit()).findLast((each) => each.type === 'suggest');
    await chat.send({ type: 'suggestions', request: (await suggested())?.request ?? 0, items: suggestions });
    await box().press('Enter');
    assert.equal(await box().inputValue(), 'Question 1 @cart.ts ');
    assert.deepEqual((await inEdit()).at(-1), { type: 'chooseSuggestion', id: '1' });
    await chat.send({ type: 'editAttachments', items: attachments });
    const chips = question(0).getByRole('list', { name: 'Context', exact: true }).getByRole('listitem');
    assert.equal(await chips.count(), attachments.length + 1);
    assert.equal(await input().locator('..').getByRole('listitem').count(), 0, 'none of it is in the message box');
    await question(0).getByRole('button', { name: 'Attach context' }).press('Enter');
    assert.deepEqual((await inEdit()).at(-1), { type: 'attach' });
    await box().press('Home');
    await box().press('Backspace');
    await chat.page.keyboard.press('Delete');
    assert.deepEqual((await inEdit()).at(-1), { type: 'removeAttachment', id: attachments.at(-1)?.id });
    await chips.first().getByRole('button').first().press('Enter');
    assert.deepEqual(await chat.waitForPosted('openReference'), { type: 'openReference', turnId: '1', index: 0 });
    await box().fill('');
    await box().pressSequentially('/fi');
    assert.deepEqual(await suggested(), { type: 'suggest', request: (await suggested())?.request, query: 'fi', sign: '/' });
    await box().press('Escape');
    await box().press('Enter');
    assert.deepEqual(await chat.waitForPosted('editTurn'), { type: 'editTurn', turnId: '1', text: '/fi', kept: [0] });
    await chat.send({ type: 'edited', id: '1', taken: false, left: '' });
    assert.equal(await box().inputValue(), '/fi', 'one that could not be asked is still there');
    await chat.send({ type: 'edited', id: '1', taken: true, left: 'the rest' });
    assert.equal(await input().inputValue(), 'the rest');
  });

  it('edits one message at a time, never loses one, and sends none while an answer comes', async () => {
    await chat.snapshot([finished('1'), finished('2')]);
    await question(0).getByRole('button', { name: 'Edit' }).press('Enter');
    await question(1).getByRole('button', { name: 'Edit' }).press('Enter');
    assert.equal(await box().inputValue(), 'Question 2', 'one that is as it was gives way');
    await box().fill('changed');
    await question(0).getByRole('button', { name: 'Edit' }).press('Enter');
    assert.equal(await box().inputValue(), 'changed');
    await chat.page.locator('.edit-box textarea:focus').waitFor();
    await chat.send({ type: 'turnStarted', turn: turn('3') });
    await question(1).getByText('An answer is coming.').waitFor();
    await box().press('Enter');
    assert.equal((await chat.posted()).some(({ type }) => type === 'editTurn'), false);
    await chat.send({ type: 'turnEnded', turnId: '3', end: { type: 'stopped' } });
    await box().press('Enter');
    assert.equal((await chat.waitForPosted('editTurn')).text, 'changed');
    await box().press('Escape');
    await chat.waitForPosted('stop');
    assert.equal(await box().inputValue(), 'changed', 'what is given up first is the sending');
    await chat.send({ type: 'edited', id: '2', taken: false, left: '' });
    await box().press('Escape');
    await chat.waitForPosted('endEdit');
    assert.equal(await box().count(), 0);
  });

  it('leaves a question as it was with Escape, and keeps an edit over being hidden', async () => {
    await chat.snapshot([finished('1')]);
    await question(0).getByRole('button', { name: 'Edit' }).focus();
    await chat.page.keyboard.press('Enter');
    await box().fill('half an idea');
    await chat.load();
    await chat.snapshot([finished('1')]);
    assert.equal(await box().inputValue(), 'half an idea');
    await box().press('Escape');
    assert.equal(await question(0).innerText(), 'Question 1');
    assert.equal(await chat.page.evaluate(() => document.activeElement?.getAttribute('data-turn')), '1');
    assert.equal((await chat.posted()).some(({ type }) => type === 'editTurn'), false);
  });

  it('goes from version to version, by buttons that keep the focus and by keys on the question', async () => {
    await chat.snapshot([finished('b', { version: { number: 2, of: 3 } })]);
    await chat.page.getByText('2 of 3').waitFor();
    await button('Previous version').press('Enter');
    assert.deepEqual(await chat.waitForPosted('otherVersion'), { type: 'otherVersion', turnId: 'b', by: -1 });
    await chat.send({ type: 'window', window: { turns: [finished('a', { version: { number: 1, of: 3 } })], before: false, after: false }, reveal: 'a' });
    await chat.page.getByText('1 of 3').waitFor();
    await chat.page.locator('button:focus[aria-label="Previous version"]').waitFor();
    await chat.page.keyboard.press('Alt+ArrowRight');
    await chat.page.waitForFunction(() => window.posted.some((each) => each.type === 'otherVersion' && each.turnId === 'a' && each.by === 1));
  });

  it('asks an answered question once more, with another model too, and neither while an answer comes', async () => {
    await chat.snapshot([finished('1')]);
    await button('Regenerate with another model').press('Enter');
    assert.deepEqual(await chat.waitForPosted('regenerate'), { type: 'regenerate', turnId: '1', chooseModel: true });
    await button('Regenerate').press('Enter');
    await chat.page.waitForFunction(() => window.posted.some((each) => each.type === 'regenerate' && !each.chooseModel));
    await chat.send({ type: 'turnStarted', turn: turn('2') });
    assert.equal(await button('Regenerate').count(), 0);
    assert.equal(await button('Edit').count(), 0);
  });

  it('keeps the focus where a button goes away with what it did', async () => {
    const failure = { code: 'cut-off', message: 'It was cut off.', detail: '', actions: ['continue', 'retry'] } as const;
    const failed = finished('1', { end: { type: 'failed', failure } });
    const queued = [{ id: 'q', text: 'Next', along: [] }];
    const cases = [
      ['Regenerate', () => chat.send({ type: 'window', window: { turns: [turn('2')], before: false, after: false, running: '2' } })],
      ['Regenerate with another model', () => chat.send({ type: 'window', window: { turns: [turn('2')], before: false, after: false, running: '2' } })],
      ['Retry', () => chat.send({ type: 'turnRemoved', turnId: '1' }, { type: 'turnStarted', turn: turn('2') })],
      ['Continue', () => chat.send({ type: 'turnContinued', turnId: '1' })],
      ['New chat', () => chat.snapshot([], {}, 'd')],
      ['Remove', () => chat.send({ type: 'queue', items: [] })],
      ['Send now', () => chat.send({ type: 'queue', items: [] }, { type: 'turnStarted', turn: turn('2') })],
      ['Compare REST vs GraphQL APIs', () => chat.send({ type: 'turnStarted', turn: turn('2') })],
      ['Stop', () => chat.send({ type: 'turnEnded', turnId: '1', end: { type: 'stopped' } })],
    ] as const;
    const lost: string[] = [];
    for (const [name, answer] of cases) {
      const before = name === 'Stop' ? [turn('1')] : name.startsWith('Compare') ? [] : [failed];
      await chat.snapshot(before, {}, name);
      await chat.send({ type: 'queue', items: queued });
      await button(name).focus();
      await chat.page.keyboard.press('Enter');
      await answer();
      const focused = await chat.page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.localName);
      lost.push(...(focused === 'body' ? [name] : []));
    }
    assert.deepEqual(lost, []);
  });

  it('calls earlier questions back with the up arrow, and keeps what was typed beside them', async () => {
    await chat.snapshot([finished('1', { prompt: 'first' }), finished('2', { prompt: 'second\nline' })]);
    const value = () => input().inputValue();
    await input().fill('mine');
    await input().press('ArrowUp');
    assert.equal(await value(), 'mine', 'from its end the arrow moves the caret');
    await input().press('Home');
    await input().press('ArrowUp');
    assert.equal(await value(), 'second\nline');
    await input().press('ArrowUp');
    assert.equal(await value(), 'first');
    await input().press('ArrowUp');
    assert.equal(await value(), 'first');
    await input().press('ArrowDown');
    assert.equal(await value(), 'second\nline');
    await input().press('ArrowDown');
    assert.equal(await value(), 'mine');
    await input().press('ArrowUp');
    await input().press('Enter');
    assert.deepEqual(await chat.waitForPosted('ask'), { type: 'ask', text: 'second\nline' });
    assert.equal(await value(), 'mine', 'what was typed is there again');
    await input().press('Home');
    await input().press('ArrowUp');
    await chat.load();
    await chat.snapshot([]);
    assert.equal(await value(), 'mine', 'a question that was called back is no draft');
  });

  it('goes on where the caret is after the same question was called back twice, and gives back what was typed before though it was changed', async () => {
    await chat.snapshot([finished('1', { prompt: 'go on' }), finished('2', { prompt: 'go on' })]);
    await input().fill('mine');
    for (const key of ['Home', 'ArrowUp', 'ArrowUp', 'End']) {
      await input().press(key);
    }
    await chat.page.keyboard.type(', please');
    assert.equal(await input().inputValue(), 'go on, please');
    await input().press('Enter');
    assert.deepEqual(await chat.waitForPosted('ask'), { type: 'ask', text: 'go on, please' });
    assert.equal(await input().inputValue(), 'mine');
    await input().press('Enter');
    assert.equal(await input().inputValue(), '');
  });

  it('does not open an edit again that was taken before, where VS Code has kept an older memory of it', async () => {
    const queue = (text: string) => ({ type: 'queue', items: [{ id: 'a', text, along: [] }] }) as const;
    await chat.snapshot([turn('1')]);
    await chat.send(queue('Before'));
    await chat.page.getByRole('button', { name: 'Edit' }).last().press('Enter');
    await box().fill('After');
    await chat.load();
    await chat.snapshot([turn('1')]);
    await chat.send(queue('Before'));
    assert.equal(await box().inputValue(), 'After');
    const memory = await chat.page.evaluate(() => sessionStorage.getItem('state') ?? '');
    for (const taken of ['After', 'After all']) {
      await chat.load();
      await chat.page.evaluate((kept) => { sessionStorage.setItem('state', kept); }, memory);
      await chat.load();
      await chat.snapshot([turn('1')]);
      await chat.send(queue(taken));
      await box().waitFor({ state: 'detached' });
      await chat.waitForPosted('endEdit');
    }
  });

  it('lists what is queued below the answer: to move, change, take back and send, by keys alone', async () => {
    await chat.snapshot([turn('1')]);
    const item = (id: string) => ({ id, text: `Message ${id}`, along: id === 'a' ? [{ label: 'cart.ts:3-14', kind: 'lines' as const }] : [] });
    await chat.send({ type: 'queue', items: ['a', 'b', 'c'].map(item) });
    const rows = () => chat.page.getByRole('region', { name: 'Queued messages' }).getByRole('listitem');
    assert.match(await rows().first().innerText(), /^Message a\s+cart\.ts:3-14/);
    await chat.page.getByRole('status').filter({ hasText: '3 queued, to go out when the answer ends.' }).waitFor();
    const focusedRow = () => chat.page.evaluate(() => document.activeElement?.closest('[data-queued]')?.getAttribute('data-queued'));
    await rows().nth(1).getByRole('button', { name: 'Move down' }).press('Enter');
    assert.deepEqual(await chat.waitForPosted('moveQueued'), { type: 'moveQueued', id: 'b', by: 1 });
    await chat.send({ type: 'queue', items: ['a', 'c', 'b'].map(item) });
    assert.equal(await focusedRow(), 'b');
    await rows().nth(1).getByRole('button', { name: 'Edit' }).press('Enter');
    await box().fill('Message C');
    await box().press('Enter');
    assert.deepEqual(await chat.waitForPosted('editQueued'), { type: 'editQueued', id: 'c', text: 'Message C', kept: [] });
    await chat.send({ type: 'edited', id: 'c', taken: true, left: '' });
    await chat.page.locator('[data-queued="c"] button:focus[aria-label="Edit"]').waitFor();
    await rows().nth(2).getByRole('button', { name: 'Remove' }).press('Enter');
    assert.deepEqual(await chat.waitForPosted('removeQueued'), { type: 'removeQueued', id: 'b' });
    await chat.send({ type: 'queue', items: ['a', 'c'].map(item) });
    assert.equal(await focusedRow(), 'c');
    await chat.send({ type: 'turnEnded', turnId: '1', end: { type: 'stopped' } });
    await chat.page.getByRole('status').filter({ hasText: '2 waiting for' }).waitFor();
    await rows().first().getByRole('button', { name: 'Send now' }).press('Enter');
    assert.deepEqual(await chat.waitForPosted('sendQueued'), { type: 'sendQueued', id: 'a' });
    await chat.send({ type: 'queue', items: [] });
    await chat.page.locator('textarea:focus').waitFor();
  });

  it('offers commands at a slash in the beginning, and shows a command of a question as one', async () => {
    await chat.snapshot([finished('1', { prompt: '/fix the loop', command: 'fix' })]);
    assert.equal(await question(0).locator('.command').innerText(), '/fix');
    assert.equal(await question(0).innerText(), '/fix the loop');
    await input().pressSequentially('/f');
    await chat.page.waitForFunction(() => window.posted.some((each) => each.type === 'suggest' && each.query === 'f' && each.sign === '/'));
    const items = ['fix', 'format-it'].map((name) => ({ id: `/${name}`, kind: 'command' as const, label: `/${name}`, detail: `What ${name} does`, mention: name }));
    await chat.send({ type: 'suggestions', request: 2, items });
    const list = chat.page.getByRole('listbox', { name: 'Commands' });
    assert.match(await list.getByRole('option').first().innerText(), /^\/fix\s+What fix does/);
    await input().press('ArrowDown');
    await input().press('Enter');
    assert.equal(await input().inputValue(), '/format-it ');
    assert.equal((await chat.posted()).some(({ type }) => type === 'chooseSuggestion'), false);
    await input().fill('');
    await input().pressSequentially('/fix');
    const asked = (await chat.posted()).findLast((each) => each.type === 'suggest');
    await chat.send({ type: 'suggestions', request: asked?.request ?? 0, items: items.slice(0, 1) });
    await list.waitFor();
    await input().press('Enter');
    assert.deepEqual(await chat.waitForPosted('ask'), { type: 'ask', text: '/fix' }, 'a command that is typed out is sent');
  });

  it('sends nothing while an input method composes, and the word that it gave with the next Enter', async () => {
    await chat.snapshot([]);
    await input().focus();
    const keyboard = await chat.page.context().newCDPSession(chat.page);
    await keyboard.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
    // As the system tells it of the Enter that takes the word.
    await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
    await keyboard.send('Input.insertText', { text: '日本' });
    assert.equal(await input().inputValue(), '日本');
    assert.equal((await chat.posted()).some(({ type }) => type === 'ask'), false);
    await input().press('Enter');
    assert.deepEqual(await chat.waitForPosted('ask'), { type: 'ask', text: '日本' });
  });

  it('takes a large text from the clipboard whole, and keeps one that is too large to be sent', async () => {
    await chat.snapshot([]);
    const line = `${'A line of a log, as it is. '.repeat(8)}\n`;
    const large = line.repeat(500);
    await chat.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await chat.page.evaluate((text) => navigator.clipboard.writeText(text), large);
    await input().press('Control+v');
    assert.equal(await input().inputValue(), large);
    await input().press('Enter');
    assert.equal((await chat.waitForPosted('ask')).text, large);
    const tooLarge = line.repeat(5000);
    // Typing as much would keep the browser busy for a minute.
    await input().evaluate((box, text) => {
      (box as HTMLTextAreaElement).value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, tooLarge);
    await chat.page.getByRole('alert').filter({ hasText: `This is ${tooLarge.length.toLocaleString('en')} characters long` }).waitFor();
    await input().press('Enter');
    await button('Send').click();
    assert.equal((await input().inputValue()).length, tooLarge.length);
    assert.equal((await chat.posted()).filter(({ type }) => type === 'ask').length, 1);
  });

  it('has a box that grows with its text up to a part of the page, and shrinks again', async () => {
    await chat.snapshot([]);
    const height = () => input().evaluate((element) => element.getBoundingClientRect().height);
    const empty = await height();
    await input().fill('one\ntwo\nthree');
    const three = await height();
    assert.ok(three > empty);
    await input().fill(Array.from({ length: 100 }, (_, line) => line).join('\n'));
    assert.ok((await height()) <= 700 * 0.4 + 1);
    assert.ok(await input().evaluate((element) => element.scrollHeight > element.clientHeight));
    await input().fill('');
    assert.equal(await height(), empty);
  });
});
