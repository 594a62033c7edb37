import * as vscode from 'vscode';
import { isManifest } from '../../core/context/tests/frameworks.ts';
import { isTestName, isTestPath } from '../../core/context/tests/testFile.ts';

/** Most files of the workspace that are looked at for names of tests. */
const fileLimit = 5000;

/** Paths within the folder, of what VS Code's own search would look at. */
export async function pathsIn(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  let found: readonly vscode.Uri[] = [];
  try {
    found = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*'), '**/{node_modules,.git,dist,out,build,target,.venv,vendor}/**', fileLimit);
  } catch {
    // A VS Code whose search does not work here: then the language's custom decides.
  }
  return found.map((uri) => vscode.workspace.asRelativePath(uri, false)).sort();
}

/** A test of the same language, nearby or not, to write as it does; empty when there is none. */
export async function exampleOf(folder: vscode.WorkspaceFolder, paths: readonly string[], language: string): Promise<string> {
  const ending = languageEndings.find(([id]) => id.test(language))?.[1];
  const tests = paths.filter((each) => isTestPath(each) && (ending?.test(each) ?? true));
  // What only stands in a folder of tests may be a helper of theirs.
  const path = tests.find(isTestName) ?? tests[0];
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
export async function manifestsIn(folder: vscode.WorkspaceFolder, paths: readonly string[], source: string): Promise<Record<string, string>> {
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
