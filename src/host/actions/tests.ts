import * as vscode from 'vscode';
import { frameworkFor, isManifest, type TestFramework } from '../../core/context/tests/frameworks.ts';
import { importPathOf, isTestPath, testFileFor } from '../../core/context/tests/testFile.ts';
import { testsRequest } from '../../core/prompt/tests.ts';
import { documentPath } from '../documentPath.ts';
import type { ActionRunner } from './runner.ts';

/** Most files of the workspace that are looked at for names of tests. */
const fileLimit = 5000;
/** Most characters of a test file that are sent. */
const existingLimit = 20_000;

/** Generate Tests: finds where they belong and how the project writes them, and writes them there, unsaved. */
export async function generateTests(runner: ActionRunner): Promise<void> {
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
  const source = documentPath(document.uri);
  if (isTestPath(source)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This file is a test already. Open the code to test.'));
    return;
  }
  const place = await runner.code(editor);
  if (!place) {
    return;
  }
  const region = await runner.region(place);
  place.dispose();
  const paths = await pathsIn(folder);
  const { path } = testFileFor(source, paths);
  const uri = vscode.Uri.joinPath(folder.uri, path);
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  const target = open || (await isThere(uri)) ? await vscode.workspace.openTextDocument(uri) : await newFile(uri);
  const existing = target.getText();
  const example = existing === '' ? await exampleOf(folder, paths, document.languageId) : existing;
  const framework = frameworkFor(document.languageId, await manifestsIn(folder, paths, source), example);
  const importPath = /^(?:type|java)script/.test(document.languageId) ? importPathOf(source, path, importsWithExtension(example, framework)) : '';
  await vscode.window.showTextDocument(target, { preview: false });
  const last = target.lineAt(target.lineCount - 1).range;
  runner.start({ document: target, range: new vscode.Range(last.end, last.end), title: vscode.l10n.t('Tests'), isApart: true }, () =>
    testsRequest(runner.settings(), region, { path, framework, existing: existing.slice(0, existingLimit), importPath }),
  );
}

/** As the tests that are there do; without any, as Node wants it, which looks for no other file than the one that is named. */
function importsWithExtension(example: string, { name }: TestFramework): boolean {
  const [, extension] = /(?:from|require\()\s*['"]\.[^'"]*?(\.[cm]?[jt]sx?)?['"]/.exec(example) ?? [undefined, name === 'node:test' ? '.js' : undefined];
  return extension !== undefined;
}

/** Paths within the folder, of what VS Code's own search would look at. */
async function pathsIn(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  let found: readonly vscode.Uri[] = [];
  try {
    found = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*'), '**/{node_modules,.git,dist,out,build,target,.venv,vendor}/**', fileLimit);
  } catch {
    // A VS Code whose search does not work here: then the language's custom decides.
  }
  return found.map((uri) => vscode.workspace.asRelativePath(uri, false)).sort();
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

async function exampleOf(folder: vscode.WorkspaceFolder, paths: readonly string[], language: string): Promise<string> {
  const ending = languageEndings.find(([id]) => id.test(language))?.[1];
  const path = paths.find((each) => isTestPath(each) && (ending?.test(each) ?? true));
  return path === undefined ? '' : textOf(folder, path);
}

const languageEndings: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:type|java)script/, /\.[cm]?[jt]sx?$/],
  [/^python$/, /\.py$/],
  [/^go$/, /\.go$/],
  [/^rust$/, /\.rs$/],
  [/^(?:java|kotlin|groovy)$/, /\.(?:java|kt|groovy)$/],
  [/^csharp$/, /\.cs$/],
  [/^ruby$/, /\.rb$/],
  [/^php$/, /\.php$/],
];

/** The manifests of the folders that the source is in, up to the workspace folder. */
async function manifestsIn(folder: vscode.WorkspaceFolder, paths: readonly string[], source: string): Promise<Record<string, string>> {
  const above = paths.filter((path) => {
    const at = path.lastIndexOf('/');
    return isManifest(path.slice(at + 1)) && source.startsWith(path.slice(0, at + 1));
  });
  return Object.fromEntries(await Promise.all(above.map(async (path) => [path, await textOf(folder, path)] as const)));
}

async function textOf(folder: vscode.WorkspaceFolder, path: string): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, path)));
  } catch {
    // It was there a moment ago; without it less is known.
    return '';
  }
}
