import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RequestRecord } from '../../simulator/journal.ts';
import { atHome, type Home } from './atHome.ts';

function sent(record: RequestRecord): string {
  const { messages } = record.body as { readonly messages: readonly { readonly content: string }[] };
  return messages.at(-1)!.content;
}

describe('the actions that write into a file', () => {
  let home: Home;
  before(async () => {
    home = await atHome();
    const prompts = path.join(home.workbench.folder!, '.github/prompts');
    await mkdir(prompts, { recursive: true });
    await writeFile(path.join(prompts, 'greet.prompt.md'), '---\nagent: edit\ndescription: says hello\n---\ngreet ${input:whom:a person} in ${file}\n');
  });
  after(() => home.close());

  const asked = async (words: string): Promise<string> => {
    const record = await home.simulator.waitForRequest((each) => JSON.stringify(each.body).includes(words));
    assert.equal(await record.ended, 'finished');
    return sent(record);
  };
  const line = (text: string | RegExp) => home.workbench.window.editor.active.locator('.view-line', { hasText: text });
  const answer = async (text: string): Promise<void> => {
    const { quickInput } = home.workbench.window;
    await quickInput.field.fill(text);
    await quickInput.row(text).first().waitFor();
    await quickInput.field.press('Enter');
  };
  const again = async (): Promise<void> => {
    await home.workbench.window.editor.closeAll();
  };

  it('Edit: by its chord, on the function around the cursor; the instruction is there the next time', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 22);
    await window.editor.focus();
    await window.press('Control+K', 'Control+G');
    await window.quickInput.widget.getByText('Edit insertion_sort').waitFor();
    await answer('log each step');
    const text = await asked('log each step');
    assert.match(text, /<region>\ndef insertion_sort[^]*return result\n<\/region>/);
    assert.match(text, /Task: change the region as follows: log each step$/);
    await line(/Simulated:\slog\seach\sstep/).waitFor();
    await window.screenshot('actions-edit');
    await again();
    await window.editor.open('python/sort.py', 22);
    await window.runCommand('Lathe: Edit...');
    await window.quickInput.row('log each step').waitFor();
    await window.press('Escape');
  });

  it('Refactor: by the context menu, with suggestions for the selection', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py');
    await window.editor.selectLines(18, 28);
    await window.editor.active.locator('.view-overlays .selected-text').first().waitFor();
    await window.contextMenu(['Lathe', 'Refactor...']);
    await window.quickInput.row('Simplify').waitFor();
    await window.screenshot('actions-refactor');
    await window.quickInput.pick('Simplify');
    assert.match(await asked('refactor the region'), /make it simpler and easier to read/);
    await line(/Simulated:/).waitFor();
    await again();
  });

  it('Fix: by the context menu, with what the language server reports, and the definition it needs', async () => {
    const { window } = home.workbench;
    const file = path.join(home.workbench.folder!, 'src/broken.ts');
    await writeFile(file, "import { Cart } from './cart.ts';\n\nexport function spend(cart: Cart): number {\n  return cart.totl();\n}\n");
    await window.editor.open('src/broken.ts', 4);
    await window.editor.active.locator('.squiggly-error').first().waitFor();
    await window.editor.focus();
    await window.contextMenu(['Lathe', 'Fix']);
    const text = await asked('fix the problems');
    assert.match(text, /line 4, error ts\(2551\): Property 'totl' does not exist on type 'Cart'/);
    assert.match(text, /Definition of Cart \(src\/cart\.ts:8-/);
    await line(/cart\.total\(\)/).waitFor();
    await again();
  });

  it('Document: by the palette; what was sent can be seen', async () => {
    const { window } = home.workbench;
    await window.editor.open('src/cart.ts', 23);
    await window.runCommand('Lathe: Document');
    const text = await asked('write the documentation comment');
    assert.match(text, /<region>\n {2}total\(\)/);
    await line(/Simulated\sdocumentation/).waitFor();
    await window.runCommand('Lathe: Show What Was Sent');
    await window.editor.activeTab.filter({ hasText: 'Document.md' }).waitFor();
    await line(/---\ssystem\s---/).waitFor();
    await window.screenshot('actions-sent');
    await again();
  });

  it('Generate Tests: a new file beside the code, unsaved until the person saves it', async () => {
    const { window } = home.workbench;
    await window.editor.open('src/cart.ts', 23);
    await window.runCommand('Lathe: Generate Tests');
    const text = await asked('write tests for the code');
    assert.match(text, /Test file: src\/cart\.test\.ts\nFramework: node:test/);
    await line(/describe\('total'/).waitFor();
    await assert.rejects(readFile(path.join(home.workbench.folder!, 'src/cart.test.ts')));
    await window.screenshot('actions-tests');
    await again();
  });

  it('Complete from Here: at the cursor', async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 29);
    await window.contextMenu(['Lathe', 'Complete from Here']);
    await asked('go on from here');
    await line(/def\s/).nth(1).waitFor();
    await again();
  });

  it("Run Prompt: the person's own, with what it asks for, into the file", async () => {
    const { window } = home.workbench;
    await window.editor.open('python/sort.py', 22);
    await window.runCommand('Lathe: Run Prompt...');
    await window.quickInput.pick('greet');
    await window.quickInput.answer('Ada');
    assert.match(await asked('greet Ada'), /Task: change the region as follows: greet Ada in python\/sort\.py$/);
    await again();
  });
});
