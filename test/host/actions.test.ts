import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CodeActions } from '../../src/host/actions/codeActions.ts';
import { nearestDiagnostic, problemOf } from '../../src/host/actions/problems.ts';
import { findPrompts } from '../../src/host/actions/promptFiles.ts';
import { definitionsAround, regionOf } from '../../src/host/actions/region.ts';
import { closeAll } from './editors.ts';

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
      const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, problem.range, 'quickfix');
      const fix = offered.find(({ command }) => command?.command === 'lathe.fix');
      assert.ok(fix, 'Fix is offered on the problem');
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
      { provideDefinition: (at, position) => (at.getText(at.getWordRangeAtPosition(position)) === 'Thing' ? new vscode.Location(other, new vscode.Range(0, 0, 2, 1)) : undefined) },
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

  it('find prompt files, those that are broken with what is wrong', async () => {
    await write('.github/prompts/good.prompt.md', '---\nagent: edit\n---\nDo it.');
    await write('.github/prompts/bad.prompt.md', '---\nagent: edit\n');
    const found = await findPrompts();
    assert.deepEqual(found.map(({ prompt, fault }) => prompt?.name ?? fault?.reason), ['head-open', 'good']);
  });
});
