import * as vscode from 'vscode';
import type { NamedSymbol } from '../../core/answers/parsePlace.ts';
import { Remembered } from './remembered.ts';

/** Longest wait for one question to the language servers, ms. */
const askMs = 1500;

type Found = { readonly uri: vscode.Uri; readonly range: vscode.Range } | undefined;

const known = new Remembered<Found>(30_000);

/** Where a symbol of the workspace is defined; undefined when no language server knows exactly that name. */
export function findSymbol(symbol: NamedSymbol): Promise<Found> {
  return known.get(`${symbol.container} ${symbol.name}`, async () => (await inWorkspace(symbol)) ?? inOpenEditors(symbol));
}

async function inWorkspace({ name, container }: NamedSymbol): Promise<Found> {
  const all = await ask<vscode.SymbolInformation>('vscode.executeWorkspaceSymbolProvider', name);
  const ours = all.filter(
    (each) =>
      bare(each.name) === name &&
      (container === '' || bare(each.containerName) === container) &&
      vscode.workspace.getWorkspaceFolder(each.location.uri) !== undefined &&
      !each.location.uri.path.includes('/node_modules/'),
  );
  return ours[0]?.location;
}

/** For languages whose server knows single documents only. */
async function inOpenEditors({ name, container }: NamedSymbol): Promise<Found> {
  for (const { document } of vscode.window.visibleTextEditors) {
    if (vscode.workspace.getWorkspaceFolder(document.uri)) {
      const symbols = await ask<Symbol>('vscode.executeDocumentSymbolProvider', document.uri);
      const found = inTree(symbols, '', name, container);
      if (found) {
        return { uri: document.uri, range: found };
      }
    }
  }
  return undefined;
}

/** Old providers give flat lists of another form: those have no place for the name itself, and no children. */
type Symbol = Pick<vscode.DocumentSymbol, 'name'> & { readonly selectionRange?: vscode.Range; readonly children?: readonly Symbol[] };

function inTree(symbols: readonly Symbol[], parent: string, name: string, container: string): vscode.Range | undefined {
  for (const symbol of symbols) {
    const own = bare(symbol.name);
    const found =
      own === name && (container === '' || parent === container) ? symbol.selectionRange : inTree(symbol.children ?? [], own, name, container);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Some servers write a function with its parentheses. */
const bare = (name: string): string => name.replace(/\(.*$/s, '');

async function ask<T>(command: string, argument: unknown): Promise<readonly T[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<readonly T[]>((resolve) => {
    timer = setTimeout(() => {
      resolve([]);
    }, askMs);
  });
  try {
    const asked = Promise.resolve(vscode.commands.executeCommand<readonly T[] | undefined>(command, argument)).then((all) => all ?? []);
    return await Promise.race([asked, late]);
  } catch {
    // A server that fails knows nothing.
    return [];
  } finally {
    clearTimeout(timer);
  }
}
