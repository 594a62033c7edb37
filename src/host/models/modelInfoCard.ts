import * as vscode from 'vscode';
import type { EndpointProfile } from '../../core/endpoints.ts';
import type { ModelCatalogue } from '../../core/models/catalogue.ts';
import { abilityText, priceText } from './modelText.ts';

interface FactItem extends vscode.QuickPickItem {
  /** What choosing it copies. */
  readonly copy?: string;
  /** What choosing it opens. */
  readonly page?: string;
}

/**
 * Shows what is known of a model, and where that is from; a fact that is chosen is copied, a page is opened. Resolves to `true`
 * when the person wants to go back to where the card was asked for.
 */
export async function showModelInfo(endpoint: EndpointProfile, id: string, catalogue: ModelCatalogue): Promise<boolean> {
  const pick = vscode.window.createQuickPick<FactItem>();
  pick.title = vscode.l10n.t('Model Info: {0}', id);
  pick.placeholder = vscode.l10n.t('Choose a line to copy it, or to open its page');
  pick.buttons = [vscode.QuickInputButtons.Back];
  pick.items = factsOf(endpoint, id, catalogue);
  try {
    return await new Promise<boolean>((resolve) => {
      pick.onDidAccept(() => {
        const [fact] = pick.selectedItems;
        if (fact) {
          void take(fact);
          resolve(false);
        }
      });
      pick.onDidTriggerButton(() => {
        resolve(true);
      });
      pick.onDidHide(() => {
        resolve(false);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

async function take({ copy, page }: FactItem): Promise<void> {
  if (page !== undefined) {
    await vscode.env.openExternal(vscode.Uri.parse(page, true));
  } else if (copy !== undefined) {
    await vscode.env.clipboard.writeText(copy);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied.'), 5000);
  }
}

function factsOf(endpoint: EndpointProfile, id: string, catalogue: ModelCatalogue): readonly FactItem[] {
  const { model, listed } = catalogue.facts(endpoint, id);
  const { ownedBy, createdAt, maxOutput, parameters, pageUrl } = model;
  const window = catalogue.contextWindow(endpoint, id);
  const fact = (icon: string, label: string, value: string | undefined): readonly FactItem[] =>
    value === undefined || value === '' ? [] : [{ label: `$(${icon}) ${label}`, description: value, copy: value }];
  const tokens = (count: number | undefined): string | undefined =>
    count === undefined ? undefined : vscode.l10n.t('{0} tokens', count.toLocaleString(vscode.env.language));
  return [
    { label: `$(copy) ${vscode.l10n.t('Copy model ID')}`, description: id, copy: id },
    ...fact('tag', vscode.l10n.t('Name'), model.name),
    ...fact('organization', vscode.l10n.t('Provider'), ownedBy),
    ...fact('server', vscode.l10n.t('Endpoint'), endpoint.name),
    ...fact('calendar', vscode.l10n.t('Added'), createdAt === undefined ? undefined : new Date(createdAt).toLocaleDateString(vscode.env.language)),
    ...fact('book', vscode.l10n.t('Reads, question and answer together'), tokens(window)),
    ...fact('edit', vscode.l10n.t('Longest answer, thought included'), tokens(maxOutput)),
    ...fact('credit-card', vscode.l10n.t('Price'), priceText(catalogue.price(endpoint, id))),
    ...fact('sparkle', vscode.l10n.t('Features'), abilityText(model).join(', ')),
    ...fact('settings', vscode.l10n.t('Parameters'), parameters?.join(', ')),
    ...(pageUrl === undefined ? [] : [{ label: `$(link-external) ${vscode.l10n.t('Open its page')}`, description: pageUrl, page: pageUrl }]),
    {
      label: listed
        ? vscode.l10n.t('$(info) What the endpoint does not list is left out, or is what Lathe knows of the model.')
        : vscode.l10n.t('$(info) The endpoint does not list this model.'),
    },
  ];
}
