import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { journalLines, type JournalEntry } from '../../../src/core/chat/journal.ts';
import { stored } from '../driver/browserStorage.ts';
import type { ChatPage } from '../driver/chatPage.ts';
import { atHome, type Home } from './atHome.ts';
import { journalFiles, keptTurns } from './keptTurns.ts';

/** More turns than the page holds, and more text than is read before the first paint. */
const turns = 80;
const hostile = '$(trash) <img src=x onerror="window.hacked = 1"> heron?';

/** Turns with a question and an answer of 10 KB each. */
function* earlier(): Generator<JournalEntry> {
  for (let index = 0; index < turns; index++) {
    const turn = `turn-${index}`;
    yield { type: 'turn', turn, at: Date.now(), prompt: { action: 'ask', text: index === 3 ? hostile : `Question ${index}`, references: [] }, endpoint: 'ModelsLab', model: 'm', maxTokens: 1000 };
    yield { type: 'text', turn, text: `Answer ${index}. ${index === 5 ? 'The bittern booms. ' : ''}${'Words stand here so that it is long.\n\n'.repeat(270)}` };
    yield { type: 'end', turn, end: { type: 'finished', reason: 'stop' } };
  }
}

describe('ways around in a long conversation', () => {
  let home: Home;
  let chat: ChatPage;
  before(async () => {
    home = await atHome();
    const { window } = home.workbench;
    chat = await window.chat();
    await chat.ask('What is a wader?');
    await chat.finishedAnswer(0);
    const file = (await journalFiles(home.workbench)).at(-1) ?? '';
    await stored(window.page, file.replace(/^.*[/\\]|\.jsonl$/g, ''));
    await writeFile(file, journalLines([...earlier()]), { flag: 'a' });
    await window.reload();
    chat = await window.chat();
    await chat.questions.filter({ hasText: `Question ${turns - 1}` }).waitFor();
  });
  after(() => home.close());

  const question = (text: string) => chat.questions.filter({ hasText: text });
  /** Waits until the turn with this question is where a person looks, and has the focus. */
  async function at(text: string): Promise<void> {
    await chat.frame.locator('article:focus').waitFor();
    await chat.frame.waitForFunction((words) => {
      const article = document.activeElement?.closest('article');
      const top = article?.getBoundingClientRect().top ?? NaN;
      const turn = article?.getAttribute('data-turn') ?? '';
      const asked = document.querySelector(`article.question[data-turn="${CSS.escape(turn)}"]`);
      return asked?.textContent.includes(words) === true && top > -innerHeight && top < innerHeight;
    }, text);
  }

  it('reads far back while an answer streams, and nothing moves under the eyes', async () => {
    const { window } = home.workbench;
    // Longer than the way back takes on the slowest machine; then it is stopped.
    await chat.ask('/simulate slow 3000');
    await chat.streamingAnswer.locator('.markdown p').first().waitFor();
    const scroller = chat.frame.locator('.scroller');
    await scroller.hover();
    // Page by page, as Ctrl+Home does it, to the very first question.
    await chat.frame.waitForFunction(() => {
      const element = document.querySelector('.scroller');
      element?.scrollTo(0, 0);
      return document.querySelector('article.question')?.textContent.includes('wader');
    }, undefined, { polling: 100, timeout: 45_000 });
    const place = async (): Promise<number> => (await question('What is a wader?').boundingBox())?.y ?? NaN;
    const before = await place();
    const { webviewMessages } = home.workbench;
    const told = webviewMessages.length;
    const appends = (): number => webviewMessages.slice(told).filter(({ text }) => text.includes('"type":"append"')).length;
    await home.workbench.webviewMessage((message) => message === webviewMessages.at(-1) && appends() > 5);
    assert.ok(Math.abs((await place()) - before) < 2);
    await window.screenshot('ways-far-back');
    await chat.button('Jump to latest').click();
    await question('/simulate slow 3000').waitFor();
    await chat.stop.click();
    await chat.streamingAnswer.waitFor({ state: 'detached' });
    const { text, end } = (await keptTurns(home.workbench)).at(-1) ?? {};
    assert.equal(end, 'stopped');
    const shown = await chat.answers.last().locator('.markdown').innerText();
    assert.equal(shown.replace(/\s+/g, ' ').trim(), text?.replace(/\s+/g, ' ').trim());
  });

  it('goes to a question, whose text is only text', async () => {
    const { window } = home.workbench;
    await window.runCommand('Lathe: Go to Question...');
    const { quickInput } = window;
    await quickInput.field.fill('heron');
    const row = quickInput.rows.filter({ hasText: 'heron?' });
    await row.waitFor();
    assert.ok((await row.innerText()).includes('(trash) <img src=x'), await row.innerText());
    assert.equal(await row.locator('img, .codicon-trash').count(), 0);
    await window.press('Enter');
    await at('heron?');
    assert.equal(await chat.frame.evaluate(() => 'hacked' in globalThis || document.querySelector('article img') !== null), false);
  });

  it('copies a link to a turn, which leads there from another conversation', async () => {
    const { window } = home.workbench;
    await question('heron?').hover();
    await question('heron?').getByRole('button', { name: 'Copy link' }).click();
    let link = '';
    while (!link.includes('lathe.lathe')) {
      link = await window.page.evaluate(() => navigator.clipboard.readText());
    }
    assert.match(link, /^[\w-]+:\/\/lathe\.lathe\/turn\?conversation=[\w-]+&turn=turn-3$/);
    await chat.startNew();
    await window.runCommand('Developer: Open URL');
    await window.quickInput.answer(link);
    await window.page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
    await question('heron?').waitFor();
    await at('heron?');
  });

  it('opens a hit of the history at its turn', async () => {
    const { window } = home.workbench;
    await chat.startNew();
    await window.runCommand('Lathe: Show History...');
    await window.quickInput.field.fill('bittern booms');
    await window.quickInput.rows.filter({ hasText: 'bittern booms' }).first().click();
    await question('Question 5').first().waitFor();
    await at('Question 5');
  });
});
