import * as vscode from 'vscode';
import type { EndpointProfile } from '../../core/endpoints.ts';
import type { Catalogue, CatalogueEntry, ModelCatalogue } from '../../core/models/catalogue.ts';
import type { ModelChoices } from '../../core/models/modelChoices.ts';
import { findModel, isSameModel } from '../../core/models/modelId.ts';
import { abilityText, priceText, shortCount } from './modelText.ts';

export interface ModelItem extends vscode.QuickPickItem {
  /** Of a model; undefined for a heading. */
  readonly id?: string;
}

/** What can be done with a model besides choosing it. */
export interface ModelButtons {
  readonly favourite: vscode.QuickInputButton;
  readonly noFavourite: vscode.QuickInputButton;
  readonly once: vscode.QuickInputButton;
  readonly info: vscode.QuickInputButton;
}

export interface ModelList {
  readonly shown: Catalogue;
  readonly endpoint: EndpointProfile;
  /** Id of the model that is set. */
  readonly current: string;
  readonly choices: ModelChoices;
  readonly catalogue: ModelCatalogue;
  readonly buttons: ModelButtons;
}

/** The models under headings: what is typed and nobody lists, the one that is set, favourites, recent ones, all others. */
export function modelItems(list: ModelList, typed: string): readonly ModelItem[] {
  const { shown, current, choices } = list;
  const ids = shown.entries.map(({ id }) => id);
  const seen = new Set<string>();
  const group = (title: string, of: readonly string[]): readonly ModelItem[] => {
    const fresh = of.filter((id) => !seen.has(id));
    fresh.forEach((id) => seen.add(id));
    const items = fresh.map((id) => itemOf(id, list));
    return items.length === 0 ? [] : [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items];
  };
  // Another spelling of a listed model is worth more than the one that was typed.
  const alike = typed === '' ? [] : ids.filter((id) => id !== typed && id !== current && isSameModel(id, typed));
  const isListed = typed === '' || typed === current || ids.includes(typed);
  return [
    ...group(vscode.l10n.t('the same model, as it is listed'), alike).map((item) => ({ ...item, alwaysShow: true })),
    ...(isListed ? [] : [{ id: typed, label: vscode.l10n.t('Use "{0}"', typed), alwaysShow: true }]),
    ...group(vscode.l10n.t('set'), [current]),
    ...group(vscode.l10n.t('favourites'), choices.favourites),
    ...group(vscode.l10n.t('recently used'), choices.recent),
    ...group(vscode.l10n.t('all'), ids),
  ];
}

function itemOf(id: string, { shown, endpoint, current, choices, catalogue, buttons }: ModelList): ModelItem {
  const entry = findModel(shown.entries, id);
  const window = catalogue.contextWindow(endpoint, id);
  const facts = [
    ...(shown.entries.length > 0 && !entry ? [vscode.l10n.t('not in the list')] : []),
    ...(window === undefined ? [] : [vscode.l10n.t('{0} tokens', shortCount(window))]),
    ...(entry ? [priceText(catalogue.price(endpoint, id)), ...abilityText(entry)] : []),
  ];
  const isFavourite = choices.favourites.includes(id);
  return {
    id,
    label: id === current ? `$(check) ${id}` : id,
    description: facts.join(' · '),
    buttons: [isFavourite ? buttons.noFavourite : buttons.favourite, ...(id === current ? [] : [buttons.once]), buttons.info],
    ...detailOf(entry),
  };
}

function detailOf(entry: CatalogueEntry | undefined): { readonly detail?: string } {
  return entry?.unavailableAt === undefined
    ? {}
    : { detail: vscode.l10n.t('$(warning) Listed, but it was not served on {0}', new Date(entry.unavailableAt).toLocaleString(vscode.env.language)) };
}
