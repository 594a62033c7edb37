import * as vscode from 'vscode';
import { isManifest } from '../../core/context/tests/frameworks.ts';
import { exampleFor } from '../../core/context/tests/testFile.ts';
import type { WorkspaceFiles } from '../context/workspaceFiles.ts';

/** What of a workspace folder tells how its tests are written. Paths are within the folder. */
export interface TestProject {
  readonly folder: vscode.WorkspaceFolder;
  /** Of all files that are not ignored. */
  readonly paths: readonly string[];
  /** The texts of the manifests in the folders that the source is in, by path. */
  readonly manifests: Readonly<Record<string, string>>;
}

export async function testProject(folder: vscode.WorkspaceFolder, source: string, workspace: Pick<WorkspaceFiles, 'list'>): Promise<TestProject> {
  const { entries } = await workspace.list();
  const root = `${folder.uri.path.replace(/\/$/, '')}/`;
  const paths = entries.filter(({ uri, isFolder }) => !isFolder && uri.path.startsWith(root)).map(({ uri }) => uri.path.slice(root.length));
  return { folder, paths, manifests: await manifestsIn(folder, paths, source) };
}

/** The text of the nearest test of the same language, to write as it does; empty when there is none. */
export async function exampleOf({ folder, paths }: TestProject, source: string): Promise<string> {
  const path = exampleFor(source, paths);
  return path === undefined ? '' : textOf(folder, path);
}

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
