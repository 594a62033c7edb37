import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LatheError } from '../../src/core/errors.ts';
import type { ChatRequest, ModelDelta } from '../../src/core/model.ts';
import { Generation, type GenerationEnd } from '../../src/host/edits/generator.ts';
import { FakeChatModel } from '../fakes/chatModel.ts';
import { changed, closeAll, openText, until } from './editors.ts';

const request: ChatRequest = {
  model: 'm',
  system: '',
  messages: [{ role: 'user', text: 'write' }],
  parameters: { maxTokens: 1, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};

const words = (text: string): readonly ModelDelta[] =>
  (text.match(/.{1,4}/gsu) ?? []).map((piece) => ({ type: 'text', text: piece }));
const finish: ModelDelta = { type: 'finish', reason: 'stop' };

interface Started {
  readonly model: FakeChatModel;
  readonly generation: Generation;
  readonly end: Promise<GenerationEnd>;
}

function start(editor: vscode.TextEditor, line: number, character: number): Started {
  const model = new FakeChatModel();
  const generation = new Generation(editor, new vscode.Position(line, character), model);
  return { model, generation, end: generation.run(request) };
}

const file = 'class A:\n    def f(self):\n        return 1\n\n\nprint(A())\n';
const answer = 'Sure:\n\n```python\ndef g(self):\n    return 2\n```\nDone.';
const withCode = 'class A:\n    def f(self):\n        return 1\n    def g(self):\n        return 2\n\n\nprint(A())\n';

describe('code generated into a file', () => {
  afterEach(closeAll);

  it('comes in indented, without fence, prose and thought, and one undo takes it all back', async () => {
    const { editor, document } = await openText('python', file.replace('return 1\n', 'return 1\n    \n'));
    const before = document.getText();
    const { model, end } = start(editor, 3, 4);
    model.say({ type: 'reasoning', text: 'Let me think.' }, ...words(answer), finish);
    assert.deepEqual(await end, { type: 'finished' });
    assert.equal(document.getText(), withCode);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('shows what has come while more is on its way', async () => {
    const { editor, document } = await openText('python', '');
    const { model, end } = start(editor, 0, 0);
    model.say(...words('```python\na = 1\nb = '));
    await until(() => document.getText() === 'a = 1\nb = ');
    model.say(...words('2\n```'), finish);
    await end;
    assert.equal(document.getText(), 'a = 1\nb = 2');
  });

  it('keeps the line ends of a CRLF file, and one undo gives its bytes back', async () => {
    const text = 'a\r\nb\r\n';
    const { editor, document } = await openText('plaintext', text);
    assert.equal(document.eol, vscode.EndOfLine.CRLF);
    const { model, end } = start(editor, 1, 0);
    model.say(...words('```\nx\ny\n```'), finish);
    await end;
    assert.equal(document.getText(), 'a\r\nx\r\nyb\r\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('loses nothing that a person types above and below it meanwhile', async () => {
    const { editor, document } = await openText('python', 'top\n\nbottom\n');
    const { model, end } = start(editor, 1, 0);
    const code = Array.from({ length: 60 }, (_, line) => `line_${line} = ${line}`).join('\n');
    model.say({ type: 'text', text: '```python\n' });
    let typed = '';
    for (const [index, piece] of words(code).entries()) {
      model.say(piece);
      if (index % 5 === 0) {
        typed += 'k';
        const last = document.lineCount - 2;
        // Not awaited in step with the stream: both race for the document, as a person and a model do.
        const own = editor.edit(
          (edit) => {
            edit.insert(new vscode.Position(0, 0), 'k');
            edit.insert(document.lineAt(last).range.end, 'k');
          },
          { undoStopBefore: false, undoStopAfter: false },
        );
        if (!(await own)) {
          typed = typed.slice(1);
        }
      }
    }
    model.say({ type: 'text', text: '\n```' }, finish);
    assert.deepEqual(await end, { type: 'finished' });
    assert.equal(document.getText(), `${typed}top\n${code}\nbottom${typed}\n`);
    assert.ok(typed.length > 10, 'the person did type');
  });

  it('does not undo together with what is typed after it', async () => {
    const { editor, document } = await openText('plaintext', '');
    const { model, end } = start(editor, 0, 0);
    model.say(...words('```\ncode\n```'), finish);
    await end;
    await vscode.commands.executeCommand('type', { text: '!' });
    assert.equal(document.getText(), 'code!');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'code');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), '');
  });

  it('stays whole when a person types at its very place: what they type comes after it', async () => {
    const { editor, document } = await openText('plaintext', '');
    const { model, end } = start(editor, 0, 0);
    model.say(...words('```\nfor '));
    await until(() => document.getText() === 'for ');
    editor.selection = new vscode.Selection(0, 4, 0, 4);
    await vscode.commands.executeCommand('type', { text: 'XYZ' });
    model.say(...words('item in items\n```'), finish);
    assert.deepEqual(await end, { type: 'finished' });
    assert.equal(document.getText(), 'for item in itemsXYZ');
  });

  it('is stopped by an undo that takes its text back: no tail without its head comes after', async () => {
    const { editor, document } = await openText('plaintext', 'start\n');
    const { model, end } = start(editor, 1, 0);
    model.say(...words('```\nhalf of it'));
    await until(() => document.getText() === 'start\nhalf of it');
    await vscode.commands.executeCommand('undo');
    model.say(...words(' and the rest\n```'), finish);
    assert.deepEqual(await end, { type: 'stopped' });
    assert.equal(document.getText(), 'start\n');
  });

  it('writes none of the words before the code when it is stopped among them', async () => {
    const { editor, document } = await openText('plaintext', '');
    const { model, generation, end } = start(editor, 0, 0);
    model.say(...words('Sure! Here is a function that sor'));
    await model.drained();
    generation.stop();
    assert.deepEqual(await end, { type: 'stopped' });
    assert.equal(document.getText(), '');
  });

  it('knows its place after it failed, though the text above it has changed', async () => {
    const { editor, document } = await openText('plaintext', 'one\ntwo');
    const { model, generation, end } = start(editor, 1, 3);
    model.fail(new LatheError({ code: 'unavailable', retryable: true }));
    assert.equal((await end).type, 'failed');
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'zero\n');
    });
    assert.deepEqual(document.offsetAt(generation.position), document.getText().length);
    generation.dispose();
  });

  it('keeps what came when it is stopped', async () => {
    const { editor, document } = await openText('plaintext', '');
    const { model, generation, end } = start(editor, 0, 0);
    model.say(...words('```\nhalf of it'));
    await until(() => document.getText() === 'half of it');
    generation.stop();
    assert.deepEqual(await end, { type: 'stopped' });
    assert.equal(document.getText(), 'half of it');
  });

  it('waits while its editor is hidden, and goes on when it shows again', async () => {
    const { editor, document } = await openText('plaintext', '');
    const { model, end } = start(editor, 0, 0);
    model.say(...words('```\none '));
    await until(() => document.getText() === 'one ');
    await openText('plaintext', 'another');
    model.say({ type: 'text', text: 'two ' });
    await vscode.window.showTextDocument(document, { preview: false });
    await until(() => document.getText() === 'one two ');
    model.say({ type: 'text', text: 'three\n```' }, finish);
    assert.deepEqual(await end, { type: 'finished' });
    assert.equal(document.getText(), 'one two three');
  });

  it('is written whole when it ends while its editor is hidden', async () => {
    const { editor, document } = await openText('plaintext', '');
    const { model, end } = start(editor, 0, 0);
    model.say(...words('```\none '));
    await until(() => document.getText() === 'one ');
    await openText('plaintext', 'another');
    model.say(...words('two\n```'), finish);
    assert.deepEqual(await end, { type: 'finished' });
    assert.equal(document.getText(), 'one two');
  });

  it('stops when its file is closed', async () => {
    const { editor, document } = await openText('plaintext', '');
    const { model, end } = start(editor, 0, 0);
    model.say(...words('```\none '));
    await until(() => document.getText() === 'one ');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const ended = await end;
    assert.ok(ended.type === 'not-insertable' && ended.reason === 'closed', JSON.stringify(ended));
  });

  it('says so when the file takes no edits', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('fixed', { provideTextDocumentContent: () => 'x\n' });
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('fixed:a.txt'));
      const editor = await vscode.window.showTextDocument(document);
      const { model, end } = start(editor, 0, 0);
      model.say(...words('```\none\n```'), finish);
      const ended = await end;
      assert.ok(ended.type === 'not-insertable' && ended.reason === 'read-only', JSON.stringify(ended));
      assert.equal(ended.answer, '```\none\n```');
    } finally {
      provider.dispose();
    }
  });

  it('writes nothing when the model answers with words alone', async () => {
    const { editor, document } = await openText('plaintext', '');
    const { model, end } = start(editor, 0, 0);
    model.say(...words('I am sorry, but I cannot do that.'), finish);
    assert.equal((await end).type, 'no-code');
    assert.equal(document.getText(), '');
  });

  it('goes on when the file is saved meanwhile, and at most one more undo takes it back: a save may end an undo step', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder, 'the tests run in a folder');
    const uri = vscode.Uri.joinPath(folder, 'saved.txt');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('one\r\ntwo\r\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    const { model, end } = start(editor, 2, 0);
    model.say(...words('```\nhalf'));
    await until(() => document.getText().endsWith('half'));
    assert.equal(await document.save(), true);
    model.say(...words(' and half\n```'), finish);
    assert.deepEqual(await end, { type: 'finished' });
    assert.equal(document.getText(), 'one\r\ntwo\r\nhalf and half');
    await vscode.commands.executeCommand('undo');
    if (document.getText() === 'one\r\ntwo\r\nhalf') {
      await vscode.commands.executeCommand('undo');
    }
    assert.equal(document.getText(), 'one\r\ntwo\r\n');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(uri);
  });

  it('does not take the focus or move the caret of a person who works elsewhere in the file', async () => {
    const { editor, document } = await openText('plaintext', 'one\ntwo\nthree\n');
    const { model, end } = start(editor, 1, 3);
    editor.selection = new vscode.Selection(0, 1, 0, 1);
    const moved = changed(document);
    model.say(...words('```\nx\n```'), finish);
    await Promise.all([end, moved]);
    assert.ok(editor.selection.active.isEqual(new vscode.Position(0, 1)));
    assert.equal(vscode.window.activeTextEditor, editor);
  });
});
