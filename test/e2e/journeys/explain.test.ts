import assert from 'node:assert/strict';
import type { RequestRecord } from '../../simulator/journal.ts';
import { atHome, type Home } from './atHome.ts';

function question(record: RequestRecord): string {
  const { messages } = record.body as { readonly messages: readonly { readonly content: string }[] };
  return messages.at(-1)!.content;
}

describe('Explain', () => {
  let home: Home;
  before(async () => {
    home = await atHome();
  });
  after(() => home.close());

  it('sends the selection from the context menu, and the answer streams in the chat', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    const lines = (await window.editor.textOnDisk()).split('\n').slice(17, 28);
    await window.editor.selectLines(18, 28);
    await window.contextMenu(['Lathe', 'Explain']);
    const chat = await window.chat();
    await chat.questions.first().getByText('sort.py:18-28').waitFor();
    await chat.finishedAnswer(0);
    const sent = question(await home.simulator.waitForRequest());
    assert.ok(sent.includes(lines.join('\n')), sent);
    assert.match(sent, /python\/sort\.py/);
    assert.match(sent, /language python/);
    await chat.frame.locator('article[aria-label="You"] details').first().waitFor();
    await window.type('a follow-up');
    await chat.frame.waitForFunction(() => document.querySelector('textarea')?.value === 'a follow-up');
    await chat.message.fill('');
  });

  it('sends the symbol at the cursor from the palette, with the symbols around it', async () => {
    const { window } = home.workbench;
    await window.editor.open('src/cart.ts', 12);
    await window.runCommand('Lathe: Explain');
    const chat = await window.chat();
    await chat.finishedAnswer(1);
    const sent = question(home.simulator.journal.at(-1)!);
    assert.match(sent, /src\/cart\.ts/);
    assert.match(sent, /Symbols of that file:[^]*Cart/);
  });

  it('sends the function around the cursor where no language server tells the symbols', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 22);
    await window.runCommand('Lathe: Explain');
    const chat = await window.chat();
    await chat.questions.getByText('sort.py:18-28').nth(1).waitFor();
    await chat.questions.getByText('Explain insertion_sort').waitFor();
    await chat.finishedAnswer(2);
  });

  it('waits in the queue while another answer streams, and is asked when that has ended', async () => {
    const { window } = home.workbench;
    const chat = await window.chat();
    await chat.startNew();
    await chat.ask('/simulate slow 400');
    await chat.streamingAnswer.locator('p').first().waitFor();
    await window.editor.focus();
    await window.runCommand('Lathe: Explain');
    const waiting = chat.frame.getByRole('region', { name: 'Queued messages' }).getByRole('listitem');
    await waiting.getByText('sort.py:18-28').waitFor();
    await waiting.getByText('Explain insertion_sort').waitFor();
    await waiting.getByRole('button', { name: 'Send now' }).click();
    await chat.answers.first().getByText('Stopped.').waitFor();
    await chat.questions.getByText('Explain insertion_sort').waitFor();
    await chat.finishedAnswer(1);
    assert.match(question(home.simulator.journal.at(-1)!), /python\/sort\.py/);
  });
});
