import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RequestRecord } from '../../simulator/journal.ts';
import type { ChatPage } from '../driver/chatPage.ts';
import { stored } from '../driver/browserStorage.ts';
import { atHome, type Home } from './atHome.ts';
import { ReviewPage } from './reviewPage.ts';

const body = (record: RequestRecord): Record<string, unknown> => record.body as Record<string, unknown>;

describe('a conversation', () => {
  let home: Home;
  let chat: ChatPage;
  before(async () => {
    home = await atHome();
    chat = await home.workbench.window.chat();
  });
  after(() => home.close());

  const editBox = () => chat.frame.getByRole('textbox', { name: 'Edit', exact: true });
  /** The last message of the last request. */
  const lastMessage = (): string => (body(home.simulator.journal.at(-1)!)['messages'] as readonly { readonly content: string }[]).at(-1)!.content;

  it('begins with the starters of the model; one click asks', async () => {
    for (const starter of [
      'Explain quantum computing in simple terms',
      'Write a Python function to sort a list',
      'Create a marketing email for a SaaS product',
      'Compare REST vs GraphQL APIs',
    ]) {
      await chat.button(starter).waitFor();
    }
    await chat.button('Write a Python function to sort a list').click();
    const text = await chat.finishedAnswer(0);
    assert.match(text, /def \w+\(/);
  });

  it('sent the request in the documented shape, with every parameter said', async () => {
    const record = await home.simulator.waitForRequest();
    assert.equal(record.path, '/api/v7/llm/chat/completions');
    assert.equal(record.headers['authorization'], 'Bearer simulator-key');
    assert.deepEqual(body(record), {
      model: 'MiniMaxAI-MiniMax-M1-40k',
      messages: [
        {
          role: 'system',
          content: 'You are a helpful AI assistant specialized in providing accurate and detailed responses.',
        },
        { role: 'user', content: 'Write a Python function to sort a list' },
      ],
      max_tokens: 40_000,
      temperature: 0.7,
      top_p: 0.9,
      frequency_penalty: 0,
      presence_penalty: 0,
      stream: true,
    });
  });

  it('shows tokens one after another, and the thought apart, folded', async () => {
    await chat.startNew();
    // Slow enough for any machine to draw it in steps.
    await chat.message.fill('How do trees grow? /simulate slow 80');
    // Watches from before the question: each state of the answer that was ever on screen.
    const sizes = chat.frame.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const seen = new Set<number>();
          const look = (): void => {
            const answer = document.querySelector('article[aria-label="Lathe"]');
            if (answer) {
              seen.add(answer.querySelector('.markdown')?.textContent.length ?? 0);
              if (answer.getAttribute('aria-busy') !== 'true') {
                observer.disconnect();
                resolve([...seen]);
              }
            }
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        }),
    );
    await chat.message.press('Enter');
    assert.ok((await sizes).length > 5, 'the answer grew in many steps');
    const thought = chat.thought(chat.answers.first());
    assert.equal(await thought.getAttribute('open'), null);
    assert.match(await thought.locator('summary').innerText(), /^Thought/);
    const visible = await chat.answers.first().innerText();
    assert.doesNotMatch(visible, /<\/?think>/);
  });

  it('remembers what was said before', async () => {
    await chat.ask('And when do they stop?');
    const text = await chat.finishedAnswer(1);
    assert.match(text, /How do trees grow\?/);
    const sent = body(home.simulator.journal.at(-1)!)['messages'] as { role: string; content: string }[];
    assert.deepEqual(sent.map(({ role }) => role), ['system', 'user', 'assistant', 'user']);
    assert.doesNotMatch(sent[2]!.content, /<think>/);
  });

  it('stops in mid-answer: the connection closes, and what came stays', async () => {
    await chat.startNew();
    await chat.ask('/simulate slow 400');
    const record = await home.simulator.waitForRequest(
      (each) => JSON.stringify(each.body).includes('/simulate slow 400'),
    );
    await chat.streamingAnswer.locator('p').first().waitFor();
    await chat.stop.click();
    await chat.answers.first().getByText('Stopped.').waitFor();
    assert.equal(await record.ended, 'client-closed');
    assert.ok((await chat.answers.first().innerText()).length > 20);
    await chat.send.waitFor();
  });

  it('goes on whole after it was hidden and shown again in mid-answer', async () => {
    await chat.startNew();
    await chat.ask('/simulate slow 60');
    await chat.streamingAnswer.locator('p').first().waitFor();
    await home.workbench.window.hideChat();
    chat = await home.workbench.window.chat();
    await chat.questions.first().waitFor();
    await chat.finishedAnswer(0);
    const { end, text } = lastTurnOf(home);
    assert.equal(end, 'finished');
    const shown = await chat.answers.first().innerText();
    const words = text.split(/\s+/).filter((word) => /^\w+$/.test(word));
    assert.ok(words.length > 20);
    assert.ok(shown.includes(words.at(-1)!) && shown.includes(words[0]!));
  });

  it('is there again after the window reloads, with the draft', async () => {
    await chat.message.fill('a draft of mine');
    await home.workbench.webviewMessage(({ text }) => text.includes('"type":"draft","text":"a draft of mine"'));
    const before = await chat.turns.allInnerTexts();
    await stored(home.workbench.window.page, 'a draft of mine');
    await home.workbench.window.reload();
    chat = await home.workbench.window.chat();
    await chat.turns.nth(1).waitFor();
    assert.deepEqual(await chat.turns.allInnerTexts(), before);
    assert.equal(await chat.message.inputValue(), 'a draft of mine');
    await chat.message.fill('');
  });

  it('keeps what came when the window reloads in mid-answer, and can ask again', async () => {
    await chat.startNew();
    await chat.ask('/simulate slow 400');
    await chat.streamingAnswer.locator('p').first().waitFor();
    const some = (await chat.streamingAnswer.locator('p').first().innerText()).slice(0, 20);
    await home.workbench.window.reload();
    chat = await home.workbench.window.chat();
    const answer = chat.answers.first();
    await answer.locator('.failure').filter({ hasText: 'The window closed' }).waitFor();
    assert.ok((await answer.innerText()).includes(some.trim()));
    await chat.frame.getByRole('button', { name: 'Retry' }).click();
    await chat.streamingAnswer.waitFor();
    await chat.message.press('Escape');
    await chat.answers.first().getByText('Stopped.').waitFor();
  });

  it('begins a new one by command before the old one was ever shown, and the old one does not come back', async () => {
    const { window } = home.workbench;
    await window.hideChat();
    await window.reload();
    await window.runCommand('Lathe: New Chat');
    chat = await window.chat();
    await chat.button('Compare REST vs GraphQL APIs').waitFor();
    assert.equal(await chat.turns.count(), 0);
  });

  it('queues what is sent while an answer comes, keeps it over a reload, and sends it when one ends', async () => {
    await chat.startNew();
    await chat.ask('/simulate slow 400');
    await chat.streamingAnswer.locator('p').first().waitFor();
    for (const text of ['queued and sent', 'queued and taken back']) {
      await chat.message.fill(text);
      await chat.message.press('Enter');
      await chat.queued.filter({ hasText: text }).waitFor();
    }
    await chat.queued.first().getByRole('button', { name: 'Edit' }).press('Enter');
    await editBox().fill('/explain queued and sent');
    await editBox().press('Enter');
    await chat.queued.first().locator('.command').getByText('/explain').waitFor();
    await chat.stop.click();
    await chat.frame.getByRole('status').filter({ hasText: '2 waiting' }).waitFor();
    await stored(home.workbench.window.page, 'queued and taken back');
    await home.workbench.window.reload();
    chat = await home.workbench.window.chat();
    await chat.queued.nth(1).waitFor();
    assert.equal(await chat.questions.count(), 1);
    await chat.queued.nth(1).getByRole('button', { name: 'Remove' }).click();
    await chat.queued.nth(1).waitFor({ state: 'detached' });
    await chat.ask('How do trees grow?');
    // The answer ends well, and what waits goes out.
    await chat.questions.nth(2).waitFor();
    await chat.finishedAnswer(2);
    assert.match(lastMessage(), /Explain the code[^]*\n\nqueued and sent$/);
    assert.equal(await chat.queued.count(), 0);
  });

  it('asks an earlier question otherwise: the old branch is a click away, over a reload too', async () => {
    await chat.questions.nth(1).getByRole('button', { name: 'Edit' }).press('Enter');
    await editBox().fill('How do rivers flow, says ');
    await editBox().pressSequentially('@cart.ts');
    await chat.frame.locator('[aria-selected="true"]', { hasText: 'cart.ts' }).waitFor();
    await editBox().press('Enter');
    await chat.questions.nth(1).locator('.chip', { hasText: 'cart.ts' }).locator('.chip-size', { hasText: /\d tokens$/ }).waitFor();
    await editBox().press('Enter');
    await chat.frame.getByText('2 of 2').waitFor();
    await chat.finishedAnswer(1);
    assert.match(lastMessage(), /src\/cart\.ts[^]*class Cart[^]*How do rivers flow, says @cart\.ts/);
    assert.equal(await chat.questions.count(), 2);
    const sent = body(home.simulator.journal.at(-1)!)['messages'] as { readonly content: string }[];
    assert.doesNotMatch(JSON.stringify(sent), /How do trees grow|queued and sent/);
    await chat.button('Regenerate with another model').last().press('Enter');
    await home.workbench.window.quickInput.field.fill('MiniMaxAI-MiniMax-M2');
    await home.workbench.window.quickInput.rows.filter({ hasText: 'MiniMaxAI-MiniMax-M2' }).first().click();
    await chat.frame.getByText('3 of 3').waitFor();
    await chat.finishedAnswer(1);
    const again = body(home.simulator.journal.at(-1)!);
    assert.equal(again['model'], 'MiniMaxAI-MiniMax-M2');
    assert.deepEqual(again['messages'], sent);
    await chat.button('Next version').press('Enter');
    await chat.frame.getByText('1 of 3').waitFor();
    assert.equal(await chat.questions.count(), 3);
    await home.workbench.window.reload();
    chat = await home.workbench.window.chat();
    await chat.frame.getByText('1 of 3').waitFor();
    assert.deepEqual((await chat.questions.allInnerTexts()).map((text) => text.split('\n')[0]), ['/simulate slow 400', 'How do trees grow?', '/explain queued and sent']);
    await chat.message.press('ArrowUp');
    assert.equal(await chat.message.inputValue(), '/explain queued and sent');
    await chat.message.press('ArrowDown');
  });

  it('has a command for each thing to do with code, told in its own words, with the code that is open', async () => {
    const { window } = home.workbench;
    await window.editor.open('src/cart.ts');
    await chat.startNew();
    const commands = [['fix', /Find what is wrong/], ['tests', /Write tests/], ['doc', /documentation comments/], ['refactor', /Refactor the code/], ['review', /careful colleague/]] as const;
    for (const [index, [name, words]] of commands.entries()) {
      await chat.message.pressSequentially(`/${name}`);
      await chat.frame.locator('[aria-selected="true"]', { hasText: `/${name}` }).waitFor();
      await chat.message.press('Enter');
      await chat.questions.nth(index).locator('.command').getByText(`/${name}`, { exact: true }).waitFor();
      await chat.finishedAnswer(index);
      assert.match(lastMessage(), words);
      // The text of the file goes once.
      assert.match(lastMessage(), index === 0 ? /src\/cart\.ts[^]*class Cart/ : /src\/cart\.ts: as above, unchanged/);
    }
  });

  it('puts code at the cursor of the open file, indented to fit', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    await chat.startNew();
    await chat.ask('Write a Python function to sort a list');
    await chat.finishedAnswer(0);
    const before = await window.editor.textOnDisk();
    await chat.button('Insert at cursor').first().click();
    await window.page.locator('.tab.active.dirty').waitFor();
    const inserted = await window.editor.text();
    assert.ok(inserted.endsWith(before) && /^def \w+\(/m.test(inserted.slice(0, -before.length)));
    await window.editor.undo();
    assert.equal(await window.editor.text(), before);
  });

  it('copies code to the clipboard', async () => {
    await chat.button('Copy').first().click();
    await chat.button('Copied').first().waitFor();
    const { page } = home.workbench.window;
    await page.waitForFunction(async () => /^def \w+\(/m.test(await navigator.clipboard.readText()));
    assert.doesNotMatch(await page.evaluate(() => navigator.clipboard.readText()), /```/);
  });

  it('applies code to the file that it is for, says what it replaces, and an accept makes it so', async () => {
    const { window } = home.workbench;
    const review = new ReviewPage(window);
    await window.editor.open('src/cart.ts');
    const before = await window.editor.textOnDisk();
    const [start, end] = [before.indexOf('    let sum = 0;'), before.indexOf('    return sum;\n') + '    return sum;\n'.length];
    const after = `${before.slice(0, start)}    return [...this.lines.values()].reduce((sum, { price, count }) => sum + price * count, 0);\n${before.slice(end)}`;
    await window.editor.open('python/sort.py');
    await chat.startNew();
    await chat.ask('/simulate apply');
    await chat.finishedAnswer(0);
    await chat.button('Apply').click();
    await window.page.locator('.tab.active[data-resource-name="cart.ts"]').waitFor();
    await review.told('Replaces total').waitFor();
    await review.lens('Accept').click();
    await review.told('Replaces total').waitFor({ state: 'detached' });
    await window.editor.open('src/cart.ts');
    assert.equal(await window.editor.text(), after);
    await window.editor.closeAll();
  });

  it('refuses code for which its file has no place any more, says why, and leaves the file as it is', async () => {
    const { window, folder } = { window: home.workbench.window, folder: home.workbench.folder ?? '' };
    const text = 'export const limits = [10, 20];\n';
    await writeFile(path.join(folder, 'src/cart.ts'), text);
    await window.editor.open('python/sort.py');
    await chat.button('Apply').click();
    await window.notifications.filter({ hasText: 'Nothing says where in src/cart.ts this code goes. Insert it at the cursor.' }).waitFor();
    assert.equal(await readFile(path.join(folder, 'src/cart.ts'), 'utf8'), text);
    await window.page.locator('.tab.active[data-resource-name="sort.py"]').waitFor();
    assert.equal(await window.page.locator('.tab').count(), 1);
    assert.equal(await window.statusBarItem('to review').count(), 0);
  });
});

/** What the page that shows now was told of its last turn: as its snapshot had it, and all that came after. */
function lastTurnOf(home: Home): { readonly text: string; readonly end: string } {
  interface Told {
    readonly type: string;
    readonly turnId?: string;
    readonly text?: string;
    readonly end?: { readonly type: string };
    readonly window?: { readonly turns: readonly { readonly id: string; readonly text: string; readonly end?: { readonly type: string } }[] };
  }
  const messages = home.workbench.webviewMessages
    .filter(({ from }) => from === 'host')
    .map(({ text }) => JSON.parse(text) as Told);
  const at = messages.findLastIndex(({ type }) => type === 'snapshot');
  const turn = messages[at]?.window?.turns.at(-1);
  const later = messages.slice(at).filter(({ turnId }) => turnId !== undefined && turnId === turn?.id);
  return {
    text: (turn?.text ?? '') + later.map(({ type, text }) => (type === 'append' ? (text ?? '') : '')).join(''),
    end: turn?.end?.type ?? later.find(({ type }) => type === 'turnEnded')?.end?.type ?? '',
  };
}
