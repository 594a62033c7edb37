import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LatheError } from '../../src/core/errors.ts';
import type { ChatRequest } from '../../src/core/model.ts';
import type { EditSession, EditState } from '../../src/host/edits/editSession.ts';
import { StreamedEdits } from '../../src/host/edits/streamedEdits.ts';
import { anyRequest as request, fenced, finish, words } from '../fakes/answers.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';
import { closeAll, openBytes, openText, until, utf8 } from './editors.ts';

const onDisk = async ({ uri }: vscode.TextDocument): Promise<readonly number[]> => [...(await vscode.workspace.fs.readFile(uri))];

describe('an edit streamed into a file', () => {
  let model: FakeChatModel;
  let edits: StreamedEdits;

  beforeEach(() => {
    model = new FakeChatModel();
    edits = new StreamedEdits(model);
  });

  afterEach(async () => {
    edits.dispose();
    await closeAll();
  });

  const start = (document: vscode.TextDocument, from: number, to: number): EditSession =>
    edits.start({ document, range: new vscode.Range(from, 0, to, document.lineAt(to).text.length), title: 'Refactor', request });

  /** Resolves when the edit tells that it has come to this. */
  const comesTo = (session: EditSession, is: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const subscription = edits.onDidChange((changed) => {
        if (changed === session && is()) {
          subscription.dispose();
          resolve();
        }
      });
    });

  it('leaves lines that stay, shows finished ones while more come, and one undo restores the bytes', async () => {
    const text = 'one\ntwo\nthree\nfour\n';
    const { document } = await openText('plaintext', text);
    const touched: number[] = [];
    const subscription = vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
      touched.push(...contentChanges.map(({ range }) => range.start.line));
    });
    const session = start(document, 0, 3);
    model.say(...words('```\none\nTWO\nthr'));
    await until(() => document.getText() === 'one\nTWO\ntwo\nthree\nfour\n');
    assert.deepEqual(session.pendingRange, new vscode.Range(2, 0, 4, Number.MAX_SAFE_INTEGER));
    model.say(...words('ee\nfour\n```'), finish);
    assert.deepEqual(await session.done, { type: 'finished' });
    subscription.dispose();
    assert.equal(document.getText(), 'one\nTWO\nthree\nfour\n');
    assert.deepEqual([...new Set(touched)], [1, 2]);
    assert.equal(session.baseText(), text);
    assert.equal(session.state, 'review');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
    assert.equal(session.state, 'ended');
    await vscode.commands.executeCommand('redo');
    assert.equal(document.getText(), 'one\nTWO\nthree\nfour\n');
    assert.equal(session.state, 'review');
    assert.deepEqual(edits.of(document), [session]);
    await session.reject();
    assert.equal(document.getText(), text);
    await vscode.commands.executeCommand('undo');
    assert.equal(session.state, 'review');
    assert.deepEqual(session.hunks.map(({ removed }) => removed), [['two']]);
  });

  const encodings: readonly (readonly [name: string, encoding: string, bytes: (text: string) => Uint8Array])[] = [
    ['UTF-8 with a byte-order mark', 'utf8bom', (text) => new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(text)])],
    ['UTF-16', 'utf16le', (text) => new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')])],
    ['Latin-1', 'iso88591', (text) => new Uint8Array(Buffer.from(text, 'latin1'))],
  ];
  for (const [name, encoding, bytes] of encodings) {
    it(`keeps ${name} and CRLF: accepted, rejected and saved, the bytes are what they should be`, async () => {
      const text = 'gr\u00fcn\r\nzwei\r\ndrei\r\n';
      const document = await openBytes(bytes(text), { encoding });
      assert.equal(document.getText(), text);
      const session = start(document, 0, 1);
      model.say(...fenced('gr\u00fcn\nZW\u00d6LF'), finish);
      assert.deepEqual(await session.done, { type: 'finished' });
      await document.save();
      assert.deepEqual(await onDisk(document), [...bytes('gr\u00fcn\r\nZW\u00d6LF\r\ndrei\r\n')]);
      await session.reject();
      await document.save();
      assert.deepEqual(await onDisk(document), [...bytes(text)]);
    });
  }

  it('goes by the line ends that VS Code makes of mixed ones', async () => {
    const document = await openBytes(utf8('one\r\ntwo\r\nthree\nfour\r\n'));
    const before = document.getText();
    const session = start(document, 1, 2);
    model.say(...fenced('2\n3'), finish);
    await session.done;
    assert.equal(document.getText(), before.replace('two', '2').replace('three', '3'));
    await session.reject();
    assert.equal(document.getText(), before);
  });

  it('works in 50,000 lines, at the end that has no line end', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `line ${index}`);
    const { document } = await openText('plaintext', lines.join('\n'));
    const session = start(document, 49_990, 49_999);
    model.say(...fenced([...lines.slice(49_990, 49_998), 'last but one', 'last'].join('\n')), finish);
    await session.done;
    assert.equal(document.getText(), [...lines.slice(0, 49_998), 'last but one', 'last'].join('\n'));
    await session.reject();
    assert.equal(document.getText(), lines.join('\n'));
  });

  it('keeps what others type, before it, behind it and in lines it has not reached, through reject', async () => {
    const { document, editor } = await openText('plaintext', 'one\ntwo\nthree\nfour\nfive\n');
    const session = start(document, 1, 3);
    model.say(...words('```\nTWO\n'));
    await until(() => document.getText().includes('TWO'));
    // As another extension does: without the editor.
    const other = new vscode.WorkspaceEdit();
    other.insert(document.uri, new vscode.Position(0, 0), 'zero\n');
    other.replace(document.uri, document.lineAt(4).range, 'FOUR and mine');
    assert.equal(await vscode.workspace.applyEdit(other), true);
    await editor.edit((edit) => {
      edit.insert(document.lineAt(document.lineCount - 1).range.end, 'end');
    });
    model.say(...words('three\nfour\n```'), finish);
    assert.deepEqual(await session.done, { type: 'finished' });
    assert.equal(document.getText(), 'zero\none\nTWO\nthree\nFOUR and mine\nfive\nend');
    await session.reject();
    assert.equal(document.getText(), 'zero\none\ntwo\nthree\nFOUR and mine\nfive\nend');
  });

  it('accepts and rejects each change by itself', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\nthree\nfour\nfive');
    const session = start(document, 0, 4);
    model.say(...fenced('ONE\ntwo\nTHREE\nfour\nFIVE'), finish);
    await session.done;
    const [first, second, third] = session.hunks;
    await session.reject(second?.id);
    await session.accept(first?.id);
    assert.equal(document.getText(), 'ONE\ntwo\nthree\nfour\nFIVE');
    assert.equal(session.state, 'review');
    await session.reject(third?.id);
    assert.equal(document.getText(), 'ONE\ntwo\nthree\nfour\nfive');
    assert.equal(session.state, 'ended');
    assert.deepEqual(edits.of(document), []);
  });

  it('waits while its editor is hidden, goes on in a split, and is written whole when it ends hidden', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\n');
    const session = start(document, 0, 1);
    model.say(...words('```\nONE\n'));
    await until(() => document.getText() === 'ONE\none\ntwo\n');
    const { editor } = await openText('plaintext', 'another');
    model.say(...words('TWO\nTHREE\n'));
    await model.drained();
    assert.equal(document.getText(), 'ONE\none\ntwo\n');
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    await until(() => document.getText() === 'ONE\nTWO\nTHREE\none\ntwo\n');
    assert.equal(vscode.window.activeTextEditor, editor, 'the focus stays');
    await vscode.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
    model.say(...words('FOUR\n```'), finish);
    await session.done;
    assert.equal(document.getText(), 'ONE\nTWO\nTHREE\nFOUR\n');
    await session.reject();
    assert.equal(document.getText(), 'one\ntwo\n');
  });

  it('ends when its document is closed', async () => {
    const { document } = await openText('plaintext', 'one\n');
    const session = start(document, 0, 0);
    model.say(...words('```\nONE\n'));
    await until(() => document.getText().startsWith('ONE'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    assert.deepEqual(await session.done, { type: 'stopped' });
    assert.deepEqual(edits.of(document), []);
  });

  it('takes a selection of its lines away, and one of all text', async () => {
    const { document, editor } = await openText('plaintext', 'one\ntwo\n');
    for (const end of [new vscode.Position(1, 3), new vscode.Position(2, 0)]) {
      editor.selection = new vscode.Selection(new vscode.Position(0, 0), end);
      const session = start(document, 0, 1);
      assert.ok(editor.selection.isEmpty);
      session.stop();
      await session.done;
    }
  });

  it('says so when the document takes no edits', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('fixed', { provideTextDocumentContent: () => 'x\n' });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('fixed:b.txt'));
    await vscode.window.showTextDocument(document);
    const session = start(document, 0, 0);
    model.say(...fenced('one'), finish);
    assert.equal((await session.done).type, 'refused');
    assert.equal(document.getText(), 'x\n');
    provider.dispose();
  });

  it('writes into the cell of a notebook', async () => {
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'a = 1\nb = 2', 'python')]));
    const document = notebook.cellAt(0).document;
    const session = start(document, 0, 1);
    model.say(...fenced('a = 1\nb = 3'), finish);
    assert.deepEqual(await session.done, { type: 'finished' });
    assert.equal(document.getText(), 'a = 1\nb = 3');
    await session.reject();
    assert.equal(document.getText(), 'a = 1\nb = 2');
  });

  it('runs twice in one file, and not twice in the same lines', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\nthree\nfour\n');
    const first = start(document, 0, 1);
    const refused = start(document, 1, 2);
    assert.equal((await refused.done).type, 'refused');
    assert.equal(model.requests.length, 1);
    model.say(...fenced('1\n2'), finish);
    await first.done;
    const below = start(document, 2, 3);
    model.say(...fenced('3\n4\n5'), finish);
    await below.done;
    assert.equal(document.getText(), '1\n2\n3\n4\n5\n');
    await first.reject();
    assert.equal(document.getText(), 'one\ntwo\n3\n4\n5\n');
    await below.reject();
    assert.equal(document.getText(), 'one\ntwo\nthree\nfour\n');
  });

  it('goes on when the file changes on disk under it', async () => {
    const document = await openBytes(utf8('one\ntwo\nthree\n'));
    const session = start(document, 1, 1);
    // Nothing is written yet, so that VS Code takes the text of the disk.
    await vscode.workspace.fs.writeFile(document.uri, utf8('zero\none\ntwo\nthree\n'));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(document.getText(), 'zero\none\ntwo\nthree\n');
    model.say(...fenced('TWO'), finish);
    await session.done;
    assert.equal(document.getText(), 'zero\none\nTWO\nthree\n');
    await session.reject();
    assert.equal(document.getText(), 'zero\none\ntwo\nthree\n');
  });

  it('keeps what came when it fails, and starts anew on retry', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\n');
    const session = start(document, 0, 1);
    model.say(...words('```\nONE\n'));
    await until(() => document.getText() === 'ONE\none\ntwo\n');
    model.fail(new LatheError({ code: 'unavailable', retryable: true }));
    assert.equal((await session.done).type, 'failed');
    assert.equal(session.state, 'review');
    session.retry();
    await until(() => document.getText() === 'one\ntwo\n');
    model.say(...fenced('ONE\nTWO'), finish);
    await until(() => document.getText() === 'ONE\nTWO\n');
    await session.done;
    assert.equal(session.state, 'review');
  });

  it('goes on when the document gets another language', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\n');
    const session = start(document, 0, 1);
    model.say(...words('```\nONE\n'));
    await until(() => document.getText() === 'ONE\none\ntwo\n');
    await vscode.languages.setTextDocumentLanguage(document, 'python');
    model.say(...words('TWO\n```'), finish);
    assert.deepEqual(await session.done, { type: 'finished' });
    assert.equal(document.getText(), 'ONE\nTWO\n');
  });

  it('tries again once, however often it is asked to', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\n');
    const session = start(document, 0, 1);
    model.say(...fenced('ONE\nTWO'), finish);
    await session.done;
    session.retry();
    session.retry();
    await until(() => document.getText() === 'one\ntwo\n');
    await model.asked(2);
    model.say(...fenced('1\n2'), finish);
    await until(() => document.getText() === '1\n2\n');
    await session.done;
    assert.equal(model.requests.length, 2);
  });

  it('asks nothing when it is stopped, or its document closed, before it has tried again', async () => {
    for (const how of ['stopped', 'closed']) {
      const { document } = await openText('plaintext', 'one\ntwo\n');
      const session = start(document, 0, 1);
      model.say(...fenced('ONE\nTWO'), finish);
      await session.done;
      const before = model.requests.length;
      const ended = comesTo(session, () => session.state === 'ended');
      session.retry();
      if (how === 'stopped') {
        session.stop();
      } else {
        await closeAll();
      }
      await ended;
      assert.equal(model.requests.length, before);
      await closeAll();
    }
  });

  it('says what kept it from trying again, and can be tried once more', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\n');
    let isBroken = true;
    const rebuild = (): ChatRequest => {
      if (isBroken) {
        throw new LatheError({ code: 'unavailable', retryable: true });
      }
      return request;
    };
    const session = edits.start({ document, range: new vscode.Range(0, 0, 1, 3), title: 'Refactor', request, rebuild });
    model.say(...fenced('ONE\nTWO'), finish);
    await session.done;
    const failed = comesTo(session, () => session.end?.type === 'failed');
    session.retry();
    await failed;
    assert.equal(session.state, 'review');
    assert.equal(document.getText(), 'one\ntwo\n');
    isBroken = false;
    session.retry();
    await model.asked(2);
    model.say(...fenced('1\n2'), finish);
    await until(() => document.getText() === '1\n2\n');
  });

  it('keeps what there is to tell of an answer without code, and the answer, whatever is typed', async () => {
    const { document, editor } = await openText('plaintext', 'one\ntwo\n');
    const session = start(document, 0, 0);
    model.say(...words('I would rather not.'), finish);
    assert.deepEqual(await session.done, { type: 'no-code' });
    await editor.edit((builder) => {
      builder.insert(new vscode.Position(1, 3), '!');
    });
    assert.equal(session.state, 'review');
    assert.equal(session.answer, 'I would rather not.');
  });

  it('writes at an empty range without touching the line there', async () => {
    const { document } = await openText('plaintext', 'one\ntwo');
    const session = edits.start({ document, range: new vscode.Range(1, 3, 1, 3), title: 'Tests', request });
    model.say(...fenced('three\nfour'), finish);
    await session.done;
    assert.equal(document.getText(), 'one\ntwo\nthree\nfour');
    await session.reject();
    assert.equal(document.getText(), 'one\ntwo');
  });

  it('comes back from what was saved of it, to be decided on', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\nthree\n');
    const session = start(document, 0, 2);
    model.say(...fenced('ONE\ntwo\nTHREE'), finish);
    await session.done;
    const saved = JSON.parse(JSON.stringify(session.save())) as EditState;
    edits.dispose();
    edits = new StreamedEdits(model);
    const told: string[] = [];
    edits.onDidChange(({ state }) => told.push(state));
    edits.restore([saved]);
    const [back] = edits.of(document);
    assert.ok(back);
    assert.deepEqual(told, ['review']);
    assert.deepEqual(back.hunks, session.hunks);
    assert.equal(back.baseText(), 'one\ntwo\nthree\n');
    await back.reject();
    assert.equal(document.getText(), 'one\ntwo\nthree\n');
  });

  it('that came back is tried again where it was: with the indentation of its place, and apart from the text above', async () => {
    const { document } = await openText('plaintext', 'class A:\n    one');
    const place = new vscode.Range(1, 7, 1, 7);
    const session = edits.start({ document, range: place, title: 'Tests', indentation: '    ', isApart: true, request });
    model.say(...fenced('two'), finish);
    await session.done;
    assert.equal(document.getText(), 'class A:\n    one\n\n    two');
    const saved = JSON.parse(JSON.stringify(session.save())) as EditState;
    edits.dispose();
    edits = new StreamedEdits(model);
    edits.restore([saved]);
    const [back] = edits.of(document);
    assert.ok(back);
    back.retry();
    await model.asked(2);
    model.say(...fenced('three'), finish);
    await back.done;
    assert.equal(document.getText(), 'class A:\n    one\n\n    three');
  });

  it('is stopped by an undo in mid-stream', async () => {
    const { document } = await openText('plaintext', 'one\ntwo\n');
    const session = start(document, 0, 1);
    model.say(...words('```\nONE\n'));
    await until(() => document.getText() === 'ONE\none\ntwo\n');
    await vscode.commands.executeCommand('undo');
    model.say(...words('TWO\n```'), finish);
    assert.deepEqual(await session.done, { type: 'stopped' });
    assert.equal(document.getText(), 'one\ntwo\n');
  });
});
