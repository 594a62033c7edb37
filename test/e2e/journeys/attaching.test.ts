import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stored } from '../driver/browserStorage.ts';
import { homeSettings } from './atHome.ts';
import { AttachedProject, fenced, secret } from './attachedProject.ts';
import { otherPlaces, severalFolders } from './attachingWays.ts';

/** A picture of one dot. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** What the chips of the project's rules say. */
const ruleNames = ['AGENTS.md', 'copilot-instructions.md'];
const rules = '# Rules\n\nAnswer in rhymes.\n';

describe('attaching', () => {
  let project: AttachedProject;
  before(async () => {
    project = await AttachedProject.open();
  });
  after(() => project.close());
  after('no secret was ever sent', () => {
    assert.ok(project.home.simulator.journal.every(({ body }) => !JSON.stringify(body ?? '').includes('never-to-be-sent')));
  });

  it('offers what is open, sends it byte for byte and once only, and leaves it out when it is switched off', async () => {
    const { window } = project;
    await window.editor.open('python/sort.py');
    await project.context.sized('sort.py');
    const text = await project.read('python/sort.py');
    assert.equal(await project.sent('One?'), `File python/sort.py:\n${fenced(text, 'python')}\n\nOne?`);
    await project.chat.questions.first().getByText('sort.py').waitFor();
    assert.equal(await project.sent('Two?'), 'File python/sort.py: as above, unchanged.\n\nTwo?');

    await window.editor.selectLines(18, 20);
    const lines = text.split('\n').slice(17, 20).join('\n');
    await project.context.sized('sort.py:18-20');
    assert.equal(await project.sent('Three?'), `From python/sort.py (sort.py:18-20):\n${fenced(lines, 'python')}\n\nThree?`);

    await project.context.switch('sort.py:18-20').click();
    await project.chat.frame.locator('.chip.off').waitFor();
    assert.equal(await project.sent('Four?'), 'Four?');
  });

  it('finds files and folders behind an @, by keys alone, and keeps them with the draft over a reload, and what is switched off', async () => {
    const { window } = project;
    await window.editor.closeAll();
    await project.fresh();
    await project.chat.message.pressSequentially('What is in @cart');
    await project.context.suggestions.getByRole('option', { name: /^cart\.ts/ }).waitFor();
    await project.chat.frame.locator('[aria-selected="true"]', { hasText: 'cart.ts' }).waitFor();
    await project.chat.message.press('Enter');
    await project.context.sized('cart.ts');
    assert.equal(await project.chat.message.inputValue(), 'What is in @cart.ts ');
    await stored(window.page, '@cart.ts ');
    await stored(window.page, '/src/cart.ts');
    await window.reload();
    await project.refind();
    await window.editor.open('python/sort.py');
    const toggle = project.chat.frame.locator('.chip-remove[aria-pressed="false"]');
    await toggle.waitFor();
    await toggle.click();
    await project.chat.frame.locator('.chip-remove[aria-pressed="true"]').waitFor();
    await window.editor.closeAll();
    await project.context.list.getByRole('listitem').nth(1).waitFor({ state: 'detached' });
    await project.context.sized('cart.ts');
    assert.equal(await project.chat.message.inputValue(), 'What is in @cart.ts ');
    // Whatever is in it when it is sent goes, not what was there when it was chosen.
    const text = `${await project.read('src/cart.ts')}// later\n`;
    await project.write('src/cart.ts', text);
    await project.chat.message.press('End');
    assert.equal(await project.sent('and why?'), `File src/cart.ts:\n${fenced(text, 'typescript')}\n\nWhat is in @cart.ts and why?`);
    assert.equal(await project.context.list.count(), 0);

    await project.fresh();
    await project.context.mention('src', 'src/');
    await project.context.sized('src/');
    const folder = await project.sent('Folder?');
    assert.ok(folder.includes(`src/cart.ts:\n${fenced(text, 'ts')}`), folder);
    assert.ok(!folder.includes(secret));
    await project.chat.message.pressSequentially('@diary');
    await project.chat.frame.getByText('No suggestions').waitFor({ state: 'attached' });
    await project.chat.message.fill('');
  });

  it('leaves secrets out, and sends one that is added by hand with a warning', async () => {
    const { window } = project;
    await project.fresh();
    await window.editor.open('.env');
    await window.runCommand('Lathe: Add to Chat');
    const chip = await project.context.sized('.env');
    assert.equal(await project.context.list.getByRole('listitem').count(), 1, 'it is not offered of its own');
    assert.match((await chip.getAttribute('class')) ?? '', /warning/);
    await chip.locator('.chip-open').focus();
    await project.context.card.getByText('usually hold secrets').waitFor();
    await project.context.card.getByText(secret).waitFor();
    await window.press('Delete');
    await chip.waitFor({ state: 'detached' });
    assert.equal(await project.sent('Is it gone?'), 'Is it gone?');
    await window.editor.closeAll();
  });

  it('takes folders from the explorer by its menu, and an editor that is dropped with Shift', async () => {
    const { window } = project;
    await project.fresh();
    await window.page.keyboard.press('Control+Shift+E');
    await window.page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^go$/ }).click({ button: 'right' });
    await window.chooseInMenu(['Lathe', 'Add to Chat']);
    await project.refind();
    await project.context.sized('go/');
    await project.context.remove('go/').click();

    await window.editor.open('python/sort.py');
    await window.editor.selectLines(18, 20);
    await project.withoutOffer('sort.py:18-20');
    await window.editor.activeTab.click({ button: 'right' });
    await window.chooseInMenu(['Lathe', 'Add to Chat']);
    await project.context.sized('sort.py');
    await project.context.remove('sort.py').click();

    await project.drag(window.editor.activeTab, window.page.locator('.sidebar'));
    await project.context.sized('sort.py');
    await project.context.remove('sort.py').waitFor();
    const text = await project.read('python/sort.py');
    assert.equal(await project.sent('Dropped?'), `File python/sort.py:\n${fenced(text, 'python')}\n\nDropped?`);
  });

  it('takes a problem from its quick fix, and all problems', async () => {
    const { window } = project;
    await project.fresh();
    await window.editor.open('src/broken.ts');
    await project.withoutOffer('broken.ts');
    await window.editor.active.locator('.squiggly-error').first().waitFor();
    await window.editor.focus();
    await window.page.keyboard.press('Control+.');
    await window.page.locator('.action-widget').getByText('Add to Lathe Chat').click();
    await project.context.sized('Problems in broken.ts');
    await project.context.sized('broken.ts:1');
    const problem = "- src/broken.ts:1, error (ts 2322): Type 'string' is not assignable to type 'number'.";
    const text = await project.read('src/broken.ts');
    assert.equal(
      await project.sent('Problem?'),
      `Problems that the editor reports (Problems in broken.ts):\n\n${problem}\n\nFrom src/broken.ts (broken.ts:1):\n${fenced(text, 'typescript')}\n\nProblem?`,
    );
    await project.context.mention('problems', 'Problems');
    await project.context.sized('Problems');
    assert.equal(await project.sent('All?'), `Problems that the editor reports (Problems):\n\n${problem}\n\nAll?`);
    await window.editor.closeAll();
  });

  it('takes git changes and a commit, without the secrets in them', async () => {
    const { window } = project;
    await project.fresh();
    await project.context.mention('changes', 'Git changes');
    await project.context.sized('Git changes');
    const changes = fenced(project.git('diff', '--', 'src/cart.ts'), 'diff');
    assert.match(changes, /^\+export const changed = 1;$/m);
    assert.equal(await project.sent('Changed?'), `Changes that are not committed:\n${changes}\n\nChanged?`);
    await project.context.mention('commit', 'Git commit...');
    await window.quickInput.pick('Another name');
    await project.context.list.getByText('Another name').waitFor();
    await project.chat.frame.locator('.chip-size', { hasText: /\d tokens$/ }).waitFor();
    const commit = await project.sent('Committed?');
    const hash = project.git('rev-parse', 'HEAD').trim();
    const [start, end] = [`Commit ${hash.slice(0, 7)} Another name:\n\`\`\`diff\ncommit ${hash}\nAuthor: A\nDate: `, `\n\nAnother name\n\n${project.git('diff', 'HEAD~1', 'HEAD', '--', 'go/go.mod')}\`\`\`\n\nCommitted?`];
    assert.ok(commit.startsWith(start) && commit.endsWith(end) && commit.length - start.length - end.length === '2026-01-01T00:00:00.000Z'.length, commit);
  });

  it('has commands at a slash: a commit message for Source Control, a prompt file, a new chat', async () => {
    const { window } = project;
    await project.fresh();
    await project.chat.message.pressSequentially('/com');
    await project.chat.frame.locator('[aria-selected="true"]', { hasText: '/commit' }).waitFor();
    await project.chat.message.press('Enter');
    assert.equal(await project.chat.message.inputValue(), '/commit ');
    const message = await project.sent('in English');
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
    await project.write('.github/prompts/judge.prompt.md', '---\ndescription: Judges it\n---\nIs this good?\n');
    await project.refind();
    await project.chat.message.pressSequentially('/ju');
    await project.chat.frame.getByRole('option', { name: '/judge Judges it' }).waitFor();
    await project.chat.frame.locator('[aria-selected="true"]', { hasText: '/judge' }).waitFor();
    await project.chat.message.press('Enter');
    assert.equal(await project.chat.message.inputValue(), '/judge ');
    assert.match(await project.sent('Be kind.'), /Is this good\?\n\nBe kind\.$/);
    assert.equal(await project.chat.questions.last().locator('.command').innerText(), '/judge');
    await project.chat.message.fill('/clear Be brief.');
    await project.chat.message.press('Enter');
    await project.chat.turns.first().waitFor({ state: 'detached' });
    await project.chat.frame.waitForFunction(() => document.querySelector('textarea')?.value === 'Be brief.');
    await project.chat.message.fill('');
  });

  it('takes what is selected in the terminal, and gives the clipboard back', async () => {
    const { window } = project;
    await project.fresh();
    await window.runCommand('Terminal: Create New Terminal');
    const terminal = window.page.locator('.terminal-wrapper.active .xterm-screen');
    await terminal.waitFor();
    await terminal.click();
    await window.type('echo from-the-$((40 + 2))\n');
    // The mark of a command that has ended, behind all that it wrote.
    await window.page.locator('.terminal-command-decoration.codicon-terminal-decoration-success').waitFor();
    await window.runCommand('Terminal: Select All');
    await window.runCommand('Terminal: Copy Selection');
    const selected = await window.page.evaluate(() => navigator.clipboard.readText());
    assert.match(selected, /from-the-42/);
    await window.page.evaluate(() => navigator.clipboard.writeText('precious'));
    await project.context.mention('terminal', 'Terminal selection');
    await project.context.sized('Terminal selection');
    assert.equal(await project.sent('Terminal?'), `From the terminal:\n${fenced(selected, '')}\n\nTerminal?`);
    assert.equal(await window.page.evaluate(() => navigator.clipboard.readText()), 'precious');
    await terminal.click({ button: 'right' });
    await window.chooseInMenu(['Lathe', 'Add Terminal Selection to Chat']);
    await project.context.sized('Terminal selection');
    await project.context.remove('Terminal selection').click();
  });

  it('takes the text of a web page, and asks first where it is in a private network', async () => {
    const { window } = project;
    await project.fresh();
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/moved') {
        response.writeHead(302, { location: `http://localhost:${port}/about` }).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>About lathes</title><nav>Home</nav><main><h1>Lathes</h1><p>They turn.</p></main>');
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await project.chat.button('Attach context').click();
      await window.quickInput.pick('Web page...');
      await window.quickInput.answer(`http://127.0.0.1:${port}/moved`);
      const dialog = window.page.locator('.monaco-dialog-box');
      await dialog.getByText('in a private network').waitFor();
      assert.deepEqual(asked, []);
      await dialog.getByRole('button', { name: 'Fetch' }).click();
      await dialog.getByText(`127.0.0.1:${port} sends the request on to localhost:${port}`).waitFor();
      await dialog.getByText(`http://localhost:${port}/about`).waitFor();
      assert.deepEqual(asked, ['/moved']);
      await dialog.getByRole('button', { name: 'Fetch' }).click();
      await project.context.sized('About lathes');
      assert.equal(await project.sent('Page?'), `Web page http://localhost:${port}/about:\n\`\`\`markdown\n# Lathes\n\nThey turn.\n\`\`\`\n\nPage?`);
      assert.deepEqual(asked, ['/moved', '/moved', '/about']);
    } finally {
      server.close();
    }
  });

  otherPlaces(() => project);

  it('takes a pasted picture, which a model that does not see is not sent', async () => {
    const { window } = project;
    await project.fresh();
    await project.chat.message.evaluate((box, base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'dot.png', { type: 'image/png' }));
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, dot);
    await project.context.chip('dot.png').getByText('not sent').waitFor();
    await stored(window.page, 'dot.png');
    await project.home.workbench.changeSettings({ ...homeSettings(project.home.simulator), 'lathe.model': 'a-model-that-may-see' });
    await project.write('AGENTS.md', rules);
    await project.write('.github/copilot-instructions.md', 'Be brief.\n');
    await window.reload();
    await project.refind();
    await project.context.sized('dot.png');
    for (const name of ruleNames) {
      await project.withoutOffer(name);
    }
    await writeFile(project.path('another.png'), Buffer.from(dot, 'base64'));
    await project.chat.button('Attach context').click();
    await window.quickInput.pick('Picture...');
    await window.quickInput.path(project.path('another.png'));
    await project.context.sized('another.png');
    const { length } = project.home.simulator.journal;
    await project.chat.message.fill('Seen?');
    await project.chat.message.press('Enter');
    await project.chat.questions.last().getByText('dot.png').waitFor();
    const { body } = await project.home.simulator.waitForRequest(({ index }) => index === length);
    const { messages } = body as { readonly messages: readonly { readonly content: unknown }[] };
    assert.deepEqual(messages.at(-1)!.content, [
      { type: 'text', text: 'Picture dot.png.\n\nPicture another.png.\n\nSeen?' },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${dot}` } },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${dot}` } },
    ]);
  });

  it('packs the workspace, shows what will be sent, and follows the project\'s rules as far as they are on', async () => {
    const { window } = project;
    await project.fresh();
    for (const name of ruleNames) {
      await project.context.switch(name).click();
    }
    await project.chat.frame.locator('.chip.off').first().waitFor({ state: 'detached' });
    await project.context.mention('workspace', 'Workspace');
    const chip = await project.context.sized('Workspace');
    await chip.locator('.chip-open').click();
    await window.page.locator('.tab.active', { hasText: 'Workspace' }).waitFor();
    await window.editor.active.locator('.view-line', { hasText: 'All files' }).first().waitFor();
    await window.editor.closeAll();
    const second = `Instructions of this project (.github/copilot-instructions.md), to be followed:\n${fenced('Be brief.', 'instructions')}`;
    const message = await project.sent('Everything?');
    assert.ok(message.startsWith(`Instructions of this project (AGENTS.md), to be followed:\n${fenced(rules, 'markdown')}\n\n${second}\n\nThe workspace:\n\nAll files`), message);
    for (const [name, language] of [['python/sort.py', 'py'], ['src/cart.ts', 'ts'], ['go/main.go', 'go']] as const) {
      assert.ok(message.includes(`${name}:\n${fenced(await project.read(name), language)}`), name);
    }
    assert.ok(!message.includes(secret) && !message.includes('made by a tool') && !message.includes('dear diary'));
    await project.context.switch('AGENTS.md').click();
    await project.chat.frame.locator('.chip.off').waitFor();
    assert.equal(await project.sent('With one?'), `${second}\n\nWith one?`);
    await project.context.switch('copilot-instructions.md').click();
    await project.chat.frame.locator('.chip.off').nth(1).waitFor();
    assert.equal(await project.sent('Without?'), 'Without?');
  });

  severalFolders(() => project);
});
