import * as vscode from 'vscode';
import { frameworkFor } from '../../core/context/tests/frameworks.ts';
import { holdsTests } from '../../core/context/tests/holdsTests.ts';
import { isTestName, isTestPath } from '../../core/context/tests/naming.ts';
import { codeBeside, testedBy, testFileFor } from '../../core/context/tests/testFile.ts';
import { fullLines } from '../codeContext.ts';
import type { ActionRunner } from './runner.ts';
import type { TestProject } from './testProject.ts';
import { WorkPlace } from './workPlace.ts';

/** What is to be tested, and where its tests go; paths are within the workspace folder. */
export interface TestSubject {
  readonly place: WorkPlace;
  readonly source: string;
  readonly target: string;
}

/**
 * The code at the cursor, and the file of its tests. Where the file looks like a test itself, the person says what is meant:
 * more tests in it, or tests of it. Undefined when they say neither.
 */
export async function testSubject(runner: ActionRunner, editor: vscode.TextEditor, { folder, paths, manifests }: TestProject): Promise<TestSubject | undefined> {
  const { document } = editor;
  const here = vscode.workspace.asRelativePath(document.uri, false);
  const target = testFileFor(here, paths, frameworkFor(document.languageId, manifests, '').name).path;
  // A folder of tests has helpers, too, which are code as any other.
  if (isTestName(here) || (isTestPath(here) && holdsTests(document.getText()))) {
    const tested = testedBy(here, paths);
    const { l10n } = vscode;
    const more = { label: l10n.t('Add Tests to This File'), description: tested === undefined ? l10n.t('choose the code to test') : l10n.t('for {0}', tested) };
    const own = { label: l10n.t('Test the Code in This File'), description: l10n.t('in {0}', target) };
    const chosen = await vscode.window.showQuickPick([more, own], { title: l10n.t('Generate Tests'), placeHolder: l10n.t('This file looks like a test already') });
    if (!chosen) {
      return undefined;
    }
    if (chosen === more) {
      const source = tested ?? (await chooseCode(here, paths));
      return source === undefined ? undefined : { place: await wholeFile(vscode.Uri.joinPath(folder.uri, source)), source, target: here };
    }
  }
  const place = await runner.found(editor, runner.code(editor));
  return place && { place, source: here, target };
}

async function chooseCode(test: string, paths: readonly string[]): Promise<string | undefined> {
  const code = codeBeside(test, paths);
  if (code.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no other file of this language to test in the folder.'));
    return undefined;
  }
  return vscode.window.showQuickPick(code, { title: vscode.l10n.t('Generate Tests'), placeHolder: vscode.l10n.t('Choose the code to test') });
}

async function wholeFile(uri: vscode.Uri): Promise<WorkPlace> {
  const document = await vscode.workspace.openTextDocument(uri);
  return new WorkPlace(document, fullLines(document, new vscode.Range(0, 0, document.lineCount, 0)), '');
}
