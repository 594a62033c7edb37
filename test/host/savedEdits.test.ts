import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EditSession } from '../../src/host/edits/editSession.ts';
import { StreamedEdits } from '../../src/host/edits/streamedEdits.ts';
import { anyRequest, fenced, finish, words } from '../fakes/answers.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';
import { closeAll, openBytes, openText, saved, until, utf8, withSettings } from './editors.ts';

const text = 'one\ntwo\nthree\nfour\n';

/** Ends every line with a semicolon, and the file with a word of its own. */
class Formatter implements vscode.DocumentFormattingEditProvider {
  calls = 0;

  provideDocumentFormattingEdits(document: vscode.TextDocument): vscode.TextEdit[] {
    this.calls += 1;
    return Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line))
      .filter((line) => /\w$/.test(line.text))
      .map((line) => vscode.TextEdit.insert(line.range.end, ';'));
  }
}

describe('saving', () => {
  let model: FakeChatModel;
  let edits: StreamedEdits;
  let formatter: Formatter;
  let registration: vscode.Disposable;

  beforeEach(() => {
    model = new FakeChatModel();
    edits = new StreamedEdits(model);
    formatter = new Formatter();
    registration = vscode.languages.registerDocumentFormattingEditProvider({ pattern: '**/edited-*.txt' }, formatter);
  });

  afterEach(async () => {
    edits.dispose();
    registration.dispose();
    await closeAll();
  });

  const start = (document: vscode.TextDocument, from: number, to: number): EditSession =>
    edits.start({ document, range: new vscode.Range(from, 0, to, document.lineAt(to).text.length), title: 'Refactor', request: anyRequest });
  const onDisk = async ({ uri }: vscode.TextDocument): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const formatOnSave = (deed: () => Promise<void>): Promise<void> => withSettings({ 'editor.formatOnSave': true }, deed);

  it('in review formats what was written, which stays ours: reject brings the lines of before back', async () => {
    await formatOnSave(async () => {
      const document = await openBytes(utf8(text));
      const session = start(document, 0, 2);
      model.say(...fenced('ONE\ntwo\nTHREE\nmore'), finish);
      await session.done;
      await document.save();
      assert.equal(await onDisk(document), 'ONE;\ntwo;\nTHREE;\nmore;\nfour;\n');
      assert.deepEqual(session.hunks.map(({ removed }) => removed), [['one'], ['three']]);
      await session.reject();
      assert.equal(document.getText(), 'one\ntwo;\nthree\nfour;\n');
    });
  });

  it('in mid-stream leaves the edit whole, where a formatter runs all the same', async () => {
    await formatOnSave(async () => {
      const document = await openBytes(utf8(text));
      const session = start(document, 0, 3);
      model.say(...words('```\nONE\n'));
      await until(() => document.getText().startsWith('ONE'));
      await document.save();
      assert.equal(await onDisk(document), 'ONE;\none;\ntwo;\nthree;\nfour;\n');
      model.say(...words('two\nTHREE\nfour\n```'), finish);
      assert.deepEqual(await session.done, { type: 'finished' });
      assert.equal(document.getText(), 'ONE;\ntwo;\nTHREE\nfour;\n');
      await session.reject();
      assert.equal(document.getText(), 'one;\ntwo;\nthree;\nfour;\n');
    });
  });

  it('with the key of an edit in mid-stream formats nothing', async () => {
    await formatOnSave(async () => {
      const document = await openBytes(utf8(text));
      const session = start(document, 0, 1);
      model.say(...words('```\nONE\n'));
      await until(() => document.getText().startsWith('ONE'));
      await vscode.commands.executeCommand('workbench.action.files.saveWithoutFormatting');
      assert.equal(await onDisk(document), 'ONE\none\ntwo\nthree\nfour\n');
      assert.equal(formatter.calls, 0);
      model.say(...words('TWO\n```'), finish);
      await session.done;
      await session.reject();
      await document.save();
      assert.equal(await onDisk(document), 'one;\ntwo;\nthree;\nfour;\n');
    });
  });

  it('by itself after a delay formats nothing, in mid-stream and in review; reject works after it', async () => {
    await withSettings({ 'editor.formatOnSave': true, 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 50 }, async () => {
      const document = await openBytes(utf8(text));
      const session = start(document, 0, 1);
      const first = saved(document);
      model.say(...words('```\nONE\n'));
      await first;
      assert.equal(await onDisk(document), 'ONE\none\ntwo\nthree\nfour\n');
      const second = saved(document);
      model.say(...words('TWO\n```'), finish);
      await session.done;
      await second;
      assert.equal(await onDisk(document), 'ONE\nTWO\nthree\nfour\n');
      const third = saved(document);
      await session.reject();
      await third;
      assert.equal(await onDisk(document), text);
      assert.equal(formatter.calls, 0);
    });
  });

  it('by itself when the editor loses the focus leaves the edit whole, and reject works after it', async () => {
    await withSettings({ 'editor.formatOnSave': true, 'files.autoSave': 'onFocusChange' }, async () => {
      const document = await openBytes(utf8(text));
      const session = start(document, 0, 1);
      model.say(...words('```\nONE\n'));
      await until(() => document.getText().startsWith('ONE'));
      const hidden = saved(document);
      await openText('plaintext', 'another');
      await hidden;
      model.say(...words('two\n```'), finish);
      await session.done;
      assert.match(document.getText(), /^ONE;?\ntwo;?\nthree;?\nfour;?\n$/);
      await session.reject();
      assert.match(document.getText(), /^one;?\ntwo;?\nthree;?\nfour;?\n$/);
    });
  });

  it('keeps what the person types while a slow formatter is at work', async () => {
    let release: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (begun = resolve));
    registration.dispose();
    registration = vscode.languages.registerDocumentFormattingEditProvider({ pattern: '**/edited-*.txt' }, {
      provideDocumentFormattingEdits: async () => {
        begun();
        await new Promise<void>((resolve) => (release = resolve));
        return [];
      },
    });
    await formatOnSave(async () => {
      const document = await openBytes(utf8(text));
      const session = start(document, 0, 0);
      model.say(...fenced('ONE'), finish);
      await session.done;
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      editor.selection = new vscode.Selection(0, 3, 0, 3);
      const save = document.save();
      await waiting;
      await vscode.commands.executeCommand('type', { text: ' typed' });
      release();
      await save;
      await session.reject();
      assert.ok(document.getText().includes('ONE typed'), document.getText());
    });
  });
});
