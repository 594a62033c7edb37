import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { RequestRecord } from '../../simulator/journal.ts';
import { extensionHosts, typeScriptServers } from '../driver/extensionHost.ts';
import { atHome, type Home } from './atHome.ts';
import { ReviewPage } from './reviewPage.ts';

interface Body {
  readonly model: string;
  readonly max_tokens: number;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

function sent(record: RequestRecord): string {
  return (record.body as Body).messages.at(-1)!.content;
}

const misspelt = "import { Cart } from './cart.ts';\n\nexport function spend(cart: Cart): number {\n  return cart.totl();\n}\n";

describe('the actions that write into a file', () => {
  let home: Home;
  const inFolder = (file: string): string => path.join(home.workbench.folder!, file);
  before(async () => {
    home = await atHome({ simulator: { tokenDelayMs: 2 } });
    await mkdir(inFolder('.github/prompts'), { recursive: true });
    await writeFile(inFolder('.github/prompts/greet.prompt.md'), '---\nagent: edit\ndescription: says hello\n---\ngreet ${input:whom:a person} in ${file}\n');
    await writeFile(inFolder('.github/prompts/judge.prompt.md'), '---\nagent: ask\n---\nIs ${selection} good?\n');
  });
  after(() => home.close());
  afterEach(() => home.workbench.window.editor.closeAll());

  /** The question of a request with these words, once it was answered. */
  const asked = async (words: string, afterIndex?: number): Promise<RequestRecord> => {
    const record = await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes(words), afterIndex);
    assert.equal(await record.ended, 'finished');
    return record;
  };
  const review = (): ReviewPage => new ReviewPage(home.workbench.window);
  const line = (text: string | RegExp): Locator => home.workbench.window.editor.active.locator('.view-line', { hasText: text });
  const answer = async (text: string): Promise<void> => {
    const { quickInput } = home.workbench.window;
    await quickInput.field.fill(text);
    await quickInput.row(text).first().waitFor();
    await quickInput.field.press('Enter');
  };
  /** Decides on all that an action has written. */
  const decide = async (command: 'Accept' | 'Reject'): Promise<void> => {
    await review().lens(command).first().waitFor();
    await home.workbench.window.runCommand(`Lathe: ${command} Changes`);
    await review().status.waitFor({ state: 'hidden' });
  };
  /** Opens what the lightbulb or the refactor menu offers at the cursor, and chooses of it. */
  const choose = async (key: string, title: string, at = (): Promise<void> => home.workbench.window.editor.focus()): Promise<void> => {
    const { window } = home.workbench;
    const row = window.page.locator('.action-widget .monaco-list-row', { hasText: title });
    for (;;) {
      // Each time: where no list has come yet, Escape takes the selection away.
      await at();
      await window.press(key);
      // What the language server has to offer may still be on its way; the list is then without ours.
      try {
        await row.waitFor({ timeout: 3000 });
        break;
      } catch {
        await window.press('Escape');
      }
    }
    await window.screenshot(`actions-${title.replaceAll(/\W+/g, '-').toLowerCase()}-menu`);
    await row.click();
  };

  const inMenu = (name: string | RegExp) => (): Promise<void> => home.workbench.window.contextMenu(['Lathe', name]);
  const inPalette = (name: string) => (): Promise<void> => home.workbench.window.runCommand(`Lathe: ${name}`);
  const inRefactorMenu = (title: string) => (): Promise<void> => choose('Control+Shift+R', title);
  /** Begins in the fourth line, answers what is asked, and sees the change come. */
  const written = async (begin: () => Promise<void>, words: string, change: RegExp, reply?: () => Promise<void>): Promise<void> => {
    const { window } = home.workbench;
    const before = home.simulator.journal.length;
    await window.editor.focus();
    await window.press('Control+Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'End');
    await window.editor.position.filter({ hasText: 'Ln 4,' }).waitFor();
    await begin();
    await reply?.();
    await asked(words, before - 1);
    await line(change).first().waitFor();
    await review().lens('Accept').first().waitFor();
  };
  const decided = async (key: string): Promise<void> => {
    const { window } = home.workbench;
    await window.editor.focus();
    await window.press(key);
    await review().status.waitFor({ state: 'hidden' });
    // The lines move up with them, away from a click that was meant for the cursor.
    await review().rows.first().waitFor({ state: 'detached' });
  };
  /** Each of the ways ends in a change, which is taken back. */
  const followed = async (ways: readonly Parameters<typeof written>[]): Promise<void> => {
    for (const way of ways) {
      await written(...way);
      await decided('Shift+Alt+Backspace');
    }
  };

  it('stand in one submenu, in the order of a day: read, change, write, and the person\'s own', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 22);
    await window.editor.focus();
    await window.editor.rightClick();
    await window.page.getByRole('menu').last().getByRole('menuitem', { name: 'Lathe', exact: true }).hover();
    const items = window.page.locator('.monaco-submenu [role="menuitem"]');
    await items.filter({ hasText: 'Explain' }).waitFor();
    const names = (await items.allInnerTexts()).map((text) => text.split('\n')[0]!.trim()).filter((text) => text !== '');
    assert.deepEqual(names, ['Explain', 'Add to Chat', 'Edit...', 'Refactor...', 'Fix', 'Document', 'Generate...', 'Complete from Here', 'Generate Tests', 'Run Prompt...', 'Show What Was Sent']);
    await window.screenshot('actions-submenu');
    await window.press('Escape', 'Escape');
  });

  it('Edit: by its chord, on the function around the cursor; accepted; the instruction is there to pick the next time', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 22);
    await window.editor.focus();
    await window.press('Control+K', 'Control+G');
    await window.quickInput.widget.getByText('Edit insertion_sort').waitFor();
    await window.screenshot('actions-prompt');
    await answer('log each step');
    const first = await asked('log each step');
    assert.match(sent(first), /<region>\ndef insertion_sort[^]*return result\n<\/region>/);
    assert.match(sent(first), /Task: change the region as follows: log each step$/);
    await line(/Simulated:\slog\seach\sstep/).waitFor();
    await decide('Accept');
    assert.match(await window.editor.text(), /^def insertion_sort.*\n {4}# Simulated: log each step\n/m);
    await window.runCommand('Lathe: Edit...');
    await window.quickInput.pick('log each step');
    await asked('log each step', first.index);
    await decide('Reject');
  });

  it('Refactor: by the context menu, with suggestions for the selection', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    const before = await window.editor.textOnDisk();
    await window.editor.selectLines(18, 28);
    await window.contextMenu(['Lathe', 'Refactor...']);
    await window.quickInput.row('Simplify').waitFor();
    await window.quickInput.row('Simplify the loop').waitFor({ state: 'detached' });
    assert.equal(await window.quickInput.row('log each step').count(), 0, 'what was asked of Edit is none of its suggestions');
    await window.screenshot('actions-refactor');
    await window.quickInput.pick('Simplify');
    assert.match(sent(await asked('refactor the region')), /make it simpler and easier to read/);
    await line(/Simulated:/).first().waitFor();
    await decide('Reject');
    assert.equal(await window.editor.text(), before);
  });

  it('Fix: on the squiggle, from the lightbulb, with what the language server reports and the definition it needs', async () => {
    const { window } = home.workbench;
    await writeFile(inFolder('src/broken.ts'), misspelt);
    await window.editor.open('src/broken.ts', 4);
    await window.editor.active.locator('.squiggly-error').first().waitFor();
    await window.press('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    await choose('Control+.', 'Fix with Lathe');
    const text = sent(await asked('fix the problems'));
    assert.match(text, /line 4, error ts\(2551\): Property 'totl' does not exist on type 'Cart'/);
    assert.match(text, /\n {2}- cart\.ts:\d+: 'total' is declared here\./);
    assert.match(text, /Definition of Cart \(src\/cart\.ts:8-/);
    await line(/cart\.total\(\)/).waitFor();
    await decide('Accept');
    await window.editor.active.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    assert.equal(await window.editor.text(), misspelt.replace('totl', 'total'));
    await window.contextMenu(['Lathe', 'Fix']);
    await window.notifications.filter({ hasText: 'VS Code reports no problem in this file.' }).waitFor();
    await window.press('Escape');
  });

  it('Document: by the palette; what was sent is shown, to the word', async () => {
    const { window } = home.workbench;
    await window.editor.open('src/cart.ts', 23);
    await window.runCommand('Lathe: Document');
    const record = await asked('write the documentation comment');
    assert.match(sent(record), /<region>\n {2}total\(\)/);
    await line(/Simulated\sdocumentation/).waitFor();
    await window.runCommand('Lathe: Show What Was Sent');
    await window.editor.activeTab.filter({ hasText: 'Document (cart.ts).md' }).waitFor();
    await line(/---\ssystem\s---/).waitFor();
    await window.screenshot('actions-sent');
    const { model, max_tokens: most, messages } = record.body as Body;
    const shown = await allText('Control');
    assert.ok(shown.startsWith(`model: ${model}\nmax_tokens: ${most}\n`), shown.slice(0, 200));
    assert.equal(shown.slice(shown.indexOf('--- ')), messages.map(({ role, content }) => `--- ${role} ---\n${content}`).join('\n\n'));
    await window.press('Control+W');
    await decide('Reject');
  });

  it('Generate Tests: a new file beside the code, unsaved until the person saves it; then more in that file', async () => {
    const { window } = home.workbench;
    await window.editor.open('src/cart.ts', 23);
    await window.runCommand('Lathe: Generate Tests');
    const first = await asked('write tests for the code');
    assert.match(sent(first), /Test file: src\/cart\.test\.ts\nFramework: node:test/);
    assert.match(sent(first), /It is new: write the whole file/);
    await line(/describe\('total'/).waitFor();
    await window.screenshot('actions-tests');
    await decide('Accept');
    await assert.rejects(readFile(inFolder('src/cart.test.ts')));
    await window.editor.save();
    const tests = await readFile(inFolder('src/cart.test.ts'), 'utf8');
    assert.match(tests, /^import \{ describe, it \} from 'node:test';\nimport \* as tested from '\.\/cart\.ts';\n/);
    assert.match(tests, /\n {2}it\(/, 'as deep as the tested code');
    await window.editor.open('src/cart.ts', 13);
    await window.contextMenu(['Lathe', 'Generate Tests']);
    assert.ok(sent(await asked('write tests for the code', first.index)).includes(`<tests>\n${tests}\n</tests>`));
    await window.editor.activeTab.filter({ hasText: 'cart.test.ts' }).waitFor();
    await line(/describe\('add'/).waitFor();
    await decide('Reject');
    await window.editor.save();
    assert.equal(await readFile(inFolder('src/cart.test.ts'), 'utf8'), tests);
    // From the test file itself the person says what is meant.
    await window.runCommand('Lathe: Generate Tests');
    await window.quickInput.row('Test the Code in This File').waitFor();
    await window.screenshot('actions-tests-of-a-test');
    const before = home.simulator.journal.length;
    await window.quickInput.pick('Add Tests to This File');
    const more = sent(await asked('write tests for the code', before - 1));
    assert.match(more, /Code to test:\n```typescript\nexport interface Line/);
    assert.ok(more.includes(`Test file: src/cart.test.ts\n`) && more.includes(`<tests>\n${tests}\n</tests>`), more);
    await line(/describe\('code'/).waitFor();
    await decide('Reject');
  });

  it('begin by the menu, and end in a change that is reviewed there', async () => {
    const { editor, quickInput } = home.workbench.window;
    await writeFile(inFolder('src/broken.ts'), misspelt);
    await editor.open('src/broken.ts', 4);
    const squiggle = editor.active.locator('.squiggly-error').first();
    await squiggle.waitFor();
    await written(inMenu('Fix'), 'fix the problems', /cart\.total\(\)/);
    await squiggle.waitFor({ state: 'detached' });
    await decided('Shift+Alt+Backspace');
    await squiggle.waitFor();
    await written(inPalette('Fix'), 'fix the problems', /cart\.total\(\)/);
    await decided('Shift+Alt+Enter');
    const fixed = misspelt.replace('totl', 'total');
    assert.equal(await editor.text(), fixed);
    const greeting = async (): Promise<void> => {
      await quickInput.pick('greet');
      await quickInput.answer('Bea');
    };
    await followed([
      [inMenu(/^Edit\.\.\./), 'as follows: say hello', /Simulated:\ssay\shello/, () => answer('say hello')],
      [inMenu('Document'), 'write the documentation', /Simulated\sdocumentation/],
      [inMenu('Generate...'), 'that waves', /waves/i, () => quickInput.answer('something that waves')],
      [inMenu('Run Prompt...'), 'greet Bea', /Simulated:\sgreet\sBea/, greeting],
    ]);
    assert.equal(await editor.text(), fixed);
  });

  it('begin by the palette and the refactor menu, too', async () => {
    const { editor, quickInput } = home.workbench.window;
    const simple = misspelt.replace('totl', 'total');
    await writeFile(inFolder('src/simple.ts'), simple);
    await editor.open('src/simple.ts', 4);
    const simplified = ['simpler and easier', /Simulated:\smake\sit\ssimpler/, () => quickInput.pick('Simplify')] as const;
    await followed([
      [inPalette('Refactor...'), ...simplified],
      [inRefactorMenu('Refactor with Lathe...'), ...simplified],
      [inRefactorMenu('Document with Lathe'), 'write the documentation', /Simulated\sdocumentation/],
      [inRefactorMenu('Lathe: greet'), 'greet Eve', /Simulated:\sgreet\sEve/, () => quickInput.answer('Eve')],
      [inPalette('Complete from Here'), 'Task: go on in the region', /whatComesNext/],
    ]);
    assert.equal(await editor.text(), simple);
  });

  it('are left with Escape where they ask, and taken back in mid-stream', async () => {
    const { window } = home.workbench;
    const before = home.simulator.journal.length;
    await window.editor.open('src/cart.ts', 23);
    for (const name of ['Edit...', 'Refactor...', 'Generate...', 'Run Prompt...']) {
      await window.runCommand(`Lathe: ${name}`);
      await window.quickInput.widget.getByText(/^(?:Edit total|Refactor total|Generate code|Run Prompt)/).first().waitFor();
      await window.press('Escape');
      await window.quickInput.widget.waitFor({ state: 'hidden' });
    }
    // What was typed by then is there the next time, and is taken out of the list there.
    const left = window.quickInput.row('for later').first();
    await window.runCommand('Lathe: Edit...');
    await window.quickInput.field.fill('for later');
    await left.waitFor();
    await window.press('Escape');
    await left.waitFor({ state: 'hidden' });
    await window.runCommand('Lathe: Edit...');
    await left.filter({ hasText: 'not asked yet' }).hover();
    await left.getByLabel('Remove from the List').click();
    await left.waitFor({ state: 'detached' });
    await window.press('Escape');
    await window.quickInput.widget.waitFor({ state: 'hidden' });
    assert.equal(home.simulator.journal.length, before);
    home.simulator.next('stall');
    await window.runCommand('Lathe: Document');
    const record = await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes('write the documentation'), before - 1);
    await review().lens('Stop').waitFor();
    await window.runCommand('Lathe: Reject Changes');
    assert.equal(await record.ended, 'client-closed');
    await review().status.waitFor({ state: 'hidden' });
  });

  it('show that the code is being read, and ask nothing once Escape has ended that', async () => {
    const { window } = home.workbench;
    await window.editor.open('src/cart.ts', 23);
    await window.editor.focus();
    const servers = await typeScriptServers(await extensionHosts(home.workbench.server.userDataDir));
    assert.ok(servers.length > 0);
    const before = home.simulator.journal.length;
    for (const server of servers) {
      process.kill(server, 'SIGSTOP');
    }
    try {
      // What VS Code knows of the symbols is of before.
      await window.type(' ');
      await window.runCommand('Lathe: Document');
      await review().told('Reading the code...').waitFor();
      await window.screenshot('actions-reading');
      await window.press('Escape');
      await review().told('Reading the code...').waitFor({ state: 'hidden' });
    } finally {
      for (const server of servers) {
        process.kill(server, 'SIGCONT');
      }
    }
    assert.equal(await review().lens('Stop').count(), 0);
    assert.equal(home.simulator.journal.length, before);
  });

  it('Complete from Here: at the cursor, by the context menu', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 29);
    await window.editor.focus();
    const before = home.simulator.journal.length;
    await window.contextMenu(['Lathe', 'Complete from Here']);
    assert.match(sent(await asked('Task: go on in the region', before - 1)), /The file before the region:\n<before>\n"""Ways to put/);
    await line(/def\swhat_comes_next/).waitFor();
    await decide('Reject');
  });

  it("Run Prompt: the person's own, with what it asks for, into the file or to the chat, also from the refactor menu", async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 22);
    await window.runCommand('Lathe: Run Prompt...');
    await window.quickInput.pick('greet');
    await window.quickInput.answer('Ada');
    assert.match(sent(await asked('greet Ada')), /Task: change the region as follows: greet Ada in python\/sort\.py$/);
    await decide('Reject');
    // One line further down than at first: a change was accepted above.
    await choose('Control+Shift+R', 'Lathe: judge', () => window.editor.selectLines(29, 29));
    const chat = await window.chat();
    await chat.finishedAnswer(0);
    const question = sent(await asked('good?'));
    assert.match(question, /^Is \s*return result good\?\n\nsort\.py:29\n```python\n/);
  });

  const systems: readonly (readonly [name: string, agent: string | undefined, modifier: string, key: 'ctrl' | 'cmd'])[] = [
    ['Linux', undefined, 'Control', 'ctrl'],
    ['Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'Control', 'ctrl'],
    ['macOS', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'Meta', 'cmd'],
  ];
  for (const [name, userAgent, modifier, control] of systems) {
    it(`take no default key of VS Code on ${name}`, async () => {
      const window = userAgent === undefined ? home.workbench.window : await home.workbench.openFreshWindow({ userAgent });
      await window.runCommand('Preferences: Open Default Keyboard Shortcuts (JSON)');
      await line(/Override\skey\sbindings/).first().waitFor();
      const bindings = [...(await allText(modifier)).matchAll(/\{ "key": "((?:[^"\\]|\\.)+)",\s+"command": "([^"]+)"(?:,\s+"when": "((?:[^"\\]|\\.)*)")?/g)];
      assert.ok(bindings.length > 500, `${bindings.length} bindings were read`);
      const ours = bindings.filter(([, , command]) => command?.startsWith('lathe.'));
      const chords = ['g', 'y'].map((key) => `${control}+k ${control}+${key}`);
      const onThem = chords.map((chord) => bindings.filter(([, key]) => key === chord).map(([, , command]) => command));
      assert.deepEqual(onThem, [['lathe.edit'], ['lathe.chat.focus']], JSON.stringify(ours));
      const free = ours.filter(([, key, , when]) => !chords.includes(key ?? '') && !/\blathe\.\w+/.test(when ?? ''));
      assert.deepEqual(free.map(([, key]) => key), []);
      assert.ok(ours.length >= 8);
    });
  }

  /** All of the active editor, by way of the clipboard: what cannot be seen is not in the page. */
  async function allText(modifier: string): Promise<string> {
    const { window } = home.workbench;
    await window.page.evaluate(() => navigator.clipboard.writeText(''));
    await window.editor.focus();
    // Copying is the browser's own, whatever system VS Code takes it to be on.
    await window.press(`${modifier}+A`, 'Control+C');
    return window.page.evaluate(() => navigator.clipboard.readText());
  }
});
