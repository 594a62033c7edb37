import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ChatPage } from '../driver/chatPage.ts';
import { focusOn, leave, reach } from '../driver/keyboard.ts';
import { axeFaults } from '../page/axe.ts';
import { atHome, type Home } from './atHome.ts';

describe('Answers', () => {
  let home: Home;
  before(async () => {
    home = await atHome();
  });
  after(() => home.close());

  const window = () => home.workbench.window;

  it('are asked for, read and followed into a file by keyboard alone', async () => {
    const chat = await window().chat();
    await window().runCommand('Lathe: Focus on Chat View');
    await chat.message.focus();
    await window().type('/simulate everything');
    await window().press('Enter');
    await chat.finishedAnswer(0);
    await chat.frame.locator('a.place').first().waitFor();
    await window().press('Alt+ArrowUp');
    await chat.frame.waitForFunction(() => document.activeElement?.matches('article.reply'));
    const focused = () => chat.frame.evaluate(() => document.activeElement?.textContent);
    while ((await focused()) !== 'src/cart.ts:19') {
      await window().press('Tab');
    }
    await window().press('Enter');
    await window().editor.position.filter({ hasText: 'Ln 19, Col 1' }).waitFor();
    await window().page.locator('.tab.active[data-resource-name="cart.ts"]').waitFor();
  });

  it('lead to what is in the workspace, and to nothing else', async () => {
    const chat = await window().chat();
    const places = await chat.frame.locator('a.place').allInnerTexts();
    assert.ok(['src/cart.ts:19', 'src/cart.ts#L3-L5', 'the sorting', 'src/cart.ts'].every((name) => places.includes(name)), places.join(', '));
    assert.ok(!places.includes('src/missing.ts'));
    await chat.frame.getByRole('link', { name: 'the sorting' }).click();
    await window().page.locator('.tab.active[data-resource-name="sort.py"]').waitFor();
  });

  it('hold formulas, notes and long code without a fault in the real page', async () => {
    const chat = await window().chat();
    await chat.frame.locator('.math.display math').waitFor();
    await chat.frame.locator('.code-fold', { hasText: 'Show all 60 lines' }).or(chat.frame.locator('.code-fold', { hasText: 'Show fewer lines' })).waitFor();
    assert.deepEqual(await axeFaults(chat.frame), []);
  });

  it('become a new file under the name that they give it', async () => {
    const chat = await window().chat();
    await chat.button('New file').first().click();
    await window().page.locator('.tab.active[data-resource-name="discount.ts"]').waitFor();
    assert.match(await window().editor.visibleText(), /export const discount/);
    await window().editor.closeAll();
  });

  it('run in a terminal once the person agrees', async () => {
    const chat = await window().chat();
    const dialog = window().page.locator('.monaco-dialog-box');
    await chat.button('Run in terminal').click();
    await dialog.getByText('echo done > answered.txt').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await window().page.locator('.terminal-wrapper').count(), 0);
    await chat.button('Run in terminal').click();
    await dialog.getByRole('button', { name: 'Run', exact: true }).click();
    const file = path.join(home.workbench.folder ?? '', 'answered.txt');
    // The shell writes it: there is nothing else to wait for.
    while ((await readFile(file, 'utf8').catch(() => '')) !== 'done\n') {
      await window().page.waitForTimeout(50);
    }
  });

  it('show their diagrams in the Markdown preview', async () => {
    const chat = await window().chat();
    await chat.button('Open diagram').click();
    await window().page.locator('.tab.active', { hasText: 'Diagram' }).waitFor();
    for (;;) {
      const drawn = await Promise.all(window().page.frames().map((frame) => frame.locator('svg', { hasText: 'formatPrice' }).count().catch(() => 0)));
      if (drawn.some((count) => count > 0)) {
        return;
      }
      await window().page.waitForTimeout(50);
    }
  });

  it('can be read as a document that grows as they do, and leaves the reader in peace', async () => {
    const chat = await window().chat();
    await chat.startNew();
    await window().runCommand('Lathe: Open Conversation as Document');
    const shown = async (text: RegExp) => {
      while (!text.test(await window().editor.visibleText())) {
        await window().page.waitForTimeout(50);
      }
    };
    await shown(/This conversation is empty/);
    await chat.ask('/simulate slow 60');
    await shown(/## You\s+\/simulate slow 60/);
    await shown(/## Lathe/);
    const growing = (await window().editor.visibleText()).length;
    await chat.streamingAnswer.waitFor();
    await window().quickInput.goToLine(5);
    await window().editor.position.filter({ hasText: 'Ln 5, Col 1' }).waitFor();
    await chat.finishedAnswer(0);
    await chat.frame.getByRole('status').filter({ hasText: 'Answer complete' }).waitFor({ state: 'attached' });
    await shown(/· \d+ in, \d+ out|tokens|estimated/);
    assert.ok((await window().editor.visibleText()).length > growing);
    assert.match((await window().editor.position.textContent()) ?? '', /Ln 5, Col 1/);
  });

  it('tell the reader of the document that they are complete, where no chat is shown that would', async () => {
    const chat = await window().chat();
    await chat.ask('/simulate slow 30');
    await chat.streamingAnswer.waitFor();
    await window().hideChat();
    await window().editor.focus();
    await window().notifications.filter({ hasText: 'The answer is complete.' }).waitFor();
  });

  it('can be asked for, used and asked otherwise without a mouse', async () => {
    const { page, editor } = window();
    await editor.open('src/cart.ts');
    await window().press('Control+K', 'Control+Y');
    const chat = await ChatPage.find(page);
    await focusOn(chat, 'Message');

    // Another model.
    await reach(chat, 'Tab', 'Model');
    await window().press('Enter');
    await window().quickInput.row('MiniMaxAI-MiniMax-M2').waitFor();
    await window().type('MiniMaxAI-MiniMax-M2');
    await window().press('Enter');
    await chat.button('Model: MiniMaxAI-MiniMax-M2').waitFor();
    await focusOn(chat, 'Message');

    // A question, and what can be done with its answer.
    await reach(chat, 'Tab', 'New chat');
    await window().press('Enter');
    await chat.turns.first().waitFor({ state: 'detached' });
    await focusOn(chat, 'Message');
    await window().type('/simulate everything');
    await window().press('Enter');
    await chat.finishedAnswer(0);
    await window().press('Alt+ArrowUp');
    await reach(chat, 'Tab', 'Copy');
    await window().press('Enter');
    const code = 'export const discount = (cents: number, percent: number): number => Math.round((cents * percent) / 100);';
    await page.waitForFunction(async (copied) => (await navigator.clipboard.readText()) === copied, code);
    await reach(chat, 'Tab', 'Insert at cursor');
    await window().press('Enter');
    await editor.active.locator('.view-line', { hasText: 'discount = (cents' }).first().waitFor();
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await window().press('Control+Z');
    await page.locator('.tab.active:not(.dirty)[data-resource-name="cart.ts"]').waitFor();
    await window().press('Control+K', 'Control+Y');
    await focusOn(chat, 'Message');
    await window().press('Alt+ArrowUp');
    await reach(chat, 'Tab', 'Apply');
    await window().press('Enter');
    await page.locator('.tab.active[data-resource-name="discount.ts"]').waitFor();
    await editor.active.getByText('Accept').first().waitFor();
    await window().press('Shift+Alt+Backspace');
    await editor.active.getByText('Accept').first().waitFor({ state: 'detached' });

    // The question once more, otherwise; and both versions.
    await window().press('Control+K', 'Control+Y');
    await focusOn(chat, 'Message');
    await window().press('Alt+ArrowUp');
    await reach(chat, 'Shift+Tab', 'Edit');
    await window().press('Enter');
    await focusOn(chat, 'Edit');
    await window().press('Control+A');
    await window().type('What is the total of an empty cart?');
    await window().press('Enter');
    await chat.frame.getByText('2 of 2').waitFor();
    await chat.finishedAnswer(0);
    await focusOn(chat, 'Message');
    await reach(chat, 'Shift+Tab', 'Previous version');
    await window().press('Enter');
    await chat.frame.getByText('1 of 2').waitFor();
    await focusOn(chat, 'Previous version');
    await reach(chat, 'Tab', 'Regenerate with another model');
    await window().press('Enter');
    await window().quickInput.field.waitFor();
    await window().type('MiniMaxAI-MiniMax-M1-40k');
    await window().quickInput.rows.filter({ hasText: 'MiniMaxAI-MiniMax-M1-40k' }).first().waitFor();
    await window().press('Enter');
    await chat.frame.getByText('3 of 3').waitFor();
    await focusOn(chat, 'Message');
    await chat.finishedAnswer(0);

    // Words in it.
    await window().press('Control+F');
    await focusOn(chat, 'Find');
    await window().type('the');
    const count = chat.frame.getByRole('search').getByRole('status');
    await count.filter({ hasText: /^1 of \d+$/ }).waitFor();
    await window().press('Enter');
    await count.filter({ hasText: /^2 of \d+$/ }).waitFor();
    await window().press('Escape');
    await focusOn(chat, 'Message');

    // What is asked with.
    await reach(chat, 'Tab', 'Parameters');
    await window().press('Enter');
    await reach(chat, 'Shift+Tab', 'Temperature');
    await window().press('ArrowUp');
    await chat.frame.locator('.parameter.changed').waitFor();
    await reach(chat, 'Tab', 'Parameters');
    await window().press('Enter');
    await chat.frame.getByRole('region', { name: 'Parameters' }).waitFor({ state: 'detached' });

    await leave(chat);
  });
});
