import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { copyWorkspace } from '../../../scripts/workbench/workspaceCopy.mjs';
import type { RequestRecord } from '../../simulator/journal.ts';
import { AttachedContext } from '../driver/attachedContext.ts';
import { stored } from '../driver/browserStorage.ts';
import type { ChatPage } from '../driver/chatPage.ts';
import { atHome, homeSettings, type Home } from './atHome.ts';

const secret = 'TOKEN=never-to-be-sent-unasked';
/** A picture of one dot. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const rules = '# Rules\n\nAnswer in rhymes.\n';

function lastMessage(record: RequestRecord): string {
  const { messages } = record.body as { readonly messages: readonly { readonly content: string }[] };
  return messages.at(-1)!.content;
}

function fenced(text: string, language: string): string {
  return `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;
}

describe('attaching', () => {
  let home: Home;
  let chat: ChatPage;
  let context: AttachedContext;
  let copy: { readonly folder: string; readonly remove: () => Promise<void> };
  const inFolder = (name: string): string => path.join(copy.folder, name);
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.example', ...args], { cwd: copy.folder });
  };
  /** Asks, and tells the message that reached the endpoint. */
  const sent = async (question: string): Promise<string> => {
    const count = await chat.answers.count();
    const { length } = home.simulator.journal;
    await chat.message.pressSequentially(question);
    await chat.message.press('Enter');
    await chat.finishedAnswer(count);
    return lastMessage(home.simulator.journal[length]!);
  };

  before(async () => {
    copy = await copyWorkspace();
    await mkdir(inFolder('private'));
    await mkdir(inFolder('built'));
    await writeFile(inFolder('.env'), `${secret}\n`);
    await writeFile(inFolder('src/.env.local'), `${secret}\n`);
    await writeFile(inFolder('.gitignore'), 'built/\n');
    await writeFile(inFolder('.latheignore'), 'private/\n');
    await writeFile(inFolder('built/made.ts'), 'made by a tool');
    await writeFile(inFolder('private/diary.txt'), 'dear diary');
    await writeFile(inFolder('src/broken.ts'), "export const broken: number = 'no';\n");
    git('init', '-q');
    git('add', '-A', '-f');
    git('commit', '-q', '-m', 'The first of all commits');
    await writeFile(inFolder('go/go.mod'), 'module example.com/second\n');
    await writeFile(inFolder('.env'), `${secret}\nSECOND=1\n`);
    git('commit', '-q', '-a', '-m', 'Another name');
    await writeFile(inFolder('src/cart.ts'), `${await readFile(inFolder('src/cart.ts'), 'utf8')}\nexport const changed = 1;\n`);
    await writeFile(inFolder('.env'), `${secret}\nMORE=1\n`);
    home = await atHome({ folder: copy.folder });
    chat = await home.workbench.window.chat();
    context = new AttachedContext(chat);
  });
  after(async () => {
    await home.close();
    await copy.remove();
  });
  after('no secret was ever sent', () => {
    assert.ok(home.simulator.journal.every(({ body }) => !JSON.stringify(body ?? '').includes('never-to-be-sent')));
  });
  const refind = async (): Promise<void> => {
    chat = await home.workbench.window.chat();
    context = new AttachedContext(chat);
  };
  const fresh = async (): Promise<void> => {
    await refind();
    await chat.startNew();
    await chat.message.fill('');
  };

  it('offers what is open, sends it byte for byte and once only, and leaves it out when it is switched off', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    await context.sized('sort.py');
    const text = await readFile(inFolder('python/sort.py'), 'utf8');
    assert.equal(await sent('One?'), `File python/sort.py:\n${fenced(text, 'python')}\n\nOne?`);
    await chat.questions.first().getByText('sort.py').waitFor();
    assert.equal(await sent('Two?'), 'File python/sort.py: as above, unchanged.\n\nTwo?');

    await window.editor.selectLines(18, 20);
    const lines = text.split('\n').slice(17, 20).join('\n');
    await context.sized('sort.py:18-20');
    assert.equal(await sent('Three?'), `From python/sort.py (sort.py:18-20):\n${fenced(lines, 'python')}\n\nThree?`);

    await context.switch('sort.py:18-20').click();
    await chat.frame.locator('.chip.off').waitFor();
    assert.equal(await sent('Four?'), 'Four?');
    await window.reload();
    await refind();
    const toggle = chat.frame.locator('.chip-remove[aria-pressed="false"]');
    await toggle.waitFor();
    await toggle.click();
    await chat.frame.locator('.chip-remove[aria-pressed="true"]').waitFor();
  });

  it('finds files and folders behind an @, by keys alone, and keeps them with the draft over a reload', async () => {
    const { window } = home.workbench;
    await window.editor.closeAll();
    await fresh();
    await chat.message.pressSequentially('What is in @cart');
    await context.suggestions.getByRole('option', { name: /^cart\.ts/ }).waitFor();
    await chat.frame.locator('[aria-selected="true"]', { hasText: 'cart.ts' }).waitFor();
    await chat.message.press('Enter');
    await context.sized('cart.ts');
    assert.equal(await chat.message.inputValue(), 'What is in @cart.ts ');
    await stored(window.page, '@cart.ts ');
    await stored(window.page, '/src/cart.ts');
    await window.reload();
    await refind();
    // VS Code may have kept the editor that was closed just before, and what is open is offered.
    await window.editor.closeAll();
    await context.list.getByRole('listitem').nth(1).waitFor({ state: 'detached' });
    await context.sized('cart.ts');
    assert.equal(await chat.message.inputValue(), 'What is in @cart.ts ');
    // Whatever is in it when it is sent goes, not what was there when it was chosen.
    const text = `${await readFile(inFolder('src/cart.ts'), 'utf8')}// later\n`;
    await writeFile(inFolder('src/cart.ts'), text);
    await chat.message.press('End');
    assert.equal(await sent('and why?'), `File src/cart.ts:\n${fenced(text, 'typescript')}\n\nWhat is in @cart.ts and why?`);
    assert.equal(await context.list.count(), 0);

    await fresh();
    await context.mention('src', 'src/');
    await context.sized('src/');
    const folder = await sent('Folder?');
    assert.ok(folder.includes(`src/cart.ts:\n${fenced(text, 'ts')}`), folder);
    assert.ok(!folder.includes(secret));
    await chat.message.pressSequentially('@diary');
    await chat.frame.getByText('No suggestions').waitFor({ state: 'attached' });
    await chat.message.fill('');
  });

  it('leaves secrets out, and sends one that is added by hand with a warning', async () => {
    const { window } = home.workbench;
    await fresh();
    await window.editor.open('.env');
    await window.runCommand('Lathe: Add to Chat');
    const chip = await context.sized('.env');
    assert.equal(await context.list.getByRole('listitem').count(), 1, 'it is not offered of its own');
    assert.match((await chip.getAttribute('class')) ?? '', /warning/);
    await chip.locator('.chip-open').focus();
    await context.card.getByText('usually hold secrets').waitFor();
    await context.card.getByText(secret).waitFor();
    await window.press('Delete');
    await chip.waitFor({ state: 'detached' });
    assert.equal(await sent('Is it gone?'), 'Is it gone?');
    await window.editor.closeAll();
  });

  it('takes folders from the explorer by its menu, and an editor that is dropped with Shift', async () => {
    const { window } = home.workbench;
    await fresh();
    await window.page.keyboard.press('Control+Shift+E');
    await window.page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^go$/ }).click({ button: 'right' });
    await window.chooseInMenu(['Lathe', 'Add to Chat']);
    await refind();
    await context.sized('go/');
    await context.remove('go/').click();

    await window.editor.open('python/sort.py');
    await context.switch('sort.py').click();
    await chat.frame.locator('.chip.off').waitFor();
    const tab = await window.editor.activeTab.boundingBox();
    const box = await window.page.locator('.sidebar').boundingBox();
    assert.ok(tab && box);
    await window.page.mouse.move(tab.x + 20, tab.y + 10);
    await window.page.mouse.down();
    await window.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
    await window.page.keyboard.down('Shift');
    await window.page.mouse.move(box.x + box.width / 2 + 10, box.y + box.height / 2 + 10, { steps: 8 });
    await chat.frame.getByText('Drop to attach').waitFor();
    await window.page.mouse.up();
    await window.page.keyboard.up('Shift');
    await context.sized('sort.py');
    await context.remove('sort.py').waitFor();
    const text = await readFile(inFolder('python/sort.py'), 'utf8');
    assert.equal(await sent('Dropped?'), `File python/sort.py:\n${fenced(text, 'python')}\n\nDropped?`);
  });

  it('takes a problem from its quick fix, and all problems', async () => {
    const { window } = home.workbench;
    await fresh();
    await window.editor.open('src/broken.ts');
    await window.editor.active.locator('.squiggly-error').first().waitFor();
    await window.editor.focus();
    await window.page.keyboard.press('Control+.');
    await window.page.locator('.action-widget').getByText('Add to Lathe Chat').click();
    await context.sized('Problems in broken.ts');
    await context.sized('broken.ts:1');
    const message = await sent('Problem?');
    assert.match(message, /^File src\/broken\.ts:|^Problems that the editor reports \(Problems in broken\.ts\):\n\n- src\/broken\.ts:1, error \(ts 2322\): Type 'string'/m);
    await context.mention('problems', 'Problems');
    await context.sized('Problems');
    assert.match(await sent('All?'), /Problems that the editor reports \(Problems\):\n\n- src\/broken\.ts:1, error \(ts 2322\)/);
    await window.editor.closeAll();
  });

  it('takes git changes and a commit, without the secrets in them', async () => {
    const { window } = home.workbench;
    await fresh();
    await context.mention('changes', 'Git changes');
    await context.sized('Git changes');
    const changes = await sent('Changed?');
    assert.match(changes, /^Changes that are not committed:\n```diff\ndiff --git a\/src\/cart\.ts/);
    assert.match(changes, /^\+export const changed = 1;$/m);
    assert.ok(!changes.includes('MORE=1') && !changes.includes(secret), changes);
    await context.mention('commit', 'Git commit...');
    await window.quickInput.pick('Another name');
    await context.list.getByText('Another name').waitFor();
    await chat.frame.locator('.chip-size', { hasText: /\d tokens$/ }).waitFor();
    const commit = await sent('Committed?');
    assert.match(commit, /^Commit [0-9a-f]{7} Another name:\n/);
    assert.match(commit, /^\+module example\.com\/second$/m);
    assert.ok(!commit.includes(secret), commit);
  });

  it('has commands at a slash: a commit message for Source Control, a prompt file, a new chat', async () => {
    const { window } = home.workbench;
    await fresh();
    await chat.message.pressSequentially('/com');
    await chat.frame.locator('[aria-selected="true"]', { hasText: '/commit' }).waitFor();
    await chat.message.press('Enter');
    assert.equal(await chat.message.inputValue(), '/commit ');
    const message = await sent('in English');
    assert.match(message, /^Changes that are not committed:[^]*\+export const changed = 1;[^]*Write the message of a Git commit[^]*\n\nin English$/);
    assert.ok(!message.includes(secret), message);
    await window.page.getByText('The commit message is in Source Control.').first().waitFor();
    await window.page.locator('.activitybar').getByRole('tab', { name: /^Source Control/ }).click();
    const box = window.page.locator('.scm-editor .view-lines').first();
    await box.filter({ hasText: /\w{3}/ }).waitFor();
    // A toast goes away by itself; there it stays.
    await window.runCommand('Notifications: Show Notifications');
    await window.page.locator('.notifications-center').getByRole('button', { name: 'Undo', exact: true }).click();
    await box.filter({ hasNotText: /\w{3}/ }).waitFor();
    await mkdir(inFolder('.github/prompts'), { recursive: true });
    await writeFile(inFolder('.github/prompts/judge.prompt.md'), '---\ndescription: Judges it\n---\nIs this good?\n');
    chat = await window.chat();
    context = new AttachedContext(chat);
    await chat.message.pressSequentially('/ju');
    await chat.frame.getByRole('option', { name: '/judge Judges it' }).waitFor();
    await chat.frame.locator('[aria-selected="true"]', { hasText: '/judge' }).waitFor();
    await chat.message.press('Enter');
    assert.equal(await chat.message.inputValue(), '/judge ');
    assert.match(await sent('Be kind.'), /Is this good\?\n\nBe kind\.$/);
    assert.equal(await chat.questions.last().locator('.command').innerText(), '/judge');
    await chat.message.fill('/clear Be brief.');
    await chat.message.press('Enter');
    await chat.turns.first().waitFor({ state: 'detached' });
    await chat.frame.waitForFunction(() => document.querySelector('textarea')?.value === 'Be brief.');
    await chat.message.fill('');
  });

  it('takes what is selected in the terminal, and gives the clipboard back', async () => {
    const { window } = home.workbench;
    await fresh();
    await window.runCommand('Terminal: Create New Terminal');
    const terminal = window.page.locator('.terminal-wrapper.active .xterm-screen');
    await terminal.waitFor();
    await terminal.click();
    await window.type('echo from-the-$((40 + 2))\n');
    // The mark of a command that has ended, behind all that it wrote.
    await window.page.locator('.terminal-command-decoration.codicon-terminal-decoration-success').waitFor();
    await window.page.evaluate(() => navigator.clipboard.writeText('precious'));
    await window.runCommand('Terminal: Select All');
    await context.mention('terminal', 'Terminal selection');
    await context.sized('Terminal selection');
    assert.match(await sent('Terminal?'), /^From the terminal:\n```\n[^]*from-the-42/);
    assert.equal(await window.page.evaluate(() => navigator.clipboard.readText()), 'precious');
  });

  it('takes the text of a web page, and asks first where it is in a private network', async () => {
    const { window } = home.workbench;
    await fresh();
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>About lathes</title><nav>Home</nav><main><h1>Lathes</h1><p>They turn.</p></main>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await chat.button('Attach context').click();
      await window.quickInput.pick('Web page...');
      await window.quickInput.answer(`http://127.0.0.1:${port}/about`);
      const dialog = window.page.locator('.monaco-dialog-box');
      await dialog.getByText('in a private network').waitFor();
      assert.deepEqual(asked, []);
      await dialog.getByRole('button', { name: 'Fetch' }).click();
      await context.sized('About lathes');
      assert.equal(await sent('Page?'), `Web page http://127.0.0.1:${port}/about:\n\`\`\`markdown\n# Lathes\n\nThey turn.\n\`\`\`\n\nPage?`);
      assert.deepEqual(asked, ['/about']);
    } finally {
      server.close();
    }
  });

  it('packs the workspace, shows what will be sent, and follows the project\'s rules', async () => {
    const { window } = home.workbench;
    await fresh();
    await writeFile(inFolder('AGENTS.md'), rules);
    await window.reload();
    await refind();
    await context.sized('AGENTS.md');
    await context.mention('workspace', 'Workspace');
    const chip = await context.sized('Workspace');
    await chip.locator('.chip-open').click();
    await window.page.locator('.tab.active', { hasText: 'Workspace' }).waitFor();
    await window.editor.active.locator('.view-line', { hasText: 'All files' }).first().waitFor();
    await window.editor.closeAll();
    const message = await sent('Everything?');
    assert.ok(message.startsWith(`Instructions of this project (AGENTS.md), to be followed:\n${fenced(rules, 'markdown')}\n\nThe workspace:\n\nAll files`), message);
    for (const [name, language] of [['python/sort.py', 'py'], ['src/cart.ts', 'ts'], ['go/main.go', 'go']] as const) {
      assert.ok(message.includes(`${name}:\n${fenced(await readFile(inFolder(name), 'utf8'), language)}`), name);
    }
    assert.ok(!message.includes(secret) && !message.includes('made by a tool') && !message.includes('dear diary'));
    await context.switch('AGENTS.md').click();
    await chat.frame.locator('.chip.off').waitFor();
    assert.equal(await sent('Without?'), 'Without?');
  });

  it('takes a pasted picture, which a model that does not see is not sent', async () => {
    const { window } = home.workbench;
    await fresh();
    await chat.message.evaluate((box, base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'dot.png', { type: 'image/png' }));
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, dot);
    await context.chip('dot.png').getByText('not sent').waitFor();
    await stored(window.page, 'dot.png');
    await home.workbench.changeSettings({ ...homeSettings(home.simulator), 'lathe.model': 'a-model-that-may-see' });
    await window.reload();
    await refind();
    await context.sized('dot.png');
    const { length } = home.simulator.journal;
    await chat.message.fill('Seen?');
    await chat.message.press('Enter');
    await chat.questions.last().getByText('dot.png').waitFor();
    const { body } = await home.simulator.waitForRequest(({ index }) => index === length);
    const { messages } = body as { readonly messages: readonly { readonly content: unknown }[] };
    assert.deepEqual(messages.at(-1)!.content, [
      { type: 'text', text: 'Picture dot.png.\n\nSeen?' },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${dot}` } },
    ]);
  });
});
