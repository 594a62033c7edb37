import assert from 'node:assert/strict';
import { eachPage } from './eachPage.ts';
import type { ChatPage } from './pageHost.ts';
import { attachments, suggestions } from './samples.ts';

describe('What is attached, on the page', () => {
  let chat: ChatPage;
  eachPage((opened) => {
    chat = opened;
  });
  beforeEach(() => chat.snapshot([]));

  const input = () => chat.page.getByRole('textbox', { name: 'Message' });
  const focused = () => chat.page.evaluate(() => document.activeElement?.textContent ?? '');
  const show = (items = attachments) => chat.send({ type: 'attachments', items, gathering: false });

  it('is gone through, opened, looked at and removed by keys alone', async () => {
    await show();
    await input().fill('Why?');
    await input().evaluate((box) => {
      (box as HTMLTextAreaElement).setSelectionRange(0, 0);
    });
    await chat.page.keyboard.press('Backspace');
    assert.match(await focused(), /^3a863a5/);
    await chat.page.keyboard.press('Home');
    await chat.page.keyboard.press('ArrowRight');
    assert.match(await focused(), /^cart\.ts:3-14/);
    const card = chat.page.getByRole('tooltip');
    assert.match(await card.innerText(), /it goes along[^]*export class Cart/);
    assert.equal(await chat.page.locator(':focus').getAttribute('aria-describedby'), await card.getAttribute('id'));
    await chat.page.keyboard.press('Escape');
    assert.equal(await card.count(), 0);
    await chat.page.keyboard.press('Delete');
    assert.deepEqual(await chat.waitForPosted('switchAttachment'), { type: 'switchAttachment', id: 'cart.ts:3-14', on: false });
    await chat.page.keyboard.press('Enter');
    assert.deepEqual(await chat.waitForPosted('openAttachment'), { type: 'openAttachment', id: 'cart.ts:3-14', question: 'Why?' });
    assert.match(await chat.page.locator('.chip', { hasText: 'components' }).innerText(), /index\.ts\s*…\/components/);
    await chat.page.getByRole('button', { name: 'Remove index.ts …/components', exact: true }).waitFor();
    await chat.page.keyboard.press('End');
    await chat.page.keyboard.press('Delete');
    assert.deepEqual(await chat.waitForPosted('removeAttachment'), { type: 'removeAttachment', id: '3a863a5 Another name for the module' });
    assert.match(await focused(), /^a-picture/);
    await show(attachments.slice(0, -1));
    await chat.page.getByText('3a863a5 Another name for the module removed').waitFor({ state: 'attached' });
    await chat.page.keyboard.press('ArrowRight');
    await chat.page.locator('textarea:focus').waitFor();
  });

  it('goes on typing after a held Backspace has emptied the box', async () => {
    await show();
    await input().fill('x');
    await input().evaluate((box) => {
      (box as HTMLTextAreaElement).value = '';
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Backspace', repeat: true, bubbles: true }));
    });
    assert.equal(await chat.page.locator('textarea:focus').count(), 1);
  });

  const open = async (text: string): Promise<void> => {
    await input().pressSequentially(text);
    const posted = (await chat.posted()).filter((message) => message.type === 'suggest');
    await chat.send({ type: 'suggestions', request: posted.at(-1)!.request, items: suggestions });
    await chat.page.getByRole('listbox').waitFor();
  };

  it('is suggested behind an @, as a screen reader has it: the box keeps the focus and names the option', async () => {
    await open('See @ca');
    const box = input();
    assert.equal(await box.getAttribute('aria-controls'), await chat.page.getByRole('listbox').getAttribute('id'));
    const active = async () => chat.page.locator(`#${(await box.getAttribute('aria-activedescendant')) ?? ''}`).innerText();
    assert.match(await active(), /^cart\.ts/);
    await box.press('ArrowUp');
    assert.match(await active(), /^a-file/);
    await box.press('ArrowDown');
    await box.press('ArrowDown');
    assert.match(await active(), /^cards\//);
    await box.press('Enter');
    assert.deepEqual(await chat.waitForPosted('chooseSuggestion'), { type: 'chooseSuggestion', id: '2' });
    assert.equal(await box.inputValue(), 'See @cards/ ');
    assert.equal(await chat.page.getByRole('listbox').count(), 0);
    await box.pressSequentially('now');
    assert.equal(await box.inputValue(), 'See @cards/ now');
    assert.equal((await chat.posted()).some(({ type }) => type === 'ask'), false);
  });

  it('shows its list also while the pointer rests on a chip', async () => {
    await show();
    await chat.page.locator('.chip-open').first().hover();
    await chat.page.getByRole('tooltip').waitFor();
    await open('@ca');
    assert.equal(await chat.page.getByRole('tooltip').count(), 0);
    await chat.page.getByRole('option', { name: /^cards/ }).click();
    assert.deepEqual(await chat.waitForPosted('chooseSuggestion'), { type: 'chooseSuggestion', id: '2' });
  });

  it('takes the typed letters away where what is chosen is no noun', async () => {
    await open('Fix this @git');
    await chat.page.getByRole('option', { name: 'Git changes' }).click();
    assert.equal(await input().inputValue(), 'Fix this ');
    await chat.page.locator('textarea:focus').waitFor();
  });

  it('keeps its list closed after Escape, and never takes an address of mail for a mention', async () => {
    await open('@ca');
    await input().press('Escape');
    assert.equal(await chat.page.getByRole('listbox').count(), 0);
    await input().pressSequentially('r');
    assert.equal(await chat.page.getByRole('listbox').count(), 0);
    await input().fill('');
    const before = (await chat.posted()).filter(({ type }) => type === 'suggest').length;
    await input().pressSequentially('me@example.com');
    assert.equal((await chat.posted()).filter(({ type }) => type === 'suggest').length, before);
    await input().press('Enter');
    await chat.waitForPosted('ask');
  });

  it('is taken back out of the text by Undo, and put in again by Redo', async () => {
    await open('See @ca');
    await input().press('Enter');
    assert.equal(await input().inputValue(), 'See @cart.ts ');
    await input().press('Control+z');
    assert.equal(await input().inputValue(), 'See @ca');
    await input().press('Control+Shift+z');
    assert.equal(await input().inputValue(), 'See @cart.ts ');
  });

  it('can be stopped while its texts are gathered', async () => {
    await chat.send({ type: 'attachments', items: attachments, gathering: true });
    await chat.page.getByRole('button', { name: 'Stop', exact: true }).click();
    await chat.waitForPosted('stop');
  });
});
