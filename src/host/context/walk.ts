import * as vscode from 'vscode';
import { IgnoreRules } from '../../core/context/files/ignoreRules.ts';
import { isBinaryName } from '../../core/context/files/fileKinds.ts';
import { isSecretFile } from '../../core/context/secretFiles.ts';
import { rulesIn } from './ignoring.ts';
import { isOpenLink, type RealFile } from './realFile.ts';

/** What stands in a folder and may be sent. Paths are relative to it, with `/`. */
export interface Walked {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** How many files were left out because they usually hold secrets, or are links to what may. */
  readonly secrets: number;
  /** There are more files than are listed. */
  readonly isCut: boolean;
}

/** Most files that are listed. */
const mostFiles = 50_000;
/** Folders that are read at once. */
const atOnce = 8;

/**
 * All files below a folder that no ignore file names, without binaries and secrets. `above`: the rules that hold there already, with
 * the folder's own path below their root, and its path as it tells what is secret in it. Links to folders are not followed, and links to files only to what may go by itself. Throws
 * only after an abort.
 */
export async function walk(
  root: vscode.Uri,
  signal: AbortSignal,
  real: RealFile,
  above: { readonly rules: IgnoreRules; readonly path: string; readonly names: string } = { rules: IgnoreRules.none, path: '', names: '' },
  most = mostFiles,
): Promise<Walked> {
  const files: string[] = [];
  const folders: string[] = [];
  let secrets = 0;
  let waiting: { readonly path: string; readonly rules: IgnoreRules }[] = [{ path: '', rules: above.rules }];
  const inRoot = (path: string): string => (above.path === '' ? path : path === '' ? above.path : `${above.path}/${path}`);

  const visit = async ({ path, rules }: { readonly path: string; readonly rules: IgnoreRules }): Promise<void> => {
    const uri = path === '' ? root : vscode.Uri.joinPath(root, path);
    let entries: [string, vscode.FileType][];
    try {
      entries = await vscode.workspace.fs.readDirectory(uri);
    } catch {
      // Not readable, or gone meanwhile.
      return;
    }
    const here = await rulesIn(rules, uri, inRoot(path), new Set(entries.map(([name]) => name)));
    for (const [name, type] of entries) {
      const own = path === '' ? name : `${path}/${name}`;
      const isFolder = (type & vscode.FileType.Directory) !== 0;
      const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
      if ((isFolder && isLink) || here.ignores(inRoot(own), isFolder)) {
        continue;
      }
      if (isFolder) {
        folders.push(own);
        waiting.push({ path: own, rules: here });
      } else if (isSecretFile(`${above.names}/${own}`) || (isLink && !(await isOpenLink(vscode.Uri.joinPath(root, own), real)))) {
        secrets++;
      } else if (!isBinaryName(name)) {
        files.push(own);
      }
    }
  };

  while (waiting.length > 0 && files.length < most) {
    signal.throwIfAborted();
    const batch = waiting.slice(0, atOnce);
    waiting = waiting.slice(atOnce);
    await Promise.all(batch.map(visit));
  }
  signal.throwIfAborted();
  return { files: files.slice(0, most).sort(), folders: folders.sort(), secrets, isCut: waiting.length > 0 || files.length > most };
}
