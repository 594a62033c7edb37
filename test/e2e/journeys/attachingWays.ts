// The ways to attach that need other places of the workbench, and workspaces of several folders.
import assert from 'node:assert/strict';
import { focusOn } from '../driver/keyboard.ts';
import { homeSettings } from './atHome.ts';
import { fenced, secret, type AttachedProject } from './attachedProject.ts';

export function otherPlaces(inProject: () => AttachedProject): void {
  it('takes a symbol behind an @ and from the button, as far as its language server says it goes', async () => {
    const project = inProject();
    const { window } = project;
    await project.fresh();
    await window.editor.open('src/cart.ts');
    await project.withoutOffer('cart.ts');
    const text = await project.read('src/cart.ts');
    const lines = text.split('\n').slice(7, 27).join('\n');
    await project.context.mention('Cart', 'Cart');
    await project.context.sized('Cart (cart.ts:8-27)');
    assert.equal(await project.sent('Class?'), `From src/cart.ts (Cart (cart.ts:8-27)):\n${fenced(lines, 'typescript')}\n\n@Cart Class?`);
    await project.chat.button('Attach context').click();
    await window.quickInput.pick('Symbol...');
    await window.quickInput.field.fill('formatPrice');
    await window.quickInput.pick('formatPrice');
    await project.context.sized('formatPrice (cart.ts:29-31)');
    await project.context.remove('formatPrice (cart.ts:29-31)').click();
    await window.editor.closeAll();
  });

  it('goes back from each list and box to where it was asked for, in a message that is edited too', async () => {
    const project = inProject();
    const { window } = project;
    await project.fresh();
    await project.sent('Where?');
    await window.editor.open('src/cart.ts');
    const { chat } = project;
    await chat.message.pressSequentially('@');
    await project.context.suggestions.getByRole('option', { name: /^Web page/ }).click();
    await window.quickInput.question();
    await window.press('Escape');
    await focusOn(chat, 'Message');
    await chat.message.fill('');
    const question = chat.questions.first();
    await question.getByRole('button', { name: 'Edit' }).press('Enter');
    await question.getByRole('button', { name: 'Attach context' }).press('Enter');
    await window.quickInput.pick('Problems');
    await question.getByRole('button', { name: /^Remove Problems/ }).waitFor();
    await chat.frame.waitForFunction(() => document.hasFocus() && document.activeElement?.matches('.edit-box textarea'));
    await question.getByRole('button', { name: 'Cancel' }).click();
    await window.editor.closeAll();
  });

  it('takes several files and folders from the button, and one that is dragged from the explorer', async () => {
    const project = inProject();
    const { window } = project;
    await project.fresh();
    await project.chat.button('Attach context').click();
    await window.quickInput.row('Files and folders...').waitFor();
    await window.screenshot('attach-context');
    await window.quickInput.pick('Files and folders...');
    for (const name of ['docs/opening-hours.txt', 'go/main.go']) {
      await window.quickInput.field.fill(name);
      await window.quickInput.pick(name);
    }
    await window.screenshot('attach-files');
    await window.quickInput.widget.getByRole('button', { name: 'OK' }).click();
    await project.context.sized('opening-hours.txt');
    await project.context.sized('main.go');
    assert.equal(
      await project.sent('Both?'),
      `File docs/opening-hours.txt:\n${fenced(await project.read('docs/opening-hours.txt'), 'plaintext')}\n\nFile go/main.go:\n${fenced(await project.read('go/main.go'), 'go')}\n\nBoth?`,
    );

    await project.moveChat('Secondary Side Bar');
    try {
      await window.page.keyboard.press('Control+Shift+E');
      await project.drag(window.page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^README\.md$/ }), window.page.locator('.part.auxiliarybar'));
      await project.context.sized('README.md');
      assert.equal(await project.sent('Dragged?'), `File README.md:\n${fenced(await project.read('README.md'), 'markdown')}\n\nDragged?`);
    } finally {
      await project.moveChat('Primary Side Bar');
    }
  });
}

/** So long that one of two goes into what is left of the least budget. */
const long = Array.from({ length: 110 }, (_, line) => `export const value${line} = ${line};`).join('\n');

/** Leaves the window in another workspace. */
export function severalFolders(inProject: () => AttachedProject): void {
  it('names the folder in a workspace of several, and packs of them all what the question that is being typed chooses', async () => {
    const project = inProject();
    const { window, home } = project;
    await project.write('../more/sample/.env', `${secret}\n`);
    await project.write('../more/sample/src/cart.ts', 'export {};\n');
    await project.write('../more/sample/src/alpha.ts', `${long}\n`);
    await project.write('../more/sample/src/zebra.ts', `${long}\nexport function findZebra(): void {}\n`);
    await project.write('../both.code-workspace', JSON.stringify({ folders: [{ path: 'sample' }, { path: 'more/sample' }] }));
    await home.workbench.changeSettings({ ...homeSettings(home.simulator), 'lathe.workspaceTokens': 1000 });
    await window.page.goto(`${home.workbench.server.origin}/?workspace=${encodeURIComponent(project.path('../both.code-workspace'))}`);
    await window.ready();
    // VS Code may begin before it has read which folders are in a workspace that it sees for the first time, and stay so until a reload.
    const folders = window.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'sample' }).nth(1);
    const none = window.page.locator('.pane-header', { hasText: 'No Folder Opened' });
    await folders.or(none).waitFor();
    if (await none.isVisible()) {
      await window.reload();
      await folders.waitFor();
    }
    await project.refind();
    await project.withoutOffer('AGENTS.md');
    await project.withoutOffer('copilot-instructions.md');
    for (const folder of ['sample/src', 'sample (2)/src']) {
      await project.chat.message.pressSequentially('@cart.ts');
      await project.context.suggestions.getByRole('option', { name: `cart.ts ${folder}` }).click();
    }
    for (const folder of ['sample/…', 'sample (2)/…']) {
      const chip = project.context.list.getByRole('listitem').filter({ has: project.chat.button(`Remove cart.ts ${folder}`) });
      await chip.locator('.chip-size', { hasText: /\d tokens$/ }).waitFor();
    }
    await window.screenshot('attached-of-one-name');
    assert.equal(
      await project.sent('Which?'),
      `File sample/src/cart.ts:\n${fenced(await project.read('src/cart.ts'), 'typescript')}\n\nFile sample (2)/src/cart.ts:\n${fenced('export {};', 'typescript')}\n\n@cart.ts @cart.ts Which?`,
    );

    await project.chat.startNew();
    await project.context.mention('workspace', 'Workspace');
    const open = (await project.context.sized('Workspace')).locator('.chip-open');
    const seen = window.editor.active.locator('.view-line');
    await open.click();
    await seen.filter({ hasText: 'alpha.ts *' }).waitFor();
    await seen.filter({ hasText: 'zebra.ts' }).filter({ hasNotText: '*' }).waitFor();
    await window.editor.closeAll();
    await project.chat.message.fill('What does findZebra do?');
    await open.click();
    await seen.filter({ hasText: 'zebra.ts *' }).waitFor();
    await seen.filter({ hasText: 'alpha.ts' }).filter({ hasNotText: '*' }).waitFor();
    await window.editor.closeAll();
    const packed = await project.sent('');
    assert.ok(packed.startsWith('The workspace:\n\nAll files; of those with * the text follows'), packed);
    assert.ok(packed.includes(`\n\nsample (2)/src/zebra.ts:\n${fenced(`${long}\nexport function findZebra(): void {}`, 'ts')}\n`), packed);
    assert.ok(!packed.includes('src/alpha.ts:') && !packed.includes(secret), packed);
    assert.ok(packed.endsWith('\n\nWhat does findZebra do?'), packed);
  });
}
