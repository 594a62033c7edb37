import assert from 'node:assert/strict';
import { atHome, type Home } from './atHome.ts';

describe('Generate', () => {
  let home: Home;
  before(async () => {
    home = await atHome({ simulator: { tokenDelayMs: 30 } });
  });
  after(() => home.close());

  it('streams code into the file at the cursor; one undo gives its bytes back', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    const before = await window.editor.textOnDisk();
    await window.press('Control+End', 'Enter');
    await window.editor.save();
    const saved = await window.editor.textOnDisk();
    await window.runCommand('Lathe: Generate...');
    await window.quickInput.answer('a function that reverses a list');
    const editor = window.editor.active;
    // Some of it before the rest: it streams.
    await editor.locator('.view-line', { hasText: /def\s/ }).last().waitFor();
    const record = await home.simulator.waitForRequest();
    assert.equal(await record.ended, 'finished');
    await window.statusBarItem('Lathe is').waitFor({ state: 'hidden' });
    const after = await window.editor.text();
    assert.ok(after.startsWith(saved), 'nothing above it was touched');
    const code = after.slice(saved.length);
    assert.match(code, /def \w*revers\w*\(/);
    assert.doesNotMatch(code, /```|<think>|Sure|Here is/);
    await window.editor.undo();
    assert.equal(await window.editor.text(), saved);
    assert.equal(saved.trimEnd(), before.trimEnd());
  });

  it('begins on a line of its own below a finished one', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 28);
    await window.press('End');
    await window.runCommand('Lathe: Generate...');
    await window.quickInput.answer('a function that shuffles');
    await window.editor.active.locator('.view-line', { hasText: /^\s*def\s\w*shuffl/ }).waitFor();
    await window.statusBarItem('Lathe is').waitFor({ state: 'hidden' });
    assert.match(await window.editor.text(), /\n {4}return result\n {4}def \w*shuffl/);
    await window.editor.undo();
  });

  it('keeps what the person types elsewhere in the file meanwhile', async () => {
    const { window } = home.workbench;
    await window.editor.open('src/cart.ts');
    const before = await window.editor.textOnDisk();
    await window.press('Control+End');
    await window.runCommand('Lathe: Generate...');
    await window.quickInput.answer('a function that sums prices');
    await window.statusBarItem('Lathe is').waitFor();
    await window.press('Control+Home');
    const record = await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes('sums prices'));
    // Nothing that the editor would complete or continue by itself.
    await window.page.keyboard.type('let typed_while_it_streamed_word_by_word;', { delay: 20 });
    await window.press('Enter');
    assert.equal(await record.ended, 'finished');
    await window.statusBarItem('Lathe is').waitFor({ state: 'hidden' });
    const after = await window.editor.text();
    assert.ok(after.startsWith(`let typed_while_it_streamed_word_by_word;\n${before.trimEnd()}`), after);
    assert.match(after.slice(before.length), /function \w*sum\w*\(/i);
  });

  it('ends with Escape, keeps what came, and the simulator sees the connection close', async () => {
    const { window } = home.workbench;
    await window.editor.open('go/main.go');
    const before = await window.editor.textOnDisk();
    await window.press('Control+End');
    await window.runCommand('Lathe: Generate...');
    await window.quickInput.answer('a very long function');
    const record = await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes('very long'));
    await window.editor.active.locator('.view-line', { hasText: /func\s\w*very/i }).waitFor();
    await window.editor.focus();
    await window.press('Escape');
    assert.equal(await record.ended, 'client-closed');
    await window.statusBarItem('Lathe is').waitFor({ state: 'hidden' });
    const kept = (await window.editor.text()).slice(before.length);
    assert.match(kept, /func \w*very/i);
    assert.doesNotMatch(kept, /^}$/m, 'it was cut before its end');
  });

  it('says what failed, with Retry', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    // Two more tries come by themselves.
    home.simulator.next('http-503', 3);
    await window.runCommand('Lathe: Generate...');
    await window.quickInput.answer('a function that counts words');
    await window.notifications.filter({ hasText: 'not able to answer now' }).waitFor();
    await window.answerNotification('Retry');
    await window.editor.active.locator('.view-line', { hasText: /def\scount/ }).waitFor();
    await window.statusBarItem('Lathe is').waitFor({ state: 'hidden' });
    assert.match(await window.editor.text(), /count/);
  });
});
