import assert from 'node:assert/strict';
import { atHome, type Home } from './atHome.ts';
import { ReviewPage } from './reviewPage.ts';

describe('Generate', () => {
  let home: Home;
  before(async () => {
    home = await atHome({ simulator: { tokenDelayMs: 30 } });
  });
  after(() => home.close());
  afterEach(() => home.workbench.window.editor.closeAll());

  const review = (): ReviewPage => new ReviewPage(home.workbench.window);
  const generate = async (instruction: string): Promise<void> => {
    const { window } = home.workbench;
    await window.runCommand('Lathe: Generate...');
    await window.quickInput.answer(instruction);
  };
  /** Waits until all of an answer stands in the file. */
  const written = async (): Promise<void> => {
    await review().lens(/^\s*Accept/).first().waitFor();
    await review().status.filter({ hasText: '1 change to review' }).waitFor();
  };

  it('streams code into the file at the cursor, for review; one undo gives its bytes back', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    await window.press('Control+End', 'Enter');
    await window.editor.save();
    const saved = await window.editor.textOnDisk();
    await generate('a function that reverses a list');
    // Some of it before the rest: it streams.
    await window.editor.active.locator('.view-line', { hasText: /def\s\w*revers/ }).waitFor();
    await window.screenshot('generate-streaming');
    const record = await home.simulator.waitForRequest();
    assert.equal(await record.ended, 'finished');
    await written();
    await window.screenshot('generate-review');
    const after = await window.editor.text();
    assert.ok(after.startsWith(saved.trimEnd()), 'nothing above it was touched');
    const code = after.slice(saved.trimEnd().length);
    assert.match(code, /def \w*revers\w*\(/);
    assert.doesNotMatch(code, /```|<think>|Sure|Here is/);
    await window.editor.undo();
    await review().status.waitFor({ state: 'hidden' });
    assert.equal(await window.editor.text(), saved);
  });

  it('begins on a line of its own below a finished one; Reject gives the bytes back, Retry asks again', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 28);
    const before = await window.editor.textOnDisk();
    await window.press('End');
    await generate('a function that shuffles');
    await written();
    assert.match(await window.editor.text(), /\n {4}return result\n {4}def \w*shuffl/);
    const first = await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes('shuffles'));
    await review().lens('Retry').click();
    await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes('shuffles'), first.index);
    await written();
    assert.match(await window.editor.text(), /\n {4}return result\n {4}def \w*shuffl/);
    await review().lens('Reject').click();
    await review().status.waitFor({ state: 'hidden' });
    assert.equal(await window.editor.text(), before);
  });

  it('keeps what the person types elsewhere in the file meanwhile, also when it is rejected', async () => {
    const { window } = home.workbench;
    await window.editor.open('src/cart.ts');
    const before = await window.editor.textOnDisk();
    await window.press('Control+End');
    await generate('a function that sums prices');
    await review().status.waitFor();
    await window.press('Control+Home');
    const record = await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes('sums prices'));
    // Nothing that the editor would complete or continue by itself.
    await window.page.keyboard.type('let typed_while_it_streamed_word_by_word;', { delay: 20 });
    await window.press('Enter');
    assert.equal(await record.ended, 'finished');
    await written();
    const after = await window.editor.text();
    const typed = `let typed_while_it_streamed_word_by_word;\n${before}`;
    assert.ok(after.startsWith(typed), after);
    assert.match(after.slice(typed.length), /function \w*sum\w*\(/i);
    await review().status.click();
    // Going to the edit takes the focus, which the palette would lose.
    await window.editor.position.filter({ hasNotText: /Ln 2,/ }).waitFor();
    await window.runCommand('Lathe: Reject Changes');
    await review().status.waitFor({ state: 'hidden' });
    assert.equal(await window.editor.text(), typed);
  });

  it('ends with Escape, keeps what came, and the simulator sees the connection close', async () => {
    const { window } = home.workbench;
    await window.editor.open('go/main.go');
    const before = await window.editor.textOnDisk();
    await window.press('Control+End');
    await generate('a very long function');
    const record = await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes('very long'));
    await window.editor.active.locator('.view-line', { hasText: /func\s\w*very/i }).waitFor();
    await window.editor.focus();
    await window.press('Escape');
    assert.equal(await record.ended, 'client-closed');
    await written();
    const kept = (await window.editor.text()).slice(before.length);
    assert.match(kept, /func \w*very/i);
    assert.doesNotMatch(kept, /^}$/m, 'it was cut before its end');
  });

  it('says what failed, with Retry', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    // Two more tries come by themselves.
    home.simulator.next('http-503', 3);
    await generate('a function that counts words');
    await review().told(/not able to answer now/).waitFor();
    await review().lens('Retry').click();
    await window.editor.active.locator('.view-line', { hasText: /def\scount/ }).waitFor();
    await written();
    assert.match(await window.editor.text(), /^def \w*count/m);
  });
});
