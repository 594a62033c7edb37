import * as vscode from 'vscode';
import type { EndpointProfile } from '../../core/endpoints.ts';
import type { Catalogue, ModelCatalogue } from '../../core/models/catalogue.ts';
import { withToggled } from '../../core/models/modelChoices.ts';
import { findModel } from '../../core/models/modelId.ts';
import type { DescribeFailure } from '../chatView/present.ts';
import type { ModelChoiceStore } from './modelChoiceStore.ts';
import { modelItems, type ModelButtons, type ModelItem } from './modelItems.ts';

export interface ModelPickDeps {
  readonly catalogue: ModelCatalogue;
  readonly choices: ModelChoiceStore;
  readonly describe: DescribeFailure;
}

/** What the person did: chose a model for good or for the next message, or asked what is known of it. */
export interface ModelPicked {
  readonly type: 'always' | 'once' | 'info';
  readonly id: string;
}

/** One showing of the list of models that an endpoint has. */
export class ModelPick {
  private readonly pick = vscode.window.createQuickPick<ModelItem>();
  private readonly gone = new AbortController();
  private readonly refresh = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: vscode.l10n.t('Refresh the list') };
  private readonly buttons: ModelButtons = {
    favourite: { iconPath: new vscode.ThemeIcon('star-empty'), tooltip: vscode.l10n.t('Add to favourites') },
    noFavourite: { iconPath: new vscode.ThemeIcon('star-full'), tooltip: vscode.l10n.t('Remove from favourites') },
    once: { iconPath: new vscode.ThemeIcon('send'), tooltip: vscode.l10n.t('Use for the next message only') },
    info: { iconPath: new vscode.ThemeIcon('info'), tooltip: vscode.l10n.t('Model info') },
  };
  private shown: Catalogue;

  constructor(
    private readonly endpoint: EndpointProfile,
    private readonly current: string,
    private readonly deps: ModelPickDeps,
  ) {
    this.shown = deps.catalogue.known(endpoint);
    this.pick.title = vscode.l10n.t('Model of {0}', endpoint.name);
    this.pick.placeholder = vscode.l10n.t('Choose a model, or type its ID');
    this.pick.matchOnDescription = true;
    this.pick.buttons = [this.refresh];
  }

  /** Resolves to what the person did; undefined for nothing. `marked`: the model that the list points at first. */
  async show(marked?: string): Promise<ModelPicked | undefined> {
    const { pick } = this;
    this.render(marked);
    try {
      return await new Promise<ModelPicked | undefined>((resolve) => {
        pick.onDidChangeValue(() => {
          this.render();
        });
        pick.onDidTriggerButton(() => void this.load(true));
        pick.onDidTriggerItemButton(({ item: { id }, button }) => {
          if (id === undefined) {
            return;
          }
          if (button === this.buttons.info || button === this.buttons.once) {
            resolve({ type: button === this.buttons.info ? 'info' : 'once', id });
          } else {
            void this.toggle(id);
          }
        });
        pick.onDidAccept(() => {
          const id = this.accepted();
          if (id !== undefined) {
            resolve({ type: 'always', id });
          }
        });
        pick.onDidHide(() => {
          resolve(undefined);
        });
        pick.show();
        void this.load(false);
      });
    } finally {
      this.gone.abort();
      pick.dispose();
    }
  }

  /**
   * What Enter means. VS Code tells the row by its number, and between the last key and Enter the rows may have become others: a model
   * that is typed out is meant, not a row that what is typed has filtered away.
   */
  private accepted(): string | undefined {
    const [row] = this.pick.selectedItems;
    const typed = this.pick.value.trim();
    const isFiltered = row?.alwaysShow !== true && row?.id?.includes(typed) !== true;
    return isFiltered && this.shown.entries.some(({ id }) => id === typed) ? typed : row?.id;
  }

  private render(marked?: string): void {
    const { pick, shown, endpoint, current, buttons } = this;
    const { catalogue, choices } = this.deps;
    const typed = pick.value.trim();
    pick.items = modelItems({ shown, endpoint, current, choices: choices.get(endpoint.baseUrl), catalogue, buttons }, typed);
    const wanted = marked ?? (typed === '' ? current : findModel(shown.entries, typed)?.id);
    const item = pick.items.find(({ id }) => id !== undefined && id === wanted);
    pick.activeItems = item ? [item] : [];
  }

  private async toggle(id: string): Promise<void> {
    await this.deps.choices.change(this.endpoint.baseUrl, (before) => withToggled(before, id));
    this.render(id);
  }

  private async load(again: boolean): Promise<void> {
    const { pick, endpoint } = this;
    const { catalogue, describe } = this.deps;
    pick.busy = true;
    try {
      this.shown = await catalogue.load(endpoint, this.gone.signal, again);
      const { failure } = this.shown;
      pick.title = failure
        ? vscode.l10n.t('Model of {0}. No new list: {1}', endpoint.name, describe(failure, endpoint.name).message)
        : vscode.l10n.t('Model of {0}', endpoint.name);
      this.render(pick.activeItems[0]?.id);
    } catch {
      // Closed meanwhile.
    } finally {
      pick.busy = false;
    }
  }
}
