import * as vscode from 'vscode';
import { joinFound } from '../../core/context/attach/joinFound.ts';
import { plainName } from '../../core/plainName.ts';
import { plainLabel } from '../history/listRows.ts';
import type { Adder } from './adder.ts';
import { findSymbols, type FoundSymbol } from './symbols.ts';
import { ways } from './ways.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

/** The button's list: everything that can be attached. */
export async function pickAttachment(adder: Adder, workspace: WorkspaceFiles): Promise<void> {
  const items = [
    { label: vscode.l10n.t('Files and folders...'), iconPath: new vscode.ThemeIcon('files'), run: () => pickFiles(adder, workspace) },
    { label: vscode.l10n.t('Symbol...'), iconPath: new vscode.ThemeIcon('symbol-method'), run: () => pickSymbol(adder) },
    ...ways(adder).map(({ icon, label, detail, run }) => ({ label, description: detail, iconPath: new vscode.ThemeIcon(icon), run })),
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Attach Context'), placeHolder: vscode.l10n.t('Choose what goes with your question'), matchOnDescription: true });
  await chosen?.run();
}

async function pickFiles(adder: Adder, workspace: WorkspaceFiles): Promise<void> {
  const listed = workspace.list().then(({ entries }) =>
    entries.map(({ path, uri, isFolder }) => ({ label: plainLabel(plainName(isFolder ? `${path}/` : path)), iconPath: new vscode.ThemeIcon(isFolder ? 'folder' : 'file'), uri })),
  );
  const chosen = await vscode.window.showQuickPick(listed, { title: vscode.l10n.t('Attach Files and Folders'), placeHolder: vscode.l10n.t('Type to search, choose as many as you like'), canPickMany: true });
  for (const { uri } of chosen ?? []) {
    await adder.uri(uri);
  }
}

/** Searches anew with each letter: a language server knows too many symbols to list them. */
async function pickSymbol(adder: Adder): Promise<void> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly found: FoundSymbol }>();
  pick.title = vscode.l10n.t('Attach Symbol');
  pick.placeholder = vscode.l10n.t('Type the name of a function, class or type');
  let round = 0;
  let known: readonly FoundSymbol[] = [];
  const search = async (query: string): Promise<void> => {
    const own = ++round;
    pick.busy = true;
    const symbols = await findSymbols(query);
    if (own === round) {
      known = joinFound(known, symbols);
      pick.items = known.map((found) => ({ label: plainLabel(found.name), description: plainLabel(found.place), iconPath: new vscode.ThemeIcon('symbol-method'), found }));
      pick.busy = false;
    }
  };
  pick.onDidChangeValue(search);
  const chosen = await new Promise<FoundSymbol | undefined>((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.found);
    });
    pick.onDidHide(() => {
      resolve(undefined);
    });
    pick.show();
    void search('');
  });
  round++;
  pick.dispose();
  if (chosen) {
    adder.add(await chosen.source());
  }
}
