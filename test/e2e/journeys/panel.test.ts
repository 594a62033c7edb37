import assert from 'node:assert/strict';
import { ChatPage } from '../driver/chatPage.ts';
import { keptTurns } from './keptTurns.ts';
import { atHome, type Home } from './atHome.ts';
import { toldByDeltas, toldWhole } from './told.ts';

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
    await field.and(chat.frame.locator(':focus')).waitFor();
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

  it('has the text whole, however often it is hidden and shown in mid-answer', async () => {
    const { window } = home.workbench;
    await chat.startNew();
    await chat.ask('/simulate slow 300');
    for (const words of [2, 20]) {
      await grown(chat, words);
      await window.hideChat();
      chat = await window.chat();
    }
    await grown(chat, 40);
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

  it('has the text whole when it moves to the other side in mid-answer, and back', async () => {
    const { window } = home.workbench;
    await chat.startNew();
    await chat.ask('/simulate slow 200');
    await grown(chat, 5);
    chat = await window.moveChat('Secondary Side Bar');
    await grown(chat, 20);
    await window.screenshot('panel-secondary');
    chat = await window.moveChat('Primary Side Bar');
    await chat.finishedAnswer(0);
    const { text, end } = (await keptTurns(home.workbench)).at(-1) ?? {};
    assert.equal(end, 'finished');
    assert.equal(plain(await chat.answers.first().locator('.markdown').innerText()), plain(text ?? ''));
  });

  it('loses nothing when two windows answer in one conversation at once', async () => {
    const { workbench } = home;
    const second = await workbench.openSecondWindow();
    const other = await second.chat();
    await other.questions.first().waitFor();
    await Promise.all([chat.ask('Mine /simulate slow 60'), other.ask('Theirs /simulate slow 60')]);
    // Not by number: either window may have taken in what the other asked.
    await Promise.all([answered(chat, 'Mine'), answered(other, 'Theirs')]);
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

  it('has all that was shown after a reload in mid-answer, and goes on from there', async () => {
    const { workbench } = home;
    const seed = Number(process.env['LATHE_FUZZ_SEED'] ?? Date.now() % 1000);
    for (const words of [3 + (seed % 10), 20 + (seed % 70)]) {
      console.log(`      reloads after ${words} words (LATHE_FUZZ_SEED=${seed})`);
      await chat.startNew();
      await chat.ask('/simulate slow 300');
      await grown(chat, words);
      const shown = toldByDeltas(workbench);
      await workbench.window.reload();
      chat = await workbench.window.chat();
      await chat.alerts.filter({ hasText: 'window closed' }).waitFor();
      const found = toldWhole(workbench, shown.id);
      assert.ok(found);
      assert.ok(found.text.startsWith(shown.text), `shown: ${shown.text.slice(-80)}\nfound: ${found.text.slice(-80)}`);
      assert.ok(found.thought.startsWith(shown.thought));
    }
    const shown = plain(await chat.answers.first().locator('.markdown').innerText());
    await chat.button('Continue').click();
    await chat.alerts.waitFor({ state: 'detached' });
    await chat.finishedAnswer(0);
    const { text, end } = (await keptTurns(workbench)).at(-1) ?? {};
    assert.equal(end, 'finished');
    assert.ok(plain(text ?? '').startsWith(shown));
    assert.ok(plain(await chat.answers.first().locator('.markdown').innerText()).startsWith(shown));
  });

  it('is in a tab of the editor area as well, the same in both places, and there again after a reload', async () => {
    const { window } = home.workbench;
    await chat.startNew();
    await window.runCommand('Lathe: Open Chat in Editor');
    let tab = await ChatPage.find(window.page, chat);
    await tab.frame.waitForFunction(() => document.hasFocus() && document.activeElement?.ariaLabel === 'Message');
    await window.type('Half a que');
    await chat.frame.waitForFunction(() => document.querySelector('textarea')?.value === 'Half a que');
    await tab.ask('Who sees this? /simulate slow 60');
    await Promise.all([grown(chat, 5), grown(tab, 5)]);
    const [here, there] = await Promise.all([chat.finishedAnswer(0), tab.finishedAnswer(0)]);
    assert.equal(here, there);
    await chat.frame.waitForFunction(() => document.querySelector('textarea')?.value === '');
    await window.screenshot('panel-tab');
    await tab.message.press('Control+F');
    await tab.frame.getByRole('search').waitFor();
    assert.equal(await chat.frame.getByRole('search').count(), 0);
    await window.reload();
    // Either may be found first.
    chat = await window.chat();
    tab = await ChatPage.find(window.page, chat);
    await Promise.all([chat, tab].map(async (page) => page.questions.filter({ hasText: 'Who sees this?' }).waitFor()));
    await window.page.locator('.tab.active').getByRole('button', { name: /Close/ }).click();
    await window.page.locator('.tab').waitFor({ state: 'detached' });
    chat = await window.chat();
    await chat.ask('And now?');
    await chat.finishedAnswer(1);
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
    const silent = chat.frame;
    do {
      // The new page takes the place of the old one once it is loaded.
      chat = await workbench.window.chat();
    } while (chat.frame === silent);
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

/** Waits until the question with this word shows, and nothing streams any more. */
async function answered(chat: ChatPage, word: string): Promise<void> {
  await chat.questions.filter({ hasText: word }).waitFor();
  await chat.streamingAnswer.waitFor({ state: 'detached' });
}

/** Waits until the answer that comes has so many words. */
async function grown(chat: ChatPage, words: number): Promise<void> {
  await chat.streamingAnswer.locator('.markdown').filter({ hasText: new RegExp(String.raw`(\S+\s+){${words}}`) }).waitFor();
}
