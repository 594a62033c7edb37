import * as vscode from 'vscode';
import { folderName } from '../documentPath.ts';
import type { RealFile } from './realFile.ts';
import { walk } from './walk.ts';

/** A file or folder of the workspace. */
export interface Found {
  readonly uri: vscode.Uri;
  /** As the person knows it: relative to its workspace folder, with that one's name in front where there are several. */
  readonly path: string;
  readonly isFolder: boolean;
}

export interface WorkspaceList {
  readonly entries: readonly Found[];
  readonly secrets: number;
  /** There are more files than are listed. */
  readonly isCut: boolean;
}

/** How long a list is good, ms: files come and go, and not every VS Code tells. */
const freshMs = 5000;

/** What the workspace holds, without what is ignored; listed at most every few seconds. */
export class WorkspaceFiles {
  private listed: { readonly at: number; readonly list: Promise<WorkspaceList> } | undefined;

  constructor(private readonly real: RealFile) {}

  list(): Promise<WorkspaceList> {
    return this.listed && Date.now() - this.listed.at <= freshMs ? this.listed.list : this.now();
  }

  /** Listed anew, for what is about to be sent: an ignore file may have been written a moment ago. */
  now(): Promise<WorkspaceList> {
    const list = this.walk();
    this.listed = { at: Date.now(), list };
    // A fault is not kept; who waits for the list is told of it.
    list.catch(() => {
      this.listed = undefined;
    });
    return list;
  }

  private async walk(): Promise<WorkspaceList> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const signal = new AbortController().signal;
    const walked = await Promise.all(folders.map((folder) => walk(folder.uri, signal, this.real)));
    const entries = folders.flatMap((folder, index) => {
      const prefix = folders.length > 1 ? `${folderName(folder)}/` : '';
      const entry = (path: string, isFolder: boolean): Found => ({ uri: vscode.Uri.joinPath(folder.uri, path), path: prefix + path, isFolder });
      const { files = [], folders: inner = [] } = walked[index] ?? {};
      return [...inner.map((path) => entry(path, true)), ...files.map((path) => entry(path, false))];
    });
    return { entries, secrets: walked.reduce((sum, { secrets }) => sum + secrets, 0), isCut: walked.some(({ isCut }) => isCut) };
  }
}
