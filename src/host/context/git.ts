import * as vscode from 'vscode';
import { isSecretFile } from '../../core/context/secretFiles.ts';

/**
 * The part that is used of what VS Code's Git extension offers to others:
 * https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts
 */
interface GitChange {
  readonly uri: vscode.Uri;
  readonly status: number;
}

export interface GitCommit {
  readonly hash: string;
  readonly message: string;
  readonly authorName?: string;
  readonly authorDate?: Date;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  /** Of the commit message. */
  readonly inputBox: { value: string };
  readonly state: { readonly indexChanges: readonly GitChange[]; readonly workingTreeChanges: readonly GitChange[]; readonly untrackedChanges?: readonly GitChange[] };
  diff(cached?: boolean): Promise<string>;
  diffBetween(from: string, to: string): Promise<readonly GitChange[]>;
  diffBetween(from: string, to: string, path: string): Promise<string>;
  log(options: { readonly maxEntries: number }): Promise<readonly GitCommit[]>;
  getCommit(ref: string): Promise<GitCommit & { readonly parents: readonly string[] }>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { readonly repositories: readonly GitRepository[] };
}

/** The repositories that are open; undefined where VS Code's Git extension is not there or switched off. */
export async function gitRepositories(): Promise<readonly GitRepository[] | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) {
    return undefined;
  }
  try {
    const git = extension.isActive ? extension.exports : await extension.activate();
    return git.enabled ? git.getAPI(1).repositories : undefined;
  } catch {
    // Git itself is not installed.
    return undefined;
  }
}

/** All that differs from the last commit, staged or not; without files that usually hold secrets, whose number is told. */
export async function uncommitted(repository: GitRepository): Promise<{ readonly text: string; readonly secrets: number }> {
  const [staged, unstaged] = await Promise.all([repository.diff(true), repository.diff(false)]);
  const kept = [staged, unstaged].map(withoutSecrets);
  const { untrackedChanges = [], workingTreeChanges } = repository.state;
  const isUntracked = (change: GitChange): boolean => change.status === untracked;
  const fresh = [...new Set([...untrackedChanges, ...workingTreeChanges.filter(isUntracked)].map(({ uri }) => relative(repository, uri)))];
  const named = fresh.filter((path) => !isSecretFile(path));
  const parts = [...kept.map(({ text }) => text), named.length === 0 ? '' : `New files that are not added:\n${named.map((path) => `- ${path}`).join('\n')}`];
  return {
    text: parts.map((part) => part.trim()).filter((part) => part !== '').join('\n\n'),
    secrets: kept.reduce((sum, { secrets }) => sum + secrets, 0) + fresh.length - named.length,
  };
}

/** `Status.UNTRACKED` of the Git extension. */
const untracked = 7;

/** What a commit changed, with its message. */
export async function commitText(repository: GitRepository, hash: string): Promise<{ readonly text: string; readonly secrets: number }> {
  const { message, authorName = '', authorDate, parents } = await repository.getCommit(hash);
  const [before] = parents;
  const head = `commit ${hash}\nAuthor: ${authorName}\nDate: ${authorDate?.toISOString() ?? ''}\n\n${message.trim()}`;
  if (before === undefined) {
    // The Git extension compares commits by what they have in common, and the first has nothing.
    return { text: `${head}\n\nThe first commit of the repository; its files are not told.`, secrets: 0 };
  }
  const changes = await repository.diffBetween(before, hash);
  const paths = changes.map(({ uri }) => relative(repository, uri));
  const open = paths.filter((path) => !isSecretFile(path));
  const diffs = await Promise.all(open.map((path) => repository.diffBetween(before, hash, path)));
  return { text: [head, ...diffs.map((diff) => diff.trimEnd())].join('\n\n'), secrets: paths.length - open.length };
}

function relative({ rootUri }: GitRepository, uri: vscode.Uri): string {
  return uri.path.startsWith(`${rootUri.path}/`) ? uri.path.slice(rootUri.path.length + 1) : uri.path;
}

/** Takes the files out of a diff whose names tell of secrets. */
function withoutSecrets(diff: string): { readonly text: string; readonly secrets: number } {
  const files = diff.split(/^(?=diff --git )/m);
  const kept = files.filter((file) => {
    const names = /^diff --git (?:"?a\/(.+?)"?) (?:"?b\/(.+?)"?)$/m.exec(file);
    return names === null || !(isSecretFile(names[1] ?? '') || isSecretFile(names[2] ?? ''));
  });
  return { text: kept.join(''), secrets: files.length - kept.length };
}
