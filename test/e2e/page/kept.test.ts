import assert from 'node:assert/strict';
import { eachPage } from './eachPage.ts';
import type { ChatPage } from './pageHost.ts';
import { finished, status, tall, turn } from './samples.ts';

describe('What one wrote, and where one was, on the page', () => {
  let chat: ChatPage;
  eachPage((opened) => {
    chat = opened;
  });

  const input = () => chat.page.getByRole('textbox', { name: 'Message', exact: true });
  const box = () => chat.page.getByRole('textbox', { name: 'Edit' });
  const button = (name: string) => chat.page.getByRole('button', { name, exact: true });
  const question = (index: number) => chat.page.getByRole('article', { name: 'You' }).nth(index);
  const focused = () => chat.page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.localName);
  const window = (...turns: readonly ReturnType<typeof finished>[]) => ({ turns, before: false, after: false });

  it('gives way to the turn that was asked for while the page was loaded', async () => {
    const turns = ['1', '2', '3'].map((id) => finished(id, { text: tall }));
    await chat.snapshot(turns);
    await chat.page.locator('.scroller').evaluate((element) => { element.scrollTop = 100; });
    await chat.page.waitForFunction(() => (sessionStorage.getItem('state') ?? '').includes('"turnId":"1"'));
    await chat.load();
    await chat.send({ type: 'snapshot', conversation: 'c', window: window(...turns), status, draft: '' }, { type: 'window', window: window(...turns), reveal: '3' });
    const top = await question(2).evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(Math.abs(top) < 50, `${top} from the top`);
    assert.equal(await chat.page.evaluate(() => document.activeElement?.getAttribute('data-turn')), '3');
  });

  it('is in the message box still when a message that was sent comes back while the page is away', async () => {
    await chat.snapshot([]);
    await input().fill('and');
    await chat.page.waitForFunction(() => (sessionStorage.getItem('state') ?? '').includes('"and"'));
    await chat.load();
    await chat.send({ type: 'snapshot', conversation: 'c', window: window(), status, draft: 'Why?\n\nand' });
    assert.equal(await input().inputValue(), 'Why?\n\nand');
  });

  it('is what the host knows of it when it was sent from another place meanwhile', async () => {
    await chat.snapshot([]);
    await input().fill('Half a question');
    await chat.waitForPosted('draft');
    await chat.load();
    await chat.send({ type: 'snapshot', conversation: 'c', window: window(), status, draft: '' });
    assert.equal(await input().inputValue(), '');
  });

  it('is not taken away by a starter that cannot be sent without a key', async () => {
    await chat.snapshot([], { key: 'missing' });
    await input().fill('precious');
    await button('Compare REST vs GraphQL APIs').click();
    await chat.waitForPosted('setKey');
    assert.equal(await input().inputValue(), 'Compare REST vs GraphQL APIs\n\nprecious');
  });

  it('goes to the message box when another message is edited while the box of this one is not there', async () => {
    await chat.snapshot([finished('1')]);
    await question(0).getByRole('button', { name: 'Edit' }).press('Enter');
    await box().fill('half an idea');
    await chat.snapshot([finished('2')], {}, 'd');
    await input().fill('and');
    await question(0).getByRole('button', { name: 'Edit' }).press('Enter');
    assert.equal(await box().inputValue(), 'Question 2');
    assert.equal(await input().inputValue(), 'half an idea\n\nand');
  });

  it('stays in a field of the parameters while an answer comes, until it is left', async () => {
    await chat.snapshot([turn('1')]);
    await button('Parameters').click();
    const system = chat.page.getByRole('textbox', { name: 'System message' });
    const tokens = chat.page.getByRole('spinbutton', { name: 'Max tokens' });
    await system.fill('Be brief.');
    await chat.send({ type: 'append', turnId: '1', thought: '', text: 'Word' }, { type: 'status', status });
    assert.equal(await system.inputValue(), 'Be brief.');
    await tokens.fill('12');
    assert.deepEqual(await chat.waitForPosted('setParameters'), { type: 'setParameters', change: { system: 'Be brief.' } });
    const told = (system: string) => chat.send({ type: 'status', status: { ...status, parameters: { ...status.parameters, values: { ...status.parameters.values, system } } } });
    await told('Be brief.');
    assert.deepEqual([await system.inputValue(), await tokens.inputValue()], ['Be brief.', '12']);
    await tokens.fill('');
    await input().focus();
    assert.equal(await tokens.inputValue(), '40000', 'what is no number is put back');
    await told('Be kind.');
    assert.equal(await system.inputValue(), 'Be kind.');
  });

  it('keeps the focus in the message box when the queue changes long after a button of it did nothing', async () => {
    const item = (id: string) => ({ id, text: `Message ${id}`, along: [] });
    await chat.snapshot([finished('1')]);
    await chat.send({ type: 'queue', items: [item('a')] });
    await button('Send now').press('Enter');
    await input().focus();
    await chat.send({ type: 'queue', items: ['a', 'b'].map(item) });
    assert.equal(await focused(), 'Message');
  });

  it('has the focus in the message box when what had it went away', async () => {
    await chat.snapshot([finished('1')]);
    await chat.send({ type: 'compaction', compaction: { turnId: '1', summary: 'All of it.' } });
    await button('Use all messages again').press('Enter');
    await chat.send({ type: 'compaction' });
    assert.equal(await focused(), 'Message', 'after the summary');
    await chat.send({ type: 'status', status: { ...status, key: 'missing' } });
    await button('Set API key').press('Enter');
    await chat.send({ type: 'status', status });
    assert.equal(await focused(), 'Message', 'after the key');
  });

  it('is where typing goes when the page has the keyboard again: the message that is edited, else the message box', async () => {
    const comeBack = () =>
      chat.page.evaluate(() => {
        // As the browser does it when another frame takes the keyboard.
        (document.activeElement as HTMLElement | null)?.blur();
        globalThis.window.dispatchEvent(new Event('focus'));
        return document.activeElement?.closest('.edit-box') !== null;
      });
    await chat.snapshot([finished('1')]);
    await question(0).getByRole('button', { name: 'Edit' }).press('Enter');
    await question(0).getByRole('button', { name: 'Attach context' }).focus();
    assert.equal(await comeBack(), true);
    await input().focus();
    assert.equal(await comeBack(), false);
    await question(0).getByRole('button', { name: 'Cancel' }).press('Enter');
    await comeBack();
    assert.equal(await focused(), 'Message');
  });

  it('is looked through anew when another conversation comes, and nothing of the old one is gone to', async () => {
    const found = { type: 'found', query: 'needle', matchCase: false, found: [{ turnId: '1', part: 'text', count: 1 }] } as const;
    await chat.snapshot([finished('1', { text: 'a needle' })]);
    await chat.send({ type: 'openFind' });
    await chat.page.getByRole('textbox', { name: 'Find' }).fill('needle');
    const asked = (times: number) => chat.page.waitForFunction((count) => globalThis.window.posted.filter((each) => each.type === 'find' && each.query === 'needle').length === count, times);
    await asked(1);
    await chat.send(found);
    await chat.page.getByText('1 of 1').waitFor();
    await chat.snapshot([finished('2')], {}, 'd');
    await asked(2);
    assert.deepEqual((await chat.posted()).filter(({ type }) => type === 'show'), []);
  });

  it('leaves Alt+Down to a list of choices, which it unfolds', async () => {
    await chat.snapshot([finished('1'), turn('2')]);
    await button('Parameters').click();
    await chat.page.getByRole('combobox', { name: 'Preset' }).press('Alt+ArrowDown');
    assert.notEqual(await chat.page.evaluate(() => document.activeElement?.localName), 'article');
  });
});
