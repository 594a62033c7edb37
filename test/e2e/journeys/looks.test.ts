import assert from 'node:assert/strict';
import type { ChatPage } from '../driver/chatPage.ts';
import { axeFaults } from '../page/axe.ts';
import { atHome, type Home } from './atHome.ts';

/** By the names that the list of themes shows. */
const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'] as const;

describe('the looks, in the real workbench', () => {
  let home: Home;
  let chat: ChatPage;
  before(async () => {
    home = await atHome({ theme: 'Default Light+', viewport: { width: 1100, height: 760 }, simulator: { tokenDelayMs: 1 } });
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    chat = await window.chat();
    await chat.ask('Compare REST vs GraphQL APIs');
    await chat.finishedAnswer(0);
    await chat.ask('Write a Python function to sort a list');
    await chat.finishedAnswer(1);
  });
  after(() => home.close());

  for (const theme of themes) {
    it(`has nothing that axe-core finds fault with, and a picture to look at: ${theme}`, async () => {
      const { window } = home.workbench;
      const worn = await chat.frame.locator('body').getAttribute('data-vscode-theme-id');
      await window.runCommand('Preferences: Color Theme');
      await window.quickInput.field.fill(theme);
      await window.quickInput.row(theme).waitFor();
      await window.press('Enter');
      await window.quickInput.widget.waitFor({ state: 'hidden' });
      await chat.frame.locator(`body:not([data-vscode-theme-id="${worn}"])`).waitFor();
      assert.deepEqual(await axeFaults(chat.frame), []);
      const name = theme.replaceAll(' ', '-').toLowerCase();
      await window.screenshot(`looks-${name}`);
      home.simulator.next('status-503');
      await window.runCommand('Lathe: Check Connection');
      await window.quickInput.widget.getByText(/Check Connection: ModelsLab (works|has)/).waitFor();
      await window.screenshot(`looks-check-${name}`);
      await window.press('Escape');
      await window.quickInput.widget.waitFor({ state: 'hidden' });
    });
  }
});

describe('in another language', () => {
  let home: Home;
  before(async () => {
    home = await atHome({ language: 'pseudo', key: 'none' });
  });
  after(() => home.close());

  /** What is not ours to translate: names, ids, addresses, and what the simulator says. */
  const untranslated = /\b(Lathe|ModelsLab|MiniMax\S*|MODELSLAB_API_KEY|API|https?:\S+|VS Code\S*)\b/g;

  it('shows no text of ours in English: welcome and key panel', async () => {
    const chat = await home.workbench.window.chat();
    await home.workbench.window.screenshot('looks-pseudo');
    const shown = await chat.frame.evaluate(() => {
      const names = [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((element) =>
        ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
      );
      return [document.body.innerText, ...names].join('\n');
    });
    const english = shown.replace(untranslated, '').match(/\b[A-Za-z]{4,}\b/g) ?? [];
    assert.deepEqual(english, []);
  });

  it('shows the commands and the question for the key in it', async () => {
    const { window } = home.workbench;
    const chat = await window.chat();
    await chat.frame.locator('.key-panel button').first().click();
    await window.quickInput.question();
    assert.doesNotMatch(await window.quickInput.message.innerText(), /Kept in/);
    await window.press('Escape');
  });
});
