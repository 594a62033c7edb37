import * as vscode from 'vscode';
import { parseFile, parseSymbol, partsWithin, type NamedFile } from '../../core/answers/parsePlace.ts';
import { Remembered } from './remembered.ts';
import { findSymbol } from './symbols.ts';

/** A place that an answer speaks of, and that is there. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly range?: vscode.Range;
}

/** Longest search for a file by the end of its path, ms. */
const searchMs = 2000;

/** Searches go through all of the workspace. */
const searched = new Remembered<vscode.Uri | undefined>(30_000);

const isFile = async (uri: vscode.Uri): Promise<boolean> => {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch {
    return false;
  }
};

/** ms that are spent on the names of one piece of an answer; what was not looked for by then is no link. */
const allMs = 10_000;

/** Which of the names are files or symbols, in their order. */
export async function findPlaces(names: readonly string[]): Promise<readonly string[]> {
  const until = Date.now() + allMs;
  const found = new Set<string>();
  // One by one: a language server that is asked for a hundred symbols at once does nothing else. Files first: they are quick.
  for (const find of [namedFile, namedSymbol]) {
    for (const name of names.filter((each) => !found.has(each))) {
      if (Date.now() < until && (await find(name))) {
        found.add(name);
      }
    }
  }
  return names.filter((name) => found.has(name));
}

/** The place that a name leads to; undefined for none. Files come before symbols. */
export async function findPlace(name: string): Promise<Place | undefined> {
  return (await namedFile(name)) ?? (await namedSymbol(name));
}

async function namedSymbol(name: string): Promise<Place | undefined> {
  const symbol = parseSymbol(name);
  return symbol && findSymbol(symbol);
}

async function namedFile(name: string): Promise<Place | undefined> {
  const file = parseFile(name);
  const uri = file && (await findFile(file.path));
  if (!uri) {
    return undefined;
  }
  const range = rangeOf(file);
  return { uri, ...(range ? { range } : {}) };
}

function rangeOf({ line, column, lastLine }: NamedFile): vscode.Range | undefined {
  if (line === undefined) {
    return undefined;
  }
  const start = new vscode.Position(line - 1, (column ?? 1) - 1);
  return new vscode.Range(start, lastLine === undefined ? start : new vscode.Position(lastLine - 1, Number.MAX_SAFE_INTEGER));
}

async function findFile(path: string): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  for (const candidate of candidates(path, folders)) {
    if (await isFile(candidate)) {
      return candidate;
    }
  }
  const parts = partsWithin(path);
  // A search costs something: not for a mere word.
  return parts && folders.length > 0 && /^(?!\/|[A-Za-z]:).*(?:\/|\.\w+$)/.test(path) ? searched.get(parts.join('/'), () => findByEnd(parts.join('/'))) : undefined;
}

/** Where a file of this path would be: absolute, in each folder, and in a folder that the path itself begins with. */
function candidates(path: string, folders: readonly vscode.WorkspaceFolder[]): readonly vscode.Uri[] {
  const [first] = folders;
  if (/^\/|^[A-Za-z]:\//.test(path)) {
    // On the machine that the folder is on.
    const { path: absolute } = vscode.Uri.file(path);
    return [first ? first.uri.with({ path: absolute }) : vscode.Uri.file(path)];
  }
  return folders.flatMap(({ uri, name }) => [
    vscode.Uri.joinPath(uri, path),
    ...(path.startsWith(`${name}/`) ? [vscode.Uri.joinPath(uri, path.slice(name.length + 1))] : []),
  ]);
}

/** The one file whose path ends like this: an answer leaves out the folders that go without saying. */
async function findByEnd(end: string): Promise<vscode.Uri | undefined> {
  const stop = new vscode.CancellationTokenSource();
  const timer = setTimeout(() => {
    stop.cancel();
  }, searchMs);
  try {
    const escaped = end.replace(/[[\]{}*?]/g, '[$&]');
    const found = await vscode.workspace.findFiles(`**/${escaped}`, '**/node_modules/**', 2, stop.token);
    return found.length === 1 ? found[0] : undefined;
  } catch {
    // Where VS Code cannot search.
    return undefined;
  } finally {
    clearTimeout(timer);
    stop.dispose();
  }
}

/** Opens a place beside the chat. One outside of the workspace is asked for first. Says so when there is none any more. */
export async function openPlace(name: string): Promise<void> {
  const place = await findPlace(name);
  if (!place) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} was not found. It may have been renamed or deleted since.', name));
    return;
  }
  const { uri, range } = place;
  if (!vscode.workspace.getWorkspaceFolder(uri)) {
    const open = vscode.l10n.t('Open');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Open a file outside of the workspace?'),
      { modal: true, detail: vscode.l10n.t('The answer names {0}.', uri.fsPath) },
      open,
    );
    if (chosen !== open) {
      return;
    }
  }
  // Shows what is no text as well.
  await vscode.commands.executeCommand('vscode.open', uri, range ? { selection: range } : {});
}
