import assert from 'node:assert/strict';
import type { RequestRecord } from '../../simulator/journal.ts';
import type { ChatPage } from '../driver/chatPage.ts';
import { atHome, type Home } from './atHome.ts';

const messagesOf = (record: RequestRecord | undefined): readonly { readonly role: string; readonly content: string }[] =>
  (record?.body as { readonly messages: readonly { readonly role: string; readonly content: string }[] }).messages;

describe('a conversation that outgrows the window', () => {
  let home: Home;
  let chat: ChatPage;
  before(async () => {
    home = await atHome({ simulator: { tokenDelayMs: 0 } });
    chat = await home.workbench.window.chat();
  });
  after(() => home.close());

  it('is summarized where it shows, with what that took, and every message stays', async () => {
    // The refusal tells that the window is 4096 tokens.
    await chat.ask('/simulate status-400-context');
    await chat.alerts.filter({ hasText: '4096' }).waitFor();
    for (const [index, name] of ['first', 'second', 'third', 'fourth'].entries()) {
      await chat.ask(`The ${name} /simulate burst 900`);
      await chat.finishedAnswer(index + 1);
    }
    const divider = chat.frame.getByRole('region', { name: 'Earlier messages summarized' });
    await divider.waitFor();
    assert.equal(await chat.questions.count(), 5);
    await divider.locator('.usage').filter({ hasText: / in, .* out/ }).waitFor();
    await divider.locator('summary').click();
    await divider.getByText('The model is sent this summary in place of the messages above.').waitFor();
    await divider.getByText('Summarize the conversation so far').first().waitFor();
    await home.workbench.window.screenshot('compaction');
    const sent = messagesOf(home.simulator.journal.at(-1));
    assert.match(sent[0]?.content ?? '', /The earlier part of this conversation was summarized/);
    assert.ok(!sent.some(({ content }) => content.startsWith('The first')));
  });

  it('shows the summary again after a reload', async () => {
    await home.workbench.window.reload();
    chat = await home.workbench.window.chat();
    await chat.frame.getByRole('region', { name: 'Earlier messages summarized' }).waitFor();
  });

  it('uses all messages again when asked to', async () => {
    await chat.button('Use all messages again').click();
    await chat.frame.getByRole('region', { name: 'Earlier messages summarized' }).waitFor({ state: 'detached' });
    assert.equal(await chat.questions.count(), 5);
  });

  it('asks before it is summarized once more', async () => {
    await chat.ask('The fifth /simulate burst 900');
    await chat.alerts.filter({ hasText: 'With all its messages' }).waitFor();
    await home.workbench.window.screenshot('compaction-declined');
    await chat.button('Summarize and ask again').click();
    await chat.frame.getByRole('region', { name: 'Earlier messages summarized' }).waitFor();
    await chat.finishedAnswer(5);
    await chat.questions.filter({ hasText: 'The fifth' }).waitFor();
  });
});
