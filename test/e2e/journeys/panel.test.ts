import assert from 'node:assert/strict';
import { ChatPage } from '../driver/chatPage.ts';
import { keptTurns } from './keptTurns.ts';
import { atHome, type Home } from './atHome.ts';

/** In milliseconds: some pings have to go unanswered. */
const watchdogTimeout = 120_000;

describe('the panel', () => {
  let home: Home;
  let chat: ChatPage;
  before(async () => {
    home = await atHome();
    chat = await home.workbench.window.chat();
  });
  after(() => home.close());

  it('marks its icon when an answer ended unseen, until it is shown', async () => {
    const { window } = home.workbench;
    const badge = window.page.locator('.activitybar li[role="tab"]:has(a[aria-label^="Lathe"]) .badge-content');
    await chat.ask('/simulate slow 30');
    await chat.streamingAnswer.locator('p').first().waitFor();
    await window.hideChat();
    await badge.filter({ hasText: '1' }).waitFor();
    chat = await window.chat();
    await chat.finishedAnswer(0);
    await badge.waitFor({ state: 'hidden' });
  });

  it('finds by keyboard', async () => {
    const { window } = home.workbench;
    await chat.startNew();
    for (const question of ['What do owls eat?', 'And owlets?']) {
      await chat.ask(question);
      await chat.finishedAnswer(question.startsWith('And') ? 1 : 0);
    }
    await chat.message.focus();
    await window.press('Control+F');
    const field = chat.frame.getByRole('textbox', { name: 'Find' });
    await field.waitFor();
    await window.type('OWLETS');
    const status = chat.frame.getByRole('search').getByRole('status');
    await status.filter({ hasText: /^1 of \d+$/ }).waitFor();
    await chat.frame.waitForFunction(() => [...(CSS.highlights.get('find-current') ?? [])].map(String)[0] === 'owlets');
    await window.screenshot('panel-find');
    await window.press('Enter');
    await status.filter({ hasText: /^2 of \d+$/ }).waitFor();
    await window.press('Alt+C');
    await status.filter({ hasText: 'No results' }).waitFor();
    await window.press('Escape');
    await field.waitFor({ state: 'detached' });
    assert.equal(await chat.message.evaluate((element) => element === document.activeElement), true);
  });

  it('has the text whole, however it is hidden, moved and shown in mid-answer', async () => {
    const { window } = home.workbench;
    await chat.startNew();
    await chat.ask('/simulate slow 300');
    for (const words of [2, 20]) {
      await grown(chat, words);
      await window.hideChat();
      chat = await window.chat();
    }
    await grown(chat, 40);
    await window.runCommand('Lathe: Focus on Chat View');
    await window.runCommand('View: Move Focused View');
    await window.quickInput.rows.filter({ hasText: 'New Secondary Side Bar Entry' }).click();
    await window.page.locator('.auxiliarybar .webview, .auxiliarybar .pane').first().waitFor();
    chat = await ChatPage.find(window.page);
    await grown(chat, 60);
    await window.screenshot('panel-secondary-side-bar');
    await chat.finishedAnswer(0);
    await window.runCommand('View: Reset View Locations');
    chat = await window.chat();
    await chat.finishedAnswer(0);
    const shown = plain(await chat.answers.first().locator('.markdown').innerText());
    const { text, end } = (await keptTurns(home.workbench)).at(-1) ?? {};
    assert.equal(end, 'finished');
    assert.equal(shown, plain(text ?? ''));
    // The simulator says one sentence over and over: no part is missing, none is there twice.
    const sentence = 'This sentence is simulated, and stands here so that a long answer has something to say while it arrives. ';
    assert.ok(shown.length > 500);
    assert.equal(shown, plain(sentence.repeat(100).slice(0, shown.length)));
  });

  it('loses nothing when two windows answer in one conversation at once', async () => {
    const { workbench } = home;
    const second = await workbench.openSecondWindow();
    const other = await second.chat();
    await other.questions.first().waitFor();
    await Promise.all([chat.ask('Mine /simulate slow 60'), other.ask('Theirs /simulate slow 60')]);
    await Promise.all([chat.finishedAnswer(1), other.finishedAnswer(1)]);
    await second.page.close();
    const kept = await keptTurns(workbench);
    const both = kept.filter(({ question }) => /^(Mine|Theirs) /.test(question));
    assert.deepEqual(both.map(({ question, end }) => `${question.split(' ')[0]} ${end}`).sort(), ['Mine finished', 'Theirs finished']);
    assert.equal(both[0]?.text, both[1]?.text);
    await workbench.window.reload();
    chat = await workbench.window.chat();
    await chat.questions.filter({ hasText: 'Theirs' }).waitFor();
    const shown = (await chat.answers.locator('.markdown').allInnerTexts()).map(plain);
    assert.deepEqual(shown, kept.map(({ text }) => plain(text)));
  });

  it('comes back with everything when its page no longer answers', async function () {
    this.timeout(watchdogTimeout);
    const { workbench } = home;
    const before = await chat.turns.allInnerTexts();
    await chat.message.fill('a draft of mine');
    await workbench.webviewMessage(({ text }) => text.includes('"type":"draft","text":"a draft of mine"'));
    await workbench.webviewMessage(({ from, text }) => from === 'page' && text.includes('"type":"pong"'));
    // As a page whose script hangs; a page made anew answers again.
    await chat.frame.evaluate(() => {
      (globalThis as { latheTestMute?: boolean }).latheTestMute = true;
    });
    const pages = (): number => workbench.webviewMessages.filter(({ from, text }) => from === 'page' && text.includes('"type":"ready"')).length;
    const known = pages();
    await workbench.webviewMessage(() => pages() > known);
    chat = await workbench.window.chat();
    await chat.turns.nth(1).waitFor();
    assert.deepEqual(await chat.turns.allInnerTexts(), before);
    assert.equal(await chat.message.inputValue(), 'a draft of mine');
    await chat.message.fill('');
  });
});

/** As words stand in a paragraph. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Waits until the answer that comes has so many words. */
async function grown(chat: ChatPage, words: number): Promise<void> {
  await chat.streamingAnswer.locator('.markdown').filter({ hasText: new RegExp(String.raw`(\S+\s+){${words}}`) }).waitFor();
}
