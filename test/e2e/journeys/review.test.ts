import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { simulatorKey } from '../../simulator/simulator.ts';
import { fingerprint } from '../../../src/host/review/fingerprint.ts';
import { browserStorage, stored } from '../driver/browserStorage.ts';
import { startWorkbench, type Workbench } from '../driver/workbench.ts';
import { ScriptedEndpoint, type ScriptedAnswer } from './reviewEndpoint.ts';
import { ReviewPage } from './reviewPage.ts';

/** Lines 8 to 27 of src/cart.ts, the class, with three changes in it: one line changed, one taken out, two put in. */
const proposed = `export class Cart {
  readonly #lines = new Map<string, Line>();

  add(name: string, price: number, count = 1): void {
    this.lines.set(name, { name, price, count: (before?.count ?? 0) + count });
  }

  remove(name: string): boolean {
    return this.lines.delete(name);
  }

  total(): number {
    let sum = 0;
    for (const line of this.lines.values()) {
      sum += line.price * line.count;
    }
    // In cents, as all prices are.
    // Rounded by whoever shows it.
    return sum;
  }
}`;

describe('reviewing a change in its own editor', () => {
  let endpoint: ScriptedEndpoint;
  let workbench: Workbench;
  /** src/cart.ts, as every test finds it. */
  let file: string;
  let original: string;
  const settings = (theme: string) => ({
    'lathe.endpoints': { ModelsLab: { baseUrl: endpoint.baseUrl } },
    'workbench.colorTheme': theme,
    // In a browser VS Code saves by itself; what is not saved is some of these journeys' affair.
    'files.autoSave': 'off',
  });
  const page = (): ReviewPage => new ReviewPage(workbench.window);

  before(async () => {
    endpoint = await ScriptedEndpoint.start();
    workbench = await startWorkbench({ settings: settings('Default Dark Modern'), env: { MODELSLAB_API_KEY: simulatorKey } });
    assert.ok(workbench.folder);
    file = path.join(workbench.folder, 'src/cart.ts');
    original = await readFile(file, 'utf8');
  });
  beforeEach(async () => {
    await workbench.window.editor.open('src/cart.ts');
  });
  afterEach(async function () {
    endpoint.forget();
    if (this.currentTest?.state === 'failed') {
      // What this window has left open is not the next one's.
      await writeFile(file, original);
      await workbench.openFreshWindow();
    } else {
      await workbench.window.editor.closeAll();
      await writeFile(file, original);
    }
  });
  after(async () => {
    await workbench.close();
    await endpoint.close();
  });

  /** Has the class rewritten; what is answered is up to the test. */
  const begin = async (): Promise<ScriptedAnswer> => {
    await page().edit(8, 27, 'tidy it up');
    return endpoint.next();
  };
  /** Saves the file until the browser has the review of just that text: with its page goes all that is under way. */
  const kept = async (): Promise<void> => {
    const { window } = workbench;
    do {
      await window.editor.save();
    } while (!(await browserStorage(window.page)).includes(await fingerprint(await readFile(file, 'utf8'))));
  };
  /** Goes to the review after a reload, for which the window starts its extensions anew. */
  const goBack = async (changes: number): Promise<void> => {
    await page().status.filter({ hasText: 'to review' }).waitFor({ timeout: 45_000 });
    await page().status.click();
    await page().status.filter({ hasText: `${changes} changes to review` }).waitFor();
  };
  const inReview = async (line = 'readonly #lines'): Promise<void> => {
    const answer = await begin();
    answer.say(`\`\`\`ts\n${proposed.replace('readonly #lines', line)}\n\`\`\``);
    answer.finish();
    await page().lens('Accept All').waitFor();
  };

  it('streams in view: what is done, what is to come, and Stop; then it is decided on by mouse', async () => {
    const { window } = workbench;
    const answer = await begin();
    await page().says('Waiting for the model');
    answer.say(`\`\`\`ts\n${proposed.slice(0, proposed.indexOf('  remove'))}`);
    await page().says('Working');
    await page().lens('Stop').waitFor();
    await window.statusBarItem('Lathe is writing').waitFor();
    await window.screenshot('review-streaming');
    answer.say(`${proposed.slice(proposed.indexOf('  remove'))}\n\`\`\``);
    answer.finish();
    await page().lens('Accept All').waitFor();
    await page().status.filter({ hasText: '3 changes to review' }).waitFor();
    await window.screenshot('review-mouse');

    // VS Code's own peek, with our buttons in it.
    await page().lens('Show Removed').first().click();
    await page().peek.getByText('private readonly lines').first().waitFor();
    await window.screenshot('review-peek');
    await page().peekButton(/Accept Change/).click();
    await page().status.filter({ hasText: '2 changes to review' }).waitFor();
    await window.press('Escape');
    await page().peek.waitFor({ state: 'hidden' });

    await page().hoverOver('In cents, as all');
    await window.screenshot('review-hover');
    await page().hover.getByText('Reject').click();
    await page().status.filter({ hasText: '1 change to review' }).waitFor();
    await page().lens('Accept All').waitFor({ state: 'hidden' });
    await page().lens('Reject').click();
    await page().status.waitFor({ state: 'hidden' });
    assert.equal(await window.editor.text(), original.replace('private readonly lines', 'readonly #lines'));
  });

  it('goes on in the file that a new document is saved as', async () => {
    const { window } = workbench;
    await window.runCommand('File: New Untitled Text File');
    await window.editor.activeTab.filter({ hasText: 'Untitled' }).waitFor();
    await window.editor.focus();
    await window.type('one\ntwo\nthree');
    await page().edit(1, 3, 'shout');
    const answer = await endpoint.next();
    answer.say('```\nONE\ntwo\nTHREE\n```');
    answer.finish();
    await page().status.filter({ hasText: '2 changes to review' }).waitFor();
    await window.editor.focus();
    await window.press('Control+S');
    const saved = path.join(workbench.folder ?? '', 'shout.txt');
    await window.quickInput.saveAs(saved);
    await window.page.locator('.tab.active[data-resource-name="shout.txt"]').waitFor();
    await page().status.filter({ hasText: '2 changes to review' }).waitFor();
    await page().lens('Reject All').waitFor();
    await page().lens(/^\s*Reject$/).last().click();
    await page().status.filter({ hasText: '1 change to review' }).waitFor();
    await page().lens('Accept All').waitFor({ state: 'hidden' });
    await page().lens('Accept').click();
    await page().status.waitFor({ state: 'hidden' });
    await window.editor.save();
    assert.equal(await readFile(saved, 'utf8'), 'ONE\ntwo\nthree');
  });

  it('says how fast it works while lines come faster than VS Code asks for lenses; its Stop stands still, and a click on it hits', async () => {
    const { window } = workbench;
    const answer = await begin();
    await page().lens('Stop').waitFor();
    answer.say('```ts\n');
    const top = await topOf(page().lens('Stop'));
    let lines = 0;
    const model = setInterval(() => {
      answer.say(`// line ${(lines += 1)}\n`);
    }, 50);
    try {
      await page().says('Working...');
      await page().says('tokens/s');
      await window.editor.active.locator('.view-line', { hasText: '// line 20' }).waitFor();
      await window.screenshot('review-fast');
      assert.equal(await topOf(page().lens('Stop')), top);
      await page().lens('Stop').click();
      await answer.left;
    } finally {
      clearInterval(model);
    }
    await page().lens('Reject').first().click();
    await page().status.waitFor({ state: 'hidden' });
    assert.equal(await window.editor.text(), original);
    // The same button in the title of the editor, where no lens is in sight.
    const again = await begin();
    again.say('```ts\n// one line\n');
    await page().titleButton('Stop').click();
    await again.left;
    await page().lens('Reject').first().click();
    await page().status.waitFor({ state: 'hidden' });
  });

  it('is decided on by keyboard alone', async () => {
    const { window } = workbench;
    await inReview();
    await window.editor.focus();
    await window.press('Control+Home', 'Alt+F5');
    await window.editor.position.filter({ hasText: 'Ln 9,' }).waitFor();
    await window.press('Alt+F5');
    await window.editor.position.filter({ hasText: 'Ln 12,' }).waitFor();
    await window.press('Shift+Alt+F5');
    await window.editor.position.filter({ hasText: 'Ln 9,' }).waitFor();
    await window.press('Alt+Enter');
    await page().status.filter({ hasText: '2 changes to review' }).waitFor();
    await window.press('Alt+Backspace');
    await page().status.filter({ hasText: '1 change to review' }).waitFor();
    await window.press('Shift+Alt+Enter');
    await page().status.waitFor({ state: 'hidden' });
    const comments = '    // In cents, as all prices are.\n    // Rounded by whoever shows it.\n    return sum;';
    assert.equal(
      await window.editor.text(),
      original.replace('private readonly lines', 'readonly #lines').replace('    return sum;', comments),
    );
  });

  it('is compared in the diff editor, whose file side is the file itself, and accepted in its title', async () => {
    const { window } = workbench;
    await inReview();
    await page().lens('Diff').click();
    await page().originalSide.getByText('private readonly lines').first().waitFor();
    await window.screenshot('review-diff');
    await page().titleButton('Accept Changes').click();
    await page().status.waitFor({ state: 'hidden' });
    await window.press('Control+W');
    assert.ok((await window.editor.text()).includes('readonly #lines'));
  });

  it('ends with Esc while it streams, keeps what came, and is found again from another file', async () => {
    const { window } = workbench;
    const answer = await begin();
    answer.say(`\`\`\`ts\n${proposed.slice(0, proposed.indexOf('  remove'))}`);
    await page().says('Working');
    await window.editor.focus();
    await window.press('Escape');
    await answer.left;
    await window.editor.open('go/main.go');
    await page().status.filter({ hasText: '2 changes to review' }).click();
    await page().lens('Accept All').waitFor();
    await window.editor.position.filter({ hasText: 'Ln 9,' }).waitFor();
    await page().lens('Reject All').click();
    await page().status.waitFor({ state: 'hidden' });
    await window.editor.open('src/cart.ts', 8);
    assert.equal(await window.editor.text(), original);
    await window.editor.closeAll();
  });

  it('says in place what went wrong, and tries again: an answer without code, one that was cut off, a whole one', async () => {
    const { window } = workbench;
    const prose = await begin();
    prose.say('I would rather explain it.');
    prose.finish();
    await page().told('No code').waitFor();
    await page().lens('Dismiss').waitFor();
    await window.statusBarItem('nothing was written').waitFor();
    await window.screenshot('review-no-code');
    await page().lens('Retry').click();
    const part = await endpoint.next();
    part.say(`\`\`\`ts\n${proposed.slice(0, proposed.indexOf('  remove'))}`);
    await page().says('Working');
    part.cut();
    await page().told('Not complete').waitFor();
    await page().told('The answer was cut off').waitFor();
    await page().status.filter({ hasText: '2 changes to review' }).waitFor();
    await window.screenshot('review-cut-off');
    await page().lens('Continue').click();
    const whole = await endpoint.next();
    whole.say(`${proposed.slice(proposed.indexOf('  remove'))}\n\`\`\``);
    whole.finish();
    await page().status.filter({ hasText: '3 changes to review' }).waitFor();
    await page().told('Not complete').waitFor({ state: 'hidden' });
    await page().lens('Reject All').click();
    await page().status.waitFor({ state: 'hidden' });
    assert.equal(await window.editor.text(), original);
  });

  it('survives a reload of the window with text that was never saved, and is taken back to the byte', async () => {
    const { window } = workbench;
    await inReview('readonly #reloaded');
    await window.editor.focus();
    await window.press('Control+End');
    await window.type('// never saved');
    await stored(window.page, '// never saved');
    await backedUp(workbench.server.userDataDir, '// never saved');
    await workbench.changeSettings(settings('Default Light Modern'));
    await window.reload();
    // Whether the editor itself remembers which files were open is its own affair; the status bar leads to a review.
    await goBack(3);
    await page().lens('Accept All').waitFor();
    await window.screenshot('review-light');
    assert.equal(await readFile(file, 'utf8'), original);
    await page().lens('Reject All').click();
    await page().status.waitFor({ state: 'hidden' });
    assert.equal(await window.editor.text(), `${original}// never saved`);
  });

  it('in mid-stream survives a reload of the window: what came is in review', async () => {
    const { window } = workbench;
    const answer = await begin();
    answer.say(`\`\`\`ts\n${proposed.slice(0, proposed.indexOf('  remove')).replace('readonly #lines', 'readonly #midStream')}`);
    await page().says('Working');
    await window.editor.active.locator('.view-line', { hasText: '#midStream' }).waitFor();
    await kept();
    await window.reload();
    await answer.left;
    await goBack(2);
    await page().lens('Reject All').click();
    await page().status.waitFor({ state: 'hidden' });
    assert.equal(await window.editor.text(), original);
  });

  for (const theme of ['Default High Contrast', 'Default High Contrast Light']) {
    it(`is seen without colours of backgrounds, and in a narrow window: ${theme}`, async () => {
      const { window } = workbench;
      await workbench.changeSettings(settings(theme));
      await window.reload();
      await window.editor.open('src/cart.ts');
      const picture = (of: string): Promise<string> => window.screenshot(`review-${of}${theme.replaceAll(' ', '-').toLowerCase()}`);
      const answer = await begin();
      answer.say(`\`\`\`ts\n${proposed.slice(0, proposed.indexOf('  remove'))}`);
      await page().says('Working');
      await picture('working-');
      answer.say(`${proposed.slice(proposed.indexOf('  remove'))}\n\`\`\``);
      answer.finish();
      await page().lens('Accept All').waitFor();
      await picture('');
      await page().lens('Show Removed').first().click();
      await page().peek.getByText('private readonly lines').first().waitFor();
      await picture('peek-');
      await window.press('Escape');
      await page().peek.waitFor({ state: 'hidden' });
      await window.page.setViewportSize({ width: 700, height: 600 });
      await page().lens('Accept All').waitFor();
      await picture('narrow-');
      await window.page.setViewportSize({ width: 1280, height: 800 });
      await page().lens('Reject All').click();
      await page().status.waitFor({ state: 'hidden' });
      assert.equal(await window.editor.text(), original);
    });
  }
});

/** Waits until VS Code has put the text by, for when its window opens again. */
async function backedUp(userDataDir: string, text: string): Promise<void> {
  for (;;) {
    const files = (await readdir(userDataDir, { recursive: true })).filter((each) => each.includes('Backups'));
    const texts = await Promise.all(files.map((each) => readFile(path.join(userDataDir, each), 'utf8').catch(() => '')));
    if (texts.some((each) => each.includes(text))) {
      return;
    }
  }
}

/** Where it stands, in whole pixels. */
async function topOf(element: Locator): Promise<number> {
  return element.evaluate(async (each) => {
    // It is in the page before it is in its place.
    while (each.getBoundingClientRect().top <= 0) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return Math.round(each.getBoundingClientRect().top);
  });
}
