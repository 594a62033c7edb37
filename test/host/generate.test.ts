import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { complete, write } from '../../src/host/actions/generate.ts';
import { WorkPlace } from '../../src/host/actions/workPlace.ts';
import { closeAll, until } from './editors.ts';
import { openFile, RunnerAtWork, words } from './runner.ts';

const file = 'class A:\n    def f(self):\n        return 1\n\n\nprint(A())\n';
const method = 'def g(self):\n    return 2';

describe('code generated into a file', () => {
  let work: RunnerAtWork;
  beforeEach(() => {
    work = new RunnerAtWork();
  });
  afterEach(async () => {
    work.dispose();
    await closeAll();
  });

  /** Has code written between two places, or at one. */
  const at = (document: vscode.TextDocument, line: number, character: number, endLine = line, endCharacter = character): Promise<void> =>
    write(work.runner, new WorkPlace(document, new vscode.Range(line, character, endLine, endCharacter), ''), 'what is missing');

  const places: readonly (readonly [what: string, text: string, place: readonly [number, number, number?, number?], code: string, expected: string, task: RegExp])[] = [
    ['in a blank line, as deep as the cursor', file.replace('1\n', '1\n    \n'), [3, 4], method, file.replace('1\n', '1\n    def g(self):\n        return 2\n'), /Task: write the code of the region, which is empty as yet: what is missing$/],
    ['below a finished line, as deep as that', file, [2, 16], 'return 2', file.replace('1\n', '1\n        return 2\n'), /empty as yet/],
    ['in a block that its line opens', file, [1, 16], 'x = 1', file.replace('(self):\n', '(self):\n        x = 1\n'), /empty as yet/],
    ['above the line whose start the cursor is at', file, [1, 0], 'a = 1', file.replace('A:\n', 'A:\n    a = 1\n'), /empty as yet/],
    ['within its line', 'a = 1\nb = \nc = 3\n', [1, 4], 'b = 2', 'a = 1\nb = 2\nc = 3\n', /Task: write in the region, right behind "b =": what is missing\. Keep what stands in its line\.$/],
    ['between what stands in its line', 'f(a, )\n', [0, 5], 'f(a, b)', 'f(a, b)\n', /right behind "f\(a," and in front of "\)": what/],
    ['in place of what is selected, as whole lines', file, [1, 6, 2, 12], method, 'class A:\n    def g(self):\n        return 2\n\n\nprint(A())\n', /Task: write new code in the place of the region's: what is missing$/],
    ['in an empty file', '', [0, 0], method, `${method}\n`, /empty as yet/],
    ['at the end of a file with no line end', 'a = 1', [0, 5], 'b = 2', 'a = 1\nb = 2', /empty as yet/],
  ];
  for (const [what, text, [line, character, endLine, endCharacter], code, expected, task] of places) {
    it(`goes ${what}, and one undo gives the bytes back, as Reject does`, async () => {
      const { document } = await openFile('py', text);
      await at(document, line, character, endLine, endCharacter);
      assert.match(work.question, task);
      await work.answer(code);
      assert.deepEqual(work.session.end, { type: 'finished' });
      assert.equal(document.getText(), expected);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), text);
      await vscode.commands.executeCommand('redo');
      await work.session.reject();
      assert.equal(document.getText(), text);
    });
  }

  it('keeps the line ends of a CRLF file', async () => {
    const { document } = await openFile('txt', 'a\r\n\r\nb\r\n');
    await at(document, 1, 0);
    await work.answer('x\ny');
    assert.equal(document.getText(), 'a\r\nx\r\ny\r\nb\r\n');
  });

  it('loses nothing that a person types above and below it meanwhile', async () => {
    const { editor, document } = await openFile('py', 'top\n\nbottom\n');
    await at(document, 1, 0);
    const code = Array.from({ length: 60 }, (_, line) => `line_${line} = ${line}`).join('\n');
    work.model.say({ type: 'text', text: '```python\n' });
    let typed = '';
    for (const [index, piece] of words(code).entries()) {
      work.model.say(piece);
      if (index % 5 === 0) {
        // Not in step with the stream: both race for the document, as a person and a model do.
        const made = await editor.edit(
          (edit) => {
            edit.insert(new vscode.Position(0, 0), 'k');
            edit.insert(document.lineAt(document.lineCount - 2).range.end, 'k');
          },
          { undoStopBefore: false, undoStopAfter: false },
        );
        typed += made ? 'k' : '';
      }
    }
    work.model.say({ type: 'text', text: '\n```' }, { type: 'finish', reason: 'stop' });
    assert.deepEqual(await work.session.done, { type: 'finished' });
    assert.equal(document.getText(), `${typed}top\n${code}\nbottom${typed}\n`);
    assert.ok(typed.length > 10, 'the person did type');
  });

  it('goes where its place has moved to while the request was made ready; what was typed there stays', async () => {
    const { editor, document } = await openFile('py', 'one = 1\n\nthree = 3\n');
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let isAsked: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const slow = vscode.languages.registerDefinitionProvider({ pattern: '**/acted-*.py' }, {
      provideDefinition: async () => {
        isAsked();
        await asked;
        return undefined;
      },
    });
    const begun = at(document, 1, 0);
    await waits;
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'zero = 0\n');
      edit.insert(new vscode.Position(1, 0), 'two = ');
    });
    answer();
    await begun;
    slow.dispose();
    assert.match(work.question, /right behind "two ="/);
    await work.answer('two = 2');
    assert.equal(document.getText(), 'zero = 0\none = 1\ntwo = 2\nthree = 3\n');
  });

  it('does not undo together with what is typed after it', async () => {
    const { editor, document } = await openFile('txt', '');
    await at(document, 0, 0);
    await work.answer('code');
    editor.selection = new vscode.Selection(0, 4, 0, 4);
    await vscode.commands.executeCommand('type', { text: '!' });
    assert.equal(document.getText(), 'code!\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'code\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), '');
  });

  it('is written again on retry, at the same place', async () => {
    const { document } = await openFile('txt', 'one\n\nthree\n');
    await at(document, 1, 0);
    await work.answer('two');
    work.session.retry();
    await until(() => document.getText() === 'one\n\nthree\n');
    await work.model.asked(2);
    await work.answer('2');
    assert.equal(document.getText(), 'one\n2\nthree\n');
  });

  it('is nothing when the model answers with words alone, or is stopped among them', async () => {
    const { document } = await openFile('txt', '');
    await at(document, 0, 0);
    work.model.say(...words('I am sorry, but I cannot do that.'), { type: 'finish', reason: 'stop' });
    assert.equal((await work.session.done).type, 'no-code');
    await work.session.reject();
    await at(document, 0, 0);
    work.model.say(...words('Sure! Here is a function that sor'));
    await work.model.drained();
    work.session.stop();
    assert.equal(document.getText(), '');
  });

  it('does not take the focus or move the caret of a person who works elsewhere in the file', async () => {
    const { editor, document } = await openFile('txt', 'one\ntwo\nthree\n');
    await at(document, 1, 3);
    editor.selection = new vscode.Selection(0, 1, 0, 1);
    await work.answer('x');
    assert.ok(editor.selection.active.isEqual(new vscode.Position(0, 1)));
    assert.equal(vscode.window.activeTextEditor, editor);
  });

  it('goes on from the cursor alone, and at one cursor only', async () => {
    const { editor, document } = await openFile('py', 'def f(a):\n');
    editor.selection = new vscode.Selection(0, 9, 0, 9);
    await complete(work.runner);
    assert.match(work.question, /Task: go on in the region, which is empty as yet, as the author/);
    await work.answer('return a');
    assert.equal(document.getText(), 'def f(a):\n    return a\n');
    editor.selections = [new vscode.Selection(0, 0, 0, 0), new vscode.Selection(1, 0, 1, 0)];
    await complete(work.runner);
    assert.equal(work.model.requests.length, 1);
  });
});
