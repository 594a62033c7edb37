import * as vscode from 'vscode';
import { endpointNames, readEndpoint, saveActiveEndpoint } from '../settings.ts';

interface EndpointItem extends vscode.QuickPickItem {
  /** Undefined: a new one. */
  readonly name?: string;
}

/** Lets the person choose among the endpoints that there are. Adding one is among the choices. Resolves to whether another is active now. */
export async function selectEndpoint(current: string): Promise<boolean> {
  const items = endpointNames().map((name): EndpointItem => {
    const { endpoint, problem } = readEndpoint(name);
    return { name, label: name === current ? `$(check) ${name}` : name, description: endpoint?.baseUrl ?? problem };
  });
  const add: EndpointItem = { label: `$(add) ${vscode.l10n.t('Add Endpoint...')}` };
  const chosen = await vscode.window.showQuickPick([...items, { label: '', kind: vscode.QuickPickItemKind.Separator }, add], {
    title: vscode.l10n.t('Endpoint'),
    placeHolder: vscode.l10n.t('Where Lathe sends its requests'),
    matchOnDescription: true,
  });
  if (!chosen) {
    return false;
  }
  if (chosen.name === undefined) {
    await vscode.commands.executeCommand('lathe.addEndpoint');
    return false;
  }
  await saveActiveEndpoint(chosen.name);
  return chosen.name !== current;
}
