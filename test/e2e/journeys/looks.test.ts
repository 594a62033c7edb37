import assert from 'node:assert/strict';
import { axeFaults } from '../page/axe.ts';
import { atHome, type Home } from './atHome.ts';

const themes = ['Default Dark Modern', 'Default Light Modern', 'Default High Contrast', 'Default High Contrast Light'];

describe('the looks, in the real workbench', () => {
  for (const theme of themes) {
    it(`has nothing that axe-core finds fault with, and a picture to look at: ${theme}`, async () => {
      const home = await atHome({ theme, viewport: { width: 1100, height: 760 }, simulator: { tokenDelayMs: 1 } });
      try {
        const { window } = home.workbench;
        await window.editor.open('python/sort.py');
        const chat = await window.chat();
        await chat.ask('Compare REST vs GraphQL APIs');
        await chat.finishedAnswer(0);
        await chat.ask('Write a Python function to sort a list');
        await chat.finishedAnswer(1);
        assert.deepEqual(await axeFaults(chat.frame), []);
        const name = theme.replaceAll(' ', '-').toLowerCase();
        await window.screenshot(`looks-${name}`);
        home.simulator.next('status-503');
        await window.runCommand('Lathe: Check Connection');
        await window.quickInput.widget.getByText(/Check Connection: ModelsLab (works|has)/).waitFor();
        await window.screenshot(`looks-check-${name}`);
      } finally {
        await home.close();
      }
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
