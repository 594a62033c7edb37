import * as vscode from 'vscode';
import { frameworkFor, type TestFramework } from '../../core/context/tests/frameworks.ts';
import { importPathOf } from '../../core/context/tests/testFile.ts';
import type { Region } from '../../core/prompt/region.ts';
import { testsRequest, type TestTarget } from '../../core/prompt/tests.ts';
import type { WorkspaceFiles } from '../context/workspaceFiles.ts';
import type { ActionRunner } from './runner.ts';
import { exampleOf, testProject, type TestProject } from './testProject.ts';
import { testSubject, type TestSubject } from './testSubject.ts';

/** Most characters of a test file that are sent. */
const existingLimit = 20_000;

/** Generate Tests: finds where they belong and how the project writes them, and writes them there, unsaved. */
export async function generateTests(runner: ActionRunner, workspace: Pick<WorkspaceFiles, 'list'>): Promise<void> {
  const editor = await runner.editor();
  if (!editor) {
    return;
  }
  const { document } = editor;
  if (document.uri.scheme === 'vscode-notebook-cell') {
    void vscode.window.showInformationMessage(vscode.l10n.t('Tests are written for files, not for the cells of a notebook.'));
    return;
  }
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Tests are written beside a file of the workspace. Save this file in a folder that is open.'));
    return;
  }
  const here = vscode.workspace.asRelativePath(document.uri, false);
  const project = await runner.read({ document, range: editor.selection }, testProject(folder, here, workspace));
  const subject = project && (await testSubject(runner, editor, project));
  if (!subject) {
    return;
  }
  const { place } = subject;
  try {
    const known = await runner.read({ document, range: editor.selection }, Promise.all([runner.region(place), targetOf(subject, project)]));
    if (known && runner.fits(known[0].code)) {
      await begin(runner, editor.options, ...known);
    }
  } finally {
    place.dispose();
  }
}

interface Target extends TestTarget {
  readonly document: vscode.TextDocument;
}

async function targetOf({ place, source, target: path }: TestSubject, project: TestProject): Promise<Target> {
  const language = place.document.languageId;
  const uri = vscode.Uri.joinPath(project.folder.uri, path);
  const open = vscode.workspace.textDocuments.find((each) => each.uri.path === uri.path && (each.uri.scheme === uri.scheme || each.isUntitled));
  const document = open ?? ((await isThere(uri)) ? await vscode.workspace.openTextDocument(uri) : await newFile(uri));
  const isSource = path === source;
  const existing = isSource ? '' : document.getText();
  const example = existing === '' ? await exampleOf(project, source) : existing;
  const framework = frameworkFor(language, project.manifests, example);
  const importPath = /^(?:type|java)script/.test(language) ? importPathOf(source, path, importsWithExtension(example, framework)) : '';
  return { document, path, framework, isSource, existing: existing.slice(0, existingLimit), importPath };
}

async function begin(runner: ActionRunner, { insertSpaces, tabSize }: vscode.TextEditorOptions, region: Region, target: Target): Promise<void> {
  const { document } = target;
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  if (document.getText() === '') {
    // An empty file tells no indentation of its own: it is that of the tested code.
    editor.options = { ...(insertSpaces !== undefined && { insertSpaces }), ...(tabSize !== undefined && { tabSize }) };
  }
  const { end } = document.lineAt(document.lineCount - 1).range;
  runner.start({ document, range: new vscode.Range(end, end), title: vscode.l10n.t('Tests'), isApart: true }, () => testsRequest(runner.settings(), region, target), region.left);
}

/** As the tests that are there do; without any, as Node wants it, which looks for no other file than the one that is named. */
function importsWithExtension(example: string, { name }: TestFramework): boolean {
  const [, extension] = /(?:from|require\()\s*['"]\.[^'"]*?(\.[cm]?[jt]sx?)?['"]/.exec(example) ?? [undefined, name === 'node:test' ? '.js' : undefined];
  return extension !== undefined;
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** A file that is not on the disk until the person saves it: undoing takes its text, closing it unsaved leaves nothing. */
async function newFile(uri: vscode.Uri): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
}
