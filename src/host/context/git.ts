import * as vscode from 'vscode';
import { diffFiles } from '../../core/context/git/diffFiles.ts';
import { isSecretFile } from '../../core/context/secretFiles.ts';
import { plainName } from '../../core/plainName.ts';
import { IgnoreCheck } from './ignoring.ts';

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

/** A text made of diffs, and what was left out of it. */
export interface GitText {
  readonly text: string;
  /** Files that usually hold secrets. */
  readonly secrets: number;
  /** Files that an ignore file names. */
  readonly ignored: number;
}

/** All that differs from the last commit, staged or not, without what is secret or ignored. */
export async function uncommitted(repository: GitRepository): Promise<GitText> {
  const sieve = new Sieve(repository);
  const texts: string[] = [];
  for (const diff of await Promise.all([repository.diff(true), repository.diff(false)])) {
    texts.push(await sieve.diff(diff));
  }
  const { untrackedChanges = [], workingTreeChanges } = repository.state;
  const isUntracked = (change: GitChange): boolean => change.status === untracked;
  const fresh = [...new Set([...untrackedChanges, ...workingTreeChanges.filter(isUntracked)].map(({ uri }) => relative(repository, uri)))];
  const named = await sieve.paths(fresh);
  texts.push(named.length === 0 ? '' : `New files that are not added:\n${named.map((path) => `- ${plainName(path)}`).join('\n')}`);
  return sieve.made(texts);
}

/** `Status.UNTRACKED` of the Git extension. */
const untracked = 7;

/** What a commit changed, with its message, without what is secret or ignored. */
export async function commitText(repository: GitRepository, hash: string): Promise<GitText> {
  const { message, authorName = '', authorDate, parents } = await repository.getCommit(hash);
  const [before] = parents;
  const head = `commit ${hash}\nAuthor: ${authorName}\nDate: ${authorDate?.toISOString() ?? ''}\n\n${message.trim()}`;
  const sieve = new Sieve(repository);
  if (before === undefined) {
    // The Git extension compares commits by what they have in common, and the first has nothing.
    return sieve.made([head, 'The first commit of the repository; its files are not told.']);
  }
  const changes = await repository.diffBetween(before, hash);
  const open = await sieve.paths(changes.map(({ uri }) => relative(repository, uri)));
  const diffs = await Promise.all(open.map((path) => repository.diffBetween(before, hash, path)));
  const texts: string[] = [];
  for (const diff of diffs) {
    texts.push(await sieve.diff(diff));
  }
  return sieve.made([head, ...texts]);
}

/** Holds back what is not sent unasked, and counts it, each file once. */
class Sieve {
  private readonly rules = new IgnoreCheck();
  private readonly secrets = new Set<string>();
  private readonly ignored = new Set<string>();

  constructor(private readonly repository: GitRepository) {}

  /** Those that may go. */
  async paths(all: readonly string[]): Promise<readonly string[]> {
    const may = await Promise.all(all.map((path) => this.may([path])));
    return all.filter((_, index) => may[index]);
  }

  /** A diff without the files that may not go. */
  async diff(diff: string): Promise<string> {
    const files = diffFiles(diff);
    const may = await Promise.all(files.map(({ paths }) => this.may(paths)));
    return files.filter((_, index) => may[index]).map(({ text }) => text).join('');
  }

  made(texts: readonly string[]): GitText {
    const text = texts.map((each) => each.replace(/\n+$/, '')).filter((each) => each !== '').join('\n\n');
    return { text, secrets: this.secrets.size, ignored: this.ignored.size };
  }

  /** All names of a file; one without a name might be anything. */
  private async may(paths: readonly string[]): Promise<boolean> {
    const name = paths.at(-1) ?? '';
    if (paths.length === 0 || paths.some(isSecretFile)) {
      this.secrets.add(name);
      return false;
    }
    const ignored = await Promise.all(paths.map((path) => this.rules.ignores(vscode.Uri.joinPath(this.repository.rootUri, path))));
    if (ignored.includes(true)) {
      this.ignored.add(name);
      return false;
    }
    return true;
  }
}

function relative({ rootUri }: GitRepository, uri: vscode.Uri): string {
  return uri.path.startsWith(`${rootUri.path}/`) ? uri.path.slice(rootUri.path.length + 1) : uri.path;
}
