import * as vscode from 'vscode';
import { ignoreFiles, IgnoreRules } from '../../core/context/files/ignoreRules.ts';

/** The rules that the ignore files of one folder add. `names`: what is in it, where that is known. */
export async function rulesIn(rules: IgnoreRules, folder: vscode.Uri, path: string, names?: ReadonlySet<string>): Promise<IgnoreRules> {
  const texts = await Promise.all(
    ignoreFiles.map(async (name) => {
      if (names && !names.has(name)) {
        return '';
      }
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
      } catch (error) {
        return isNone(error) ? '' : '*';
      }
    }),
  );
  return rules.in(path, texts);
}

/** There is no such file. One that is there and cannot be read may name anything: then nothing of its folder goes unasked. */
function isNone(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && ['FileNotFound', 'FileNotADirectory', 'FileIsADirectory'].includes(error.code);
}

/** The rules that hold in a folder of the workspace from those around it, and its path below its workspace folder. */
export async function rulesAt(uri: vscode.Uri): Promise<{ readonly rules: IgnoreRules; readonly path: string }> {
  const { rules, parts } = await new IgnoreCheck().around(uri);
  return { rules, path: parts.join('/') };
}

/** Whether an ignore file of the workspace names the file, or a folder around it. */
export async function isIgnored(uri: vscode.Uri): Promise<boolean> {
  return new IgnoreCheck().ignores(uri);
}

/** Asks for many files at a time: each folder's rules are read once. */
export class IgnoreCheck {
  private readonly known = new Map<string, Promise<IgnoreRules>>();

  async ignores(uri: vscode.Uri): Promise<boolean> {
    const { rules, parts } = await this.around(uri);
    return parts.some((_, index) => rules.ignores(parts.slice(0, index + 1).join('/'), index + 1 < parts.length));
  }

  /** All rules from the workspace folder down to, and without, `uri` itself. */
  async around(uri: vscode.Uri): Promise<{ readonly rules: IgnoreRules; readonly parts: readonly string[] }> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder) {
      return { rules: IgnoreRules.none, parts: [] };
    }
    const parts = uri.path.slice(folder.uri.path.length).split('/').filter((part) => part !== '');
    return { rules: parts.length === 0 ? IgnoreRules.none : await this.within(folder.uri, parts.slice(0, -1)), parts };
  }

  private within(root: vscode.Uri, parts: readonly string[]): Promise<IgnoreRules> {
    const path = parts.join('/');
    const uri = vscode.Uri.joinPath(root, path);
    const key = uri.toString();
    const known = this.known.get(key) ?? this.read(root, uri, parts);
    this.known.set(key, known);
    return known;
  }

  private async read(root: vscode.Uri, uri: vscode.Uri, parts: readonly string[]): Promise<IgnoreRules> {
    const above = parts.length === 0 ? IgnoreRules.none : await this.within(root, parts.slice(0, -1));
    return rulesIn(above, uri, parts.join('/'));
  }
}
