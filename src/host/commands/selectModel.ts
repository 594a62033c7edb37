import * as vscode from 'vscode';
import type { EndpointProfile } from '../../core/endpoints.ts';
import type { Catalogue, CatalogueEntry, ModelCatalogue } from '../../core/models/catalogue.ts';
import { findModel, isSameModel } from '../../core/models/modelId.ts';
import type { DescribeFailure } from '../chatView/present.ts';
import { priceText, shortCount } from '../models/modelText.ts';
import { saveModel } from '../settings.ts';

interface ModelItem extends vscode.QuickPickItem {
  readonly id: string;
}

export interface SelectModelDeps {
  readonly catalogue: ModelCatalogue;
  readonly describe: DescribeFailure;
}

/** Lets the person choose among the models that the endpoint lists, or type any id. Resolves to whether one was chosen. */
export async function selectModel(endpoint: EndpointProfile, current: string, { catalogue, describe }: SelectModelDeps): Promise<boolean> {
  const pick = vscode.window.createQuickPick<ModelItem>();
  const gone = new AbortController();
  const refresh = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: vscode.l10n.t('Refresh the list') };
  pick.title = vscode.l10n.t('Model of {0}', endpoint.name);
  pick.placeholder = vscode.l10n.t('Choose a model, or type its ID');
  pick.matchOnDescription = true;
  pick.buttons = [refresh];
  let shown: Catalogue = catalogue.known(endpoint);

  const render = (): void => {
    const typed = pick.value.trim();
    pick.items = itemsOf(shown, endpoint, current, typed, catalogue);
    const marked = pick.items.find(({ id }) => id === (typed === '' ? current : findModel(shown.entries, typed)?.id));
    pick.activeItems = marked ? [marked] : [];
  };
  const load = async (again: boolean): Promise<void> => {
    pick.busy = true;
    try {
      shown = await catalogue.load(endpoint, gone.signal, again);
      const { failure } = shown;
      pick.title = failure
        ? vscode.l10n.t('Model of {0}. No new list: {1}', endpoint.name, describe(failure, endpoint.name).message)
        : vscode.l10n.t('Model of {0}', endpoint.name);
      render();
    } catch {
      // Closed meanwhile.
    } finally {
      pick.busy = false;
    }
  };
  render();

  try {
    const chosen = await new Promise<string | undefined>((resolve) => {
      pick.onDidChangeValue(render);
      pick.onDidTriggerButton(() => void load(true));
      pick.onDidAccept(() => {
        resolve(pick.selectedItems[0]?.id);
      });
      pick.onDidHide(() => {
        resolve(undefined);
      });
      pick.show();
      void load(false);
    });
    if (chosen === undefined) {
      return false;
    }
    await saveModel(chosen);
    return true;
  } finally {
    gone.abort();
    pick.dispose();
  }
}

function itemsOf({ entries }: Catalogue, endpoint: EndpointProfile, current: string, typed: string, catalogue: ModelCatalogue): readonly ModelItem[] {
  const listed = entries.map((entry) => listedItem(entry, endpoint, current, catalogue));
  const others = listed.filter(({ id }) => id !== current);
  const first = listed.find(({ id }) => id === current) ?? {
    id: current,
    label: `$(check) ${current}`,
    description: entries.length > 0 && !findModel(entries, current) ? vscode.l10n.t('not in the list') : '',
  };
  // An id that nobody lists may still be served.
  const own =
    typed === '' || listed.some(({ id }) => id === typed)
      ? []
      : [{ id: typed, label: vscode.l10n.t('Use "{0}"', typed), description: '', alwaysShow: true }];
  const alike = typed === '' ? [] : others.filter(({ id }) => id !== typed && isSameModel(id, typed)).map((item) => ({ ...item, alwaysShow: true }));
  return [...alike, ...own, first, ...others.filter(({ id }) => !alike.some((item) => item.id === id))];
}

function listedItem(entry: CatalogueEntry, endpoint: EndpointProfile, current: string, catalogue: ModelCatalogue): ModelItem {
  const window = catalogue.contextWindow(endpoint, entry.id);
  const facts = [
    ...(window === undefined ? [] : [vscode.l10n.t('{0} tokens', shortCount(window))]),
    priceText(catalogue.price(endpoint, entry.id)),
  ];
  return {
    id: entry.id,
    label: entry.id === current ? `$(check) ${entry.id}` : entry.id,
    description: facts.join(' · '),
    ...(entry.unavailableAt === undefined
      ? {}
      : { detail: vscode.l10n.t('$(warning) Listed, but it was not served on {0}', new Date(entry.unavailableAt).toLocaleString(vscode.env.language)) }),
  };
}
