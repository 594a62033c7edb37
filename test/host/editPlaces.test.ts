import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SentRequests } from '../../src/host/actions/sentRequests.ts';
import type { EditSession } from '../../src/host/edits/editSession.ts';
import { createReview } from '../../src/host/review/review.ts';
import { after as timer } from '../../src/host/timer.ts';
import { FakeLogger } from '../fakes/logger.ts';
import { FakeMemento } from '../fakes/memento.ts';
import { StreamedEdits } from '../../src/host/edits/streamedEdits.ts';
import { anyRequest, fenced, finish, words } from '../fakes/answers.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';
import { MemoryFiles } from '../fakes/memoryFiles.ts';
import { closeAll, openBytes, openText, until, utf8, withSettings } from './editors.ts';

const text = 'one\ntwo\nthree\nfour\n';

describe('an edit where it is not the one editor of a file', () => {
  let models: FakeChatModel[];
  let edits: StreamedEdits;

  beforeEach(() => {
    models = [];
    edits = new StreamedEdits({
      stream: (request, signal) => {
        const model = new FakeChatModel();
        models.push(model);
        return model.stream(request, signal);
      },
    });
  });

  afterEach(async () => {
    edits.dispose();
    await closeAll();
  });

  const start = (document: vscode.TextDocument, from: number, to: number): EditSession =>
    edits.start({ document, range: new vscode.Range(from, 0, to, document.lineAt(to).text.length), title: 'Refactor', request: anyRequest });
  /** The model of the edit that was begun as this one, from 0. */
  const model = (index: number): FakeChatModel => {
    const found = models[index];
    assert.ok(found, `${index} edits have asked`);
    return found;
  };

  /** Resolves when so many requests have been made. */
  const asked = async (count: number): Promise<void> => {
    while (models.length < count) {
      await new Promise(setImmediate);
    }
  };

  /** The session of the file at a path, as soon as there is one in review. */
  const inFile = (path: string): Promise<EditSession> =>
    new Promise((resolve) => {
      const subscription = edits.onDidChange((session) => {
        if (session.state === 'review' && session.document.uri.fsPath === path && !session.document.isUntitled) {
          subscription.dispose();
          resolve(session);
        }
      });
    });

  /** The session of a document, as soon as there is one in review. */
  const inReview = (uri: vscode.Uri): Promise<EditSession> =>
    new Promise((resolve) => {
      const subscription = edits.onDidChange((session) => {
        if (session.state === 'review' && session.document.uri.toString() === uri.toString()) {
          subscription.dispose();
          resolve(session);
        }
      });
    });

  it('goes with its file to a new name, in mid-stream and in review, goes on there, shows what was sent, and is taken back to the byte', async () => {
    const sent = new SentRequests(edits);
    const shown = async (file: vscode.Uri): Promise<string> => {
      await sent.show();
      const uri = vscode.window.activeTextEditor?.document.uri ?? assert.fail();
      assert.equal(uri.path.split('/').at(-1), `Refactor (${file.path.split('/').at(-1)}).md`);
      // Lathe itself, which runs here too, knows documents of this kind as well: these words are of the one under test.
      return sent.provideTextDocumentContent(uri);
    };
    const review = createReview({ edits, endpoint: () => 'ModelsLab', state: new FakeMemento(), after: timer, logger: new FakeLogger() });
    try {
      const document = await openBytes(utf8('one\r\ntwo\r\n'));
      const rename = async (uri: vscode.Uri, target: vscode.Uri): Promise<EditSession> => {
        const back = inReview(target);
        const edit = new vscode.WorkspaceEdit();
        edit.renameFile(uri, target);
        assert.equal(await vscode.workspace.applyEdit(edit), true);
        return back;
      };
      const [first, second] = [document.uri.with({ path: `${document.uri.path}.1` }), document.uri.with({ path: `${document.uri.path}.2` })];
      start(document, 0, 1);
      model(0).say(...words('```\nONE\n'));
      await until(() => document.getText() === 'ONE\r\none\r\ntwo\r\n');
      await rename(document.uri, first);
      const session = await rename(first, second);
      assert.equal(session.document.getText(), 'ONE\r\none\r\ntwo\r\n');
      assert.equal(session.canContinue, true);
      session.continue();
      await asked(2);
      model(1).say(...words('TWO\n```'), finish);
      assert.deepEqual(await session.done, { type: 'finished' });
      assert.equal(session.document.getText(), 'ONE\r\nTWO\r\n');
      assert.match(await shown(second), /\n--- user ---\nwrite\n\n--- assistant ---\n```\nONE\n\n\n--- user ---\n/);
      await session.reject();
      assert.equal(session.document.getText(), 'one\r\ntwo\r\n');
      session.retry();
      await asked(3);
      assert.match(await shown(second), /\n--- user ---\nwrite$/, 'nobody built this request, it came back with its file');
      session.stop();
    } finally {
      sent.dispose();
      review.dispose();
    }
  });

  for (const formatOnSave of [false, true]) {
    it(`goes from an untitled document to the file that it is saved as${formatOnSave ? ' and formatted for' : ''}, in review and in mid-stream, and is taken back there`, async () => {
      const review = createReview({ edits, endpoint: () => 'ModelsLab', state: new FakeMemento(), after: timer, logger: new FakeLogger() });
      const registration = vscode.languages.registerDocumentFormattingEditProvider({ pattern: '**/unsaved-*.txt' }, {
        provideDocumentFormattingEdits: ({ uri }) => (uri.scheme === 'untitled' ? [] : [vscode.TextEdit.insert(new vscode.Position(0, 0), '// formatted\n')]),
      });
      const head = formatOnSave ? '// formatted\n' : '';
      try {
        await withSettings({ 'editor.formatOnSave': formatOnSave }, async () => {
          for (const [index, complete] of [true, false].entries()) {
            const { fsPath } = vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail(), `unsaved-${crypto.randomUUID()}.txt`);
            const document = await vscode.workspace.openTextDocument(vscode.Uri.file(fsPath).with({ scheme: 'untitled' }));
            const editor = await vscode.window.showTextDocument(document, { preview: false });
            await editor.edit((edit) => {
              edit.insert(new vscode.Position(0, 0), text);
            });
            const unsaved = start(document, 0, 1);
            model(index).say(...words('```\nONE\ntwo\n'));
            if (complete) {
              model(index).say(...words('```'), finish);
              await unsaved.done;
            } else {
              await until(() => document.getText().startsWith('ONE\ntwo'));
            }
            const saved = inFile(fsPath);
            assert.equal(await document.save(), true);
            const session = await saved;
            await unsaved.done;
            const file = session.document;
            assert.deepEqual([file.isUntitled, file.getText()], [false, `${head}ONE\ntwo\nthree\nfour\n`]);
            await session.reject();
            assert.equal(file.getText(), `${head}${text}`);
            await until(() => document.isClosed);
            assert.deepEqual(edits.open, []);
          }
        });
      } finally {
        registration.dispose();
        review.dispose();
      }
    });
  }

  it('works in a file of another file system, saved there and taken back', async () => {
    const files = new MemoryFiles();
    const registration = vscode.workspace.registerFileSystemProvider('memory', files, { isCaseSensitive: true });
    try {
      const uri = vscode.Uri.parse('memory:/far/away.txt');
      files.writeFile(uri, utf8('one\r\ntwo\r\n'));
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: false });
      const session = start(document, 0, 1);
      model(0).say(...fenced('one\nTWO'), finish);
      assert.deepEqual(await session.done, { type: 'finished' });
      assert.equal(await document.save(), true);
      assert.deepEqual([...files.readFile(uri)], [...utf8('one\r\nTWO\r\n')]);
      await session.reject();
      await document.save();
      assert.deepEqual([...files.readFile(uri)], [...utf8('one\r\ntwo\r\n')]);
    } finally {
      await closeAll();
      registration.dispose();
    }
  });

  it('writes into either side of a diff that takes edits', async () => {
    const left = await openBytes(utf8(text));
    const right = await openBytes(utf8(text.replace('two', 'zwei')));
    await closeAll();
    await vscode.commands.executeCommand('vscode.diff', left.uri, right.uri, 'a diff');
    const [a, b] = await Promise.all([vscode.workspace.openTextDocument(left.uri), vscode.workspace.openTextDocument(right.uri)]);
    const changed = start(b, 0, 0);
    model(0).say(...fenced('EINS'), finish);
    assert.deepEqual(await changed.done, { type: 'finished' });
    assert.equal(b.getText(), 'EINS\nzwei\nthree\nfour\n');
    // The left of a diff is read-only unless the person says otherwise; its text goes through the document all the same.
    const original = start(a, 0, 0);
    model(1).say(...fenced('ONE'), finish);
    const end = await original.done;
    assert.equal(a.getText(), end.type === 'finished' ? 'ONE\ntwo\nthree\nfour\n' : text);
    await changed.reject();
    await original.reject();
    assert.deepEqual([a.getText(), b.getText()], [text, text.replace('two', 'zwei')]);
  });

  it('says so in a file that the person has made read-only, and writes nothing', async () => {
    const document = await openBytes(utf8(text));
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    const session = start(document, 0, 1);
    model(0).say(...fenced('ONE\nTWO'), finish);
    assert.equal((await session.done).type, 'refused');
    assert.equal(session.state, 'review', 'there is something to tell');
    assert.equal(document.getText(), text);
    await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
  });

  it('runs beside another in another file, and beside another in its own, word by word in turns', async () => {
    const { document: first } = await openText('plaintext', text);
    const { document: second } = await openText('plaintext', text);
    await vscode.window.showTextDocument(first, { viewColumn: vscode.ViewColumn.Beside, preview: false });
    const sessions = [start(first, 0, 0), start(first, 2, 3), start(second, 1, 1)];
    for (const [index, answer] of ['```\nONE\nand more\n```', '```\nTHREE\nFOUR\n```', '```\nTWO\n```'].entries()) {
      for (const delta of words(answer)) {
        model(index).say(delta);
        model((index + 1) % 3).say({ type: 'reasoning', text: 'hm' });
      }
    }
    models.forEach((each) => {
      each.say(finish);
    });
    await Promise.all(sessions.map(({ done }) => done));
    assert.equal(first.getText(), 'ONE\nand more\ntwo\nTHREE\nFOUR\n');
    assert.equal(second.getText(), 'one\nTWO\nthree\nfour\n');
    await Promise.all(sessions.map((session) => session.reject()));
    assert.deepEqual([first.getText(), second.getText()], [text, text]);
  });

  for (const [name, from, reveal] of [
    ['above what the person reads', 10, 300],
    ['below what the person reads', 400, 0],
  ] as const) {
    it(`takes neither the focus nor the view away, writing ${name}`, async () => {
      const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
      const { document, editor } = await openText('plaintext', lines.join('\n'));
      editor.selection = new vscode.Selection(from, 0, from + 5, 0);
      await shows(editor, reveal);
      const before = editor.visibleRanges[0]?.start.line;
      const session = start(document, from, from + 4);
      model(0).say(...words('```\na\nb\nc\n'));
      await until(() => document.getText().includes('\nc\n'));
      model(0).say(...words('d\ne\nf\n```'), finish);
      await session.done;
      await windowAnswers();
      assert.equal(vscode.window.activeTextEditor, editor);
      assert.equal(editor.visibleRanges[0]?.start.line, before, 'it shows the same place of the file');
    });
  }
});

/** Resolves when the window has done what it was asked before, and has told of it. */
async function windowAnswers(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'lathe.test', {});
}

/** Scrolls there, and resolves when it is shown. */
async function shows(editor: vscode.TextEditor, line: number): Promise<void> {
  const shown = (): boolean => editor.visibleRanges.some((range) => range.contains(new vscode.Position(line, 0)));
  while (!shown()) {
    // An editor that is not laid out yet forgets it; one that is asked without a pause tells of nothing.
    const told = new Promise<void>((resolve) => {
      const done = (): void => {
        subscription.dispose();
        clearTimeout(timer);
        resolve();
      };
      const subscription = vscode.window.onDidChangeTextEditorVisibleRanges(done);
      const timer = setTimeout(done, 1000);
    });
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
    await told;
  }
}
