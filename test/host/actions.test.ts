import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CodeActions } from '../../src/host/actions/codeActions.ts';
import { nearestDiagnostic, problemOf } from '../../src/host/actions/problems.ts';
import { findPrompts } from '../../src/host/actions/promptFiles.ts';
import { definitionsAround, regionOf } from '../../src/host/actions/region.ts';
import { runPrompt } from '../../src/host/actions/runPrompt.ts';
import { closeAll } from './editors.ts';
import { openFile, RunnerAtWork } from './runner.ts';

const folder = (): vscode.Uri => {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri, 'the tests run in a folder');
  return uri;
};

async function write(path: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

const open = async (uri: vscode.Uri): Promise<vscode.TextEditor> =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });

const budget = { around: 2000, pieces: 2000, count: (text: string) => text.length };

describe('actions in a real editor', () => {
  before(async () => {
    // The quick fix is that of the extension itself, which begins when VS Code has.
    await vscode.extensions.getExtension('lathe.lathe')?.activate();
  });
  afterEach(closeAll);

  it('know the problems of a place as VS Code tells them', async () => {
    const { document } = await open(await write('actions-problems.txt', 'one\ntwo\nthree\n'));
    const found = vscode.languages.createDiagnosticCollection('lathe-test');
    try {
      const problem = new vscode.Diagnostic(new vscode.Range(1, 0, 1, 3), 'is wrong', vscode.DiagnosticSeverity.Warning);
      problem.code = 7;
      problem.source = 'check';
      problem.relatedInformation = [new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, new vscode.Position(0, 0)), 'see here')];
      const hint = new vscode.Diagnostic(new vscode.Range(2, 0, 2, 3), 'faded', vscode.DiagnosticSeverity.Hint);
      found.set(document.uri, [hint, problem]);
      const nearest = nearestDiagnostic(document, new vscode.Position(2, 0));
      assert.ok(nearest);
      assert.deepEqual(problemOf(nearest), {
        line: 2,
        severity: 'warning',
        message: 'is wrong',
        code: 'check(7)',
        related: ['actions-problems.txt:1: see here'],
      });
      // VS Code gives up asking when the document is still on its way to the window; a person's light bulb asks again, too.
      let fix: vscode.CodeAction | undefined;
      while (!fix) {
        const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, problem.range, 'quickfix');
        fix = offered.find(({ command }) => command?.command === 'lathe.fix');
      }
    } finally {
      found.dispose();
    }
  });

  it('offer nothing on a mere move of the cursor', async () => {
    const { document } = await open(await write('actions-quiet.txt', 'one\n'));
    const actions = new CodeActions();
    try {
      const at = new vscode.Range(0, 0, 0, 0);
      assert.deepEqual(await actions.provideCodeActions(document, at, { diagnostics: [], only: undefined, triggerKind: vscode.CodeActionTriggerKind.Automatic }), []);
    } finally {
      actions.dispose();
    }
  });

  it('gather definitions of other files through the language features, and what is open beside; no secrets', async () => {
    const text = 'use Thing here\n';
    const { document } = await open(await write('actions-main.txt', text));
    const other = await write('actions-thing.txt', 'Thing {\n  part\n}\n');
    const secret = await write('actions.env', 'KEY=1\n');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(secret), { viewColumn: vscode.ViewColumn.Beside });
    const provider = vscode.languages.registerDefinitionProvider(
      { pattern: '**/actions-main.txt' },
      {
        provideDefinition: (at, position) => {
          const word = at.getText(at.getWordRangeAtPosition(position));
          return word === 'Thing' ? new vscode.Location(other, new vscode.Range(0, 0, 2, 1)) : new vscode.Location(secret, new vscode.Range(0, 0, 0, 5));
        },
      },
    );
    try {
      const range = new vscode.Range(0, 0, 0, 14);
      const region = regionOf(document, range, budget, { symbol: '', definitions: await definitionsAround(document, range, budget) });
      assert.deepEqual(region.pieces.map(({ title, place, text: code }) => [title, place, code]), [['Definition of Thing', 'actions-thing.txt:1-3', 'Thing {\n  part\n}']]);
      assert.equal(region.code, 'use Thing here');
      assert.ok(!JSON.stringify(region).includes('KEY=1'));
    } finally {
      provider.dispose();
    }
  });

  describe('of all that is known around', () => {
    const above = Array.from({ length: 40 }, (_, index) => `filler_${index} = ${index}`).join('\n');
    const text = `from shelf import Thing\n\n${above}\n\n\ndef use(thing):\n    return Thing(thing)\n`;
    let work: RunnerAtWork;
    let things: vscode.Disposable;
    let found: vscode.DiagnosticCollection;
    afterEach(() => {
      things.dispose();
      found.dispose();
      work.dispose();
    });

    /** Has the function changed, with a problem in it, its definition elsewhere and a file open beside; resolves with its file. */
    const begin = async (contextWindow: number): Promise<string> => {
      work = new RunnerAtWork({ contextWindow: () => contextWindow, count: (all) => all.length });
      const other = await write('actions-shelf.py', 'class Thing:\n    # One of them.\n\n    count = 1\n');
      const beside = await vscode.workspace.openTextDocument(await write('actions-beside.py', 'beside = 1\n'));
      const { document } = await openFile('py', text);
      await vscode.window.showTextDocument(beside, { viewColumn: vscode.ViewColumn.Two });
      const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
      things = vscode.languages.registerDefinitionProvider(
        { pattern: '**/acted-*.py' },
        { provideDefinition: (at, position) => (at.getText(at.getWordRangeAtPosition(position)) === 'Thing' ? new vscode.Location(other, new vscode.Range(0, 0, 3, 13)) : undefined) },
      );
      found = vscode.languages.createDiagnosticCollection('lathe-test');
      const line = document.lineCount - 2;
      found.set(document.uri, [new vscode.Diagnostic(new vscode.Range(line, 11, line, 16), 'takes no argument', vscode.DiagnosticSeverity.Error)]);
      editor.selection = new vscode.Selection(line, 4, line, 4);
      await work.runner.carryOut(await work.runner.place(editor), () => ({ title: 'Edit', task: 'do it' }));
      return vscode.workspace.asRelativePath(document.uri, false);
    };
    const shown = async (): Promise<string> => {
      await work.sent.show();
      const sent = vscode.window.activeTextEditor?.document.getText() ?? '';
      work.session.stop();
      await work.session.done;
      return sent;
    };

    it('show what was sent: symbol, imports, definitions, neighbours, problems, region and task', async () => {
      // An eighth of it is for the text around, too little to reach up to the imports.
      const name = await begin(2400);
      const sent = await shown();
      const { messages, system } = work.model.requests.at(-1) ?? { messages: [], system: '' };
      assert.equal(sent.slice(sent.indexOf('--- ')), [`--- system ---\n${system}`, ...messages.map(({ role, text: said }) => `--- ${role} ---\n${said}`)].join('\n\n'));
      for (const part of [
        `File: ${name}\nLanguage: python\nIndentation: 4 spaces\nSymbol: use\n`,
        `Imports of the file (${name}), to read only:\n\`\`\`python\nfrom shelf import Thing\n\`\`\``,
        'Definition of Thing (actions-shelf.py:1-4), to read only:\n```python\nclass Thing:\n    # One of them.\n\n    count = 1\n```',
        'Open beside it (actions-beside.py), to read only:\n```python\nbeside = 1\n```',
        'Problems that the editor reports:\n- line 46, error: takes no argument\n',
        '<region>\ndef use(thing):\n    return Thing(thing)\n</region>',
        'Task: do it',
      ]) {
        assert.ok(sent.includes(part), `${part}\n\nis not in\n\n${sent}`);
      }
      assert.doesNotMatch(sent, /left out/);
    });

    it('stay within the budget, and show what there was no room for', async () => {
      await begin(800);
      const sent = await shown();
      const pieces = [...sent.matchAll(/, to read only:\n```python\n([^]*?)\n```/g)].map(([, code]) => code?.length ?? 0);
      assert.ok(pieces.reduce((all, length) => all + length, 0) <= 100, pieces.join());
      assert.match(sent, /^left out for want of room: .*actions-shelf\.py:1-4/m);
    });
  });

  it('find prompt files, those that are broken with what is wrong', async () => {
    await write('.github/prompts/good.prompt.md', '---\nagent: edit\n---\nDo it.');
    await write('.github/prompts/bad.prompt.md', '---\nagent: edit\n');
    const found = await findPrompts();
    assert.deepEqual(found.map(({ prompt, fault }) => prompt?.name ?? fault?.reason), ['head-open', 'good']);
  });

  describe('on whatever is selected', () => {
    let work: RunnerAtWork;
    beforeEach(() => {
      work = new RunnerAtWork();
    });
    afterEach(() => {
      work.dispose();
    });
    const text = 'def one():\n    return 1\n\n\ndef two():\n    return 2\n';
    const edit = async (editor: vscode.TextEditor): Promise<void> => {
      await work.runner.carryOut(await work.runner.place(editor), () => ({ title: 'Edit', task: 'do it' }));
    };
    const region = (): string | undefined => /<region>\n([^]*?)\n<\/region>/.exec(work.question)?.[1];

    it('take whole lines of a selection that begins and ends within them, and keep CRLF', async () => {
      const { editor, document } = await openFile('py', text.replaceAll('\n', '\r\n'));
      editor.selection = new vscode.Selection(0, 5, 1, 6);
      await edit(editor);
      assert.equal(region(), 'def one():\n    return 1');
      await work.answer('def one():\n    return 3');
      assert.equal(document.getText(), text.replace('return 1', 'return 3').replaceAll('\n', '\r\n'));
    });

    it('take several selections with what is between them, and leave that as it is', async () => {
      const { editor, document } = await openFile('py', text);
      editor.selections = [new vscode.Selection(5, 4, 5, 10), new vscode.Selection(1, 4, 1, 10)];
      await edit(editor);
      assert.equal(region(), '    return 1\n\n\ndef two():\n    return 2');
      await work.answer('    yield 1\n\n\ndef two():\n    yield 2');
      assert.equal(document.getText(), text.replaceAll('return', 'yield'));
      assert.deepEqual(work.session.hunks.map(({ removed }) => removed), [['    return 1'], ['    return 2']]);
    });

    it('take the whole file, and say so when it is too long for the model', async () => {
      const { editor } = await openFile('py', text);
      const whole = new vscode.Selection(0, 0, 6, 0);
      editor.selection = whole;
      await edit(editor);
      assert.equal(region(), text.trimEnd());
      work.dispose();
      work = new RunnerAtWork({ contextWindow: () => 20 });
      // What is written goes into a selection that was let go.
      editor.selection = whole;
      await edit(editor);
      assert.equal(work.model.requests.length, 0);
    });

    it('are done as a prompt file says, with what was said behind its name', async () => {
      const uri = await write('.github/prompts/rename.prompt.md', '---\nagent: edit\n---\nRename in ${file}.');
      const { editor } = await openFile('py', text);
      const name = vscode.workspace.asRelativePath(editor.document.uri, false);
      const never = (): never => assert.fail('the chat is not asked');
      assert.equal(await runPrompt(work.runner, never, uri, 'one to first'), true);
      assert.ok(work.question.includes(`Rename in ${name}.\n\none to first`), work.question);
      await closeAll();
      assert.equal(await runPrompt(work.runner, never, uri, 'again'), false);
    });

    it('have nothing to work on in an empty file, but for those that write', async () => {
      const { editor } = await openFile('py', '');
      assert.equal(await work.runner.code(editor), undefined);
      assert.equal((await work.runner.place(editor)).text, '');
    });

    it('work in a file that was never saved, and in the cell of a notebook', async () => {
      const untitled = await vscode.workspace.openTextDocument({ language: 'python', content: text });
      await edit(await vscode.window.showTextDocument(untitled));
      assert.match(work.question, /^File: Untitled-\d+\nLanguage: python\n/);
      work.session.stop();
      await work.session.done;
      const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'a = 1\nb = 2', 'python');
      const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
      const { document } = notebook.cellAt(0);
      const at = new vscode.Selection(1, 0, 1, 5);
      await edit({ document, selection: at, selections: [at] } as unknown as vscode.TextEditor);
      assert.equal(region(), 'b = 2');
      await work.answer('b = 3');
      assert.equal(document.getText(), 'a = 1\nb = 3');
    });

    it('say so where nothing can be written', async () => {
      const fixed = vscode.workspace.registerFileSystemProvider('fixed-files', new ReadOnlyFiles(), { isReadonly: true });
      await vscode.window.showTextDocument(vscode.Uri.parse('fixed-files:/a.txt'));
      assert.equal(await work.runner.editor(), undefined);
      fixed.dispose();
    });

    it('do not wait for a language server that never answers, nor mind one that fails', async () => {
      const never = new Promise<never>(() => undefined);
      const providers = vscode.Disposable.from(
        vscode.languages.registerDefinitionProvider({ pattern: '**/acted-*.py' }, { provideDefinition: () => never }),
        vscode.languages.registerDocumentSymbolProvider({ pattern: '**/acted-*.py' }, { provideDocumentSymbols: () => never }),
        vscode.languages.registerDefinitionProvider({ pattern: '**/acted-*.txt' }, { provideDefinition: () => Promise.reject(new Error('broken')) }),
        vscode.languages.registerDocumentSymbolProvider({ pattern: '**/acted-*.txt' }, { provideDocumentSymbols: () => Promise.reject(new Error('broken')) }),
      );
      for (const extension of ['py', 'txt']) {
        const { editor } = await openFile(extension, text);
        editor.selection = new vscode.Selection(1, 0, 1, 0);
        await edit(editor);
        assert.equal(region(), 'def one():\n    return 1');
      }
      assert.equal(work.model.requests.length, 2);
      providers.dispose();
    });
  });
});

/** A file system with one file, which cannot be written. */
class ReadOnlyFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  watch = (): vscode.Disposable => new vscode.Disposable(() => undefined);
  stat = (): vscode.FileStat => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: 1 });
  readDirectory = (): [string, vscode.FileType][] => [];
  readFile = (): Uint8Array => new TextEncoder().encode('x');
  createDirectory = refuse;
  writeFile = refuse;
  delete = refuse;
  rename = refuse;
}

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions();
}
