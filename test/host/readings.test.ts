import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentCode } from '../../src/host/actions/document.ts';
import { complete } from '../../src/host/actions/generate.ts';
import { generateTests } from '../../src/host/actions/tests.ts';
import { explain } from '../../src/host/commands/explain.ts';
import { closeAll } from './editors.ts';
import { openFile, RunnerAtWork } from './runner.ts';

const text = 'first = 1\n\n\ndef two():\n    return first\n';

describe('the code around is read', () => {
  let work: RunnerAtWork;
  let asked: Promise<void>;
  let slow: vscode.Disposable;
  /** Gives what was asked for by then. */
  let answer: () => void;
  beforeEach(() => {
    work = new RunnerAtWork();
    let isAsked: () => void = () => undefined;
    asked = new Promise((resolve) => (isAsked = resolve));
    const late = new Promise<undefined>((resolve) => {
      answer = () => {
        resolve(undefined);
      };
    });
    const wait = (): Promise<undefined> => {
      isAsked();
      return late;
    };
    slow = vscode.Disposable.from(
      vscode.languages.registerDocumentSymbolProvider({ pattern: '**/acted-*.symbols' }, { provideDocumentSymbols: wait }),
      vscode.languages.registerDefinitionProvider({ pattern: '**/acted-*.definitions' }, { provideDefinition: wait }),
    );
  });
  afterEach(async () => {
    answer();
    slow.dispose();
    work.dispose();
    await closeAll();
  });

  const lenses = async (document: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> =>
    (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri)).filter(({ command }) => !command?.command.startsWith('lathe.edit'));
  const shown = async (document: vscode.TextDocument): Promise<readonly (readonly [number, string])[]> =>
    (await lenses(document)).map(({ range, command }) => [range.start.line, (command?.title ?? '').replace(/^\$\(loading~spin\)\u00a0/, '')]);

  const inSight = async (document: vscode.TextDocument): Promise<void> => {
    while ((await lenses(document)).length === 0) {
      await new Promise(setImmediate);
    }
  };

  const actions: readonly (readonly [string, string, () => Promise<void>])[] = [
    ['Document, while the symbols are asked for', 'symbols', () => documentCode(work.runner)],
    ['Document, while the definitions are asked for', 'definitions', () => documentCode(work.runner)],
    ['Complete from Here', 'definitions', () => complete(work.runner)],
    ['Generate Tests', 'symbols', () => generateTests(work.runner, { list: () => Promise.resolve({ entries: [], secrets: 0, isCut: false }) })],
    ['Explain', 'symbols', () => explain(() => Promise.reject(new Error('it was ended')), work.readings)],
  ];
  for (const [what, extension, action] of actions) {
    it(`in sight, and no longer once the person cancels: ${what}`, async () => {
      const { editor, document } = await openFile(extension, text);
      editor.selection = new vscode.Selection(4, 10, 4, 10);
      const acted = action();
      await asked;
      // It may be VS Code's own outline that has asked.
      await inSight(document);
      assert.deepEqual((await shown(document)).map(([, title]) => title), ['Reading the code...', 'Cancel']);
      assert.ok(!work.readings.stop([{ edit: 'another' }]), 'what is named is not this');
      // One reading may follow another of the same action; a person's click meets the one in sight.
      for (let stopped = false; !stopped; ) {
        const cancel = (await lenses(document))[1]?.command;
        assert.equal(cancel?.command, 'lathe.stop');
        stopped = work.readings.stop(cancel.arguments as unknown[]);
      }
      await acted;
      assert.deepEqual(await shown(document), []);
      assert.equal(work.readings.stop(), false);
      assert.equal(work.model.requests.length, 0);
      assert.equal(document.getText(), text);
    });
  }

  it('above its place, which moves with what the person types; what comes in time is asked', async () => {
    const { editor, document } = await openFile('definitions', text);
    editor.selection = new vscode.Selection(4, 10, 4, 10);
    const acted = documentCode(work.runner);
    await asked;
    assert.deepEqual(await shown(document), [[3, 'Reading the code...'], [3, 'Cancel']]);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'zero = 0\n');
    });
    assert.deepEqual((await shown(document)).map(([line]) => line), [4, 4]);
    answer();
    await acted;
    await work.model.asked(1);
    assert.deepEqual(await shown(document), []);
    assert.match(work.question, /<region>\ndef two\(\):\n {4}return first\n<\/region>/);
  });

  it('by Stop without a name: what is read in the active editor, before that of others', async () => {
    const first = await openFile('definitions', text);
    const one = documentCode(work.runner);
    await asked;
    const second = await openFile('symbols', text);
    const two = documentCode(work.runner);
    await inSight(second.document);
    assert.ok(work.readings.stop());
    await two;
    assert.equal((await shown(first.document)).length, 2);
    assert.ok(work.readings.stop());
    await one;
    assert.equal(work.model.requests.length, 0);
  });
});
