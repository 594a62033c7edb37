import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { simulatorKey } from '../../simulator/simulator.ts';
import { killExtensionHosts } from '../driver/extensionHost.ts';
import { focusOn } from '../driver/keyboard.ts';
import type { QuickInput } from '../driver/quickInput.ts';
import { atHome, type Home } from './atHome.ts';
import { journalFiles } from './keptTurns.ts';
import { toldByDeltas, toldWhole } from './told.ts';

describe('the history', () => {
  let home: Home;
  before(async () => {
    home = await atHome({ key: 'none', simulator: { keys: [simulatorKey] } });
    const { window } = home.workbench;
    const chat = await window.chat();
    await chat.button('Set API key').click();
    await window.quickInput.answer(simulatorKey);
    await chat.button('Set API key').waitFor({ state: 'hidden' });
    await chat.ask('What do owls eat?');
    await chat.finishedAnswer(0);
    await chat.newChat.click();
    await chat.ask('Where do swallows go?');
    await chat.finishedAnswer(0);
  });
  after(() => home.close());

  async function open(): Promise<QuickInput> {
    const { quickInput } = home.workbench.window;
    await home.workbench.window.runCommand('Lathe: Show History...');
    await quickInput.rows.filter({ hasText: 'swallows' }).first().waitFor();
    return quickInput;
  }

  it('lists conversations, newest first, and opens one by keyboard', async () => {
    const { window } = home.workbench;
    // Somewhere in the page that stays when another conversation comes.
    await (await window.chat()).frame.locator('.scroller').focus();
    const quickInput = await open();
    const labels = await quickInput.rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
    assert.deepEqual(labels.slice(0, 2), ['Where do swallows go?', 'What do owls eat?']);
    await window.screenshot('history');
    await quickInput.field.fill('owls');
    await quickInput.row('What do owls eat?').waitFor();
    await window.press('Enter');
    const chat = await window.chat();
    await chat.questions.filter({ hasText: 'owls' }).waitFor();
    await focusOn(chat, 'Message');
  });

  it('finds what only a message says', async () => {
    const { window } = home.workbench;
    const [file] = (await Promise.all((await journalFiles(home.workbench)).map(async (each) => [each, await readFile(each, 'utf8')] as const))).filter(([, text]) => text.includes('owls'));
    assert.ok(file, 'the conversation is on the disk');
    const { turn } = JSON.parse(file[1].split('\n').find((line) => line.includes('"type":"turn"')) ?? '{}') as { turn: string };
    // As another window would, while this one has it open.
    await writeFile(file[0], `${JSON.stringify({ type: 'turn', turn: 'theirs', at: Date.now() - 60_000, prompt: { action: 'ask', text: 'And then? zebrafinch', references: [] }, endpoint: 'e', model: 'm', maxTokens: 1 })}\n`, { flag: 'a' });
    assert.notEqual(turn, 'theirs');
    const quickInput = await open();
    await quickInput.field.fill('zebrafinch');
    await quickInput.rows.filter({ hasText: 'And then? zebrafinch' }).waitFor();
    await window.press('Escape');
  });

  it('takes in, before a question, what another window added', async () => {
    const chat = await home.workbench.window.chat();
    await chat.ask('And in winter?');
    await chat.questions.filter({ hasText: 'zebrafinch' }).waitFor();
    await chat.questions.filter({ hasText: 'And in winter?' }).waitFor();
    await chat.finishedAnswer(2);
  });

  it('renames and pins', async () => {
    const { window } = home.workbench;
    const quickInput = await open();
    const row = quickInput.rows.filter({ hasText: 'Where do swallows go?' }).first();
    await row.hover();
    await row.getByRole('button', { name: 'Rename' }).click();
    await quickInput.answer('Birds of passage in swallows');
    const renamed = quickInput.row('Birds of passage in swallows');
    await renamed.waitFor();
    await renamed.hover();
    await renamed.getByRole('button', { name: 'Pin', exact: true }).click();
    await quickInput.rows.filter({ hasText: 'Pinned' }).waitFor();
    await window.press('Escape');
  });

  it('deletes, and undoes it', async () => {
    const { window } = home.workbench;
    const quickInput = await open();
    const row = quickInput.row('What do owls eat?').first();
    await row.hover();
    await row.getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'hidden' });
    await window.press('Escape');
    await window.answerNotification('Undo');
    await (await window.chat()).questions.filter({ hasText: 'owls' }).waitFor();
    await open();
    await quickInput.row('What do owls eat?').first().waitFor();
    await window.press('Escape');
  });

  it('loses nothing that was shown when the extension host is killed in mid-answer', async () => {
    const { workbench } = home;
    const chat = await workbench.window.chat();
    await chat.newChat.click();
    await chat.ask('/simulate long 40');
    await chat.streamingAnswer.locator('.markdown').filter({ hasText: /(\S+\s+){40}/ }).waitFor();
    await killExtensionHosts(workbench.server.userDataDir);
    const window = await workbench.openFreshWindow();
    const shown = toldByDeltas(workbench);
    assert.ok(shown.text.length > 100);
    // A person who was never here: nothing tells which conversation was open.
    await (await open()).row('/simulate long 40').first().click();
    const chatAfter = await window.chat();
    await chatAfter.alerts.filter({ hasText: 'window closed' }).first().waitFor();
    const found = toldWhole(workbench, shown.id);
    assert.ok(found);
    assert.ok(found.text.startsWith(shown.text), `shown: ${shown.text.slice(-80)}\nfound: ${found.text.slice(-80)}`);
    assert.ok(found.thought.startsWith(shown.thought));
  });

  it('leaves nothing after Delete All Data', async () => {
    const { workbench } = home;
    assert.ok((await journalFiles(workbench)).length >= 3);
    const before = await workbench.window.chat();
    await before.message.fill('a draft of mine');
    await workbench.webviewMessage(({ text }) => text.includes('"type":"draft","text":"a draft of mine"'));
    await workbench.window.runCommand('Lathe: Delete All Data...');
    const dialog = workbench.window.page.getByRole('dialog').filter({ hasText: 'Delete all data of Lathe?' });
    await dialog.getByRole('button', { name: 'Delete All Data' }).click();
    await workbench.window.notifications.filter({ hasText: 'All data of Lathe was deleted.' }).first().waitFor();
    assert.deepEqual(await journalFiles(workbench), []);
    let chat = await workbench.window.chat();
    // The page is made anew, and the old one may still be there for a moment.
    while ((await chat.message.inputValue().catch(() => 'gone')) !== '') {
      chat = await workbench.window.chat();
    }
    await chat.button('Set API key').waitFor();
    assert.equal(await chat.turns.count(), 0);
  });
});
