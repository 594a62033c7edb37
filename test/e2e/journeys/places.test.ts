import assert from 'node:assert/strict';
import { atHome, type Home } from './atHome.ts';

describe('with no folder open', () => {
  let home: Home;
  before(async () => {
    home = await atHome({ folder: 'none' });
  });
  after(() => home.close());

  it('answers, and finds the conversation after a reload', async () => {
    const { window } = home.workbench;
    let chat = await window.chat();
    await chat.ask('Anyone home?');
    const answer = await chat.finishedAnswer(0);
    assert.match(answer, /Anyone home\?/);
    await window.reload();
    chat = await window.chat();
    assert.equal(await chat.finishedAnswer(0), answer);
  });
});

describe('with an endpoint that carries a note and needs no key', () => {
  let home: Home;
  before(async () => {
    home = await atHome({ key: 'none', simulator: { keys: 'none-needed' } });
  });
  after(() => home.close());

  it('shows the note, asks for no key, and says what is wrong with settings that cannot be used', async () => {
    const { simulator, workbench } = home;
    const mine = { baseUrl: simulator.baseUrl, chatPath: '/chat/completions', auth: 'none', note: 'Answers are simulated.' };
    await workbench.changeSettings({ 'lathe.endpoint': 'Mine', 'lathe.endpoints': { Mine: mine } });
    await workbench.window.reload();
    const chat = await workbench.window.chat();
    await chat.frame.getByText('Answers are simulated.').waitFor();
    await chat.ask('Who are you?');
    assert.match(await chat.finishedAnswer(0), /Who are you\?/);
    assert.equal(simulator.journal.at(-1)?.headers['authorization'], undefined);
    await workbench.changeSettings({ 'lathe.endpoint': 'Yours' });
    await workbench.window.reload();
    const again = await workbench.window.chat();
    await again.frame.getByText('No endpoint is named "Yours"').first().waitFor();
    await again.button('Open settings').first().waitFor();
  });

  it('speaks the Anthropic wire as well', async () => {
    const { simulator, workbench } = home;
    const mine = { baseUrl: simulator.baseUrl, wire: 'anthropic', auth: 'none' };
    await workbench.changeSettings({ 'lathe.endpoint': 'Mine', 'lathe.endpoints': { Mine: mine } });
    await workbench.window.reload();
    const chat = await workbench.window.chat();
    await chat.startNew();
    await chat.ask('Do you speak it?');
    assert.match(await chat.finishedAnswer(0), /Do you speak it\?/);
    assert.equal(simulator.journal.at(-1)?.path, '/api/v7/llm/v1/messages');
    await chat.thought(chat.answers.first()).waitFor();
  });
});
