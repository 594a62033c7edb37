import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { addToChat } from '../../src/host/context/addToChat.ts';
import { closeAll } from './editors.ts';
import { TrayAtWork } from './trayAtWork.ts';

const text = 'one\ntwo\nthree\n';

describe('what is attached', () => {
  let work: TrayAtWork;
  beforeEach(async () => {
    work = await TrayAtWork.open();
  });
  afterEach(async () => {
    await closeAll();
    await work.close();
  });
  const open = async (name: string, selection?: vscode.Selection): Promise<vscode.TextEditor> => {
    const editor = await vscode.window.showTextDocument(await work.write(name, text), { preview: false });
    if (selection) {
      editor.selection = selection;
    }
    return editor;
  };

  it('is the file of a tab, whatever is selected in it, and the selection where the menu is that of the editor', async () => {
    const { document } = await open('a.txt', new vscode.Selection(1, 0, 1, 2));
    // As VS Code 1.139 calls it from the menu of a tab, and from that of the editor.
    await addToChat(work.adder, [document.uri, { groupId: 0, editorIndex: 0 }]);
    assert.deepEqual(await work.gathered(), [{ label: 'a.txt', path: work.path('a.txt'), text }]);
    await addToChat(work.adder, [document.uri]);
    assert.deepEqual((await work.gathered()).slice(1), [{ label: 'a.txt:2', path: work.path('a.txt'), text: 'two' }]);
  });

  it('is all that is selected in the explorer, and the problem with its lines from a quick fix', async () => {
    const { document } = await open('a.txt');
    const [b, folder] = [await work.write('b.txt', 'b'), work.uri('.')];
    await addToChat(work.adder, [b, [b, folder]]);
    const problems = vscode.languages.createDiagnosticCollection('attached');
    const range = new vscode.Range(2, 0, 2, 5);
    problems.set(document.uri, [new vscode.Diagnostic(range, 'That is three.', vscode.DiagnosticSeverity.Error)]);
    await addToChat(work.adder, [{ uri: document.uri, range }]);
    problems.dispose();
    assert.deepEqual((await work.settled()).map(({ label }) => label), ['b.txt', `${work.path('.')}/`, 'Problems in a.txt', 'a.txt:3']);
  });

  it('is the workspace without what an ignore file has named a moment ago', async () => {
    await work.write('diary.txt', 'dear diary');
    const packed = async (): Promise<string> => {
      const taken = await work.take({ kind: 'workspace' });
      assert.equal(taken.type, 'text');
      return taken.reference.text;
    };
    assert.match(await packed(), /dear diary/);
    await work.write('.latheignore', 'diary.txt\n');
    assert.doesNotMatch(await packed(), /diary\.txt:|dear diary/);
  });

  it('tells its size anew while the file is edited, follows it to its new name, and tells that it is gone', async () => {
    const editor = await open('a.txt');
    await work.adder.uri(editor.document.uri);
    await work.until(([item]) => item?.size === `${text.length} tokens`);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'zero\n');
    });
    await work.until(([item]) => item?.size === `${text.length + 5} tokens`);
    await editor.document.save();
    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(work.uri('a.txt'), work.uri('b.txt'));
    await vscode.workspace.applyEdit(rename);
    await work.until(([item]) => item?.label === 'b.txt' && item.size === `${text.length + 5} tokens`);
    const removal = new vscode.WorkspaceEdit();
    removal.deleteFile(work.uri('b.txt'));
    await vscode.workspace.applyEdit(removal);
    const [item] = await work.until(([each]) => each?.state === 'fault');
    assert.match(item?.detail ?? '', /not there any more/);
  });

  it('moves with a folder that gets another name', async () => {
    await work.adder.uri(await work.write('inner/a.txt', text));
    await work.adder.uri(work.uri('inner'));
    await work.settled();
    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(work.uri('inner'), work.uri('outer'));
    await vscode.workspace.applyEdit(rename);
    await work.until((items) => items.map(({ label, state }) => `${label} ${state}`).join() === 'a.txt fine,outer/ fine');
    assert.equal((await work.gathered())[0]?.path, work.path('outer/a.txt'));
  });

  it('is told apart from another one of its name', async () => {
    for (const name of ['one/a.txt', 'two/a.txt', 'b.txt']) {
      await work.adder.uri(await work.write(name, text));
    }
    assert.deepEqual((await work.until((items) => items.every(({ size }) => size !== ''))).map(({ label, where }) => [label, where]), [['a.txt', '…/one'], ['a.txt', '…/two'], ['b.txt', '']]);
  });

  describe('over links', () => {
    let outside: string;
    beforeEach(async () => {
      outside = await mkdtemp(join(tmpdir(), 'outside-'));
      await mkdir(join(outside, '.ssh'));
      await writeFile(join(outside, 'plain.txt'), 'plain');
      await writeFile(join(outside, '.ssh/config'), 'Host never-to-be-sent');
    });
    afterEach(() => rm(outside, { recursive: true }));
    const warned = async (uri: vscode.Uri): Promise<string> => {
      await work.adder.uri(uri);
      return (await work.settled()).map(({ taken }) => (taken?.type === 'text' ? taken.warnings.join() : (taken?.fault ?? ''))).join(' ');
    };

    it('tells of a folder, and of a file in it, that it leads out of the workspace', async () => {
      await symlink(outside, work.uri('link').fsPath);
      assert.match(await warned(work.uri('link')), /^outside/);
      assert.match(await warned(work.uri('link/plain.txt')), / outside$/);
      assert.match(await warned(await work.write('plain.txt', 'here')), / $/);
      const [linked] = await work.gathered();
      assert.match(linked?.text ?? '', /plain\.txt:\n```txt\nplain\n```/);
    });

    it('takes nothing from a folder of keys, by whichever name', async () => {
      await symlink(join(outside, '.ssh'), work.uri('link').fsPath);
      assert.equal(await warned(work.uri('link')), 'empty');
      assert.equal(await warned(vscode.Uri.file(join(outside, '.ssh'))), 'empty empty');
      assert.deepEqual(await work.gathered(), []);
    });

    it('says that an ignore file names what a link leads to', async () => {
      await work.write('.latheignore', 'hidden.txt\n');
      await work.write('hidden.txt', 'dear diary');
      await symlink(work.uri('hidden.txt').fsPath, work.uri('link.txt').fsPath);
      assert.equal(await warned(work.uri('link.txt')), 'ignored');
    });
  });
});
