import * as vscode from 'vscode';
import type { Workspace } from '../../core/chat/journal.ts';
import type { Library } from '../../core/chat/library.ts';
import type { JournalStore } from '../../core/chat/ports.ts';
import { searchConversations, type SearchHit } from '../../core/chat/search.ts';
import type { ConversationSummary } from '../../core/chat/summary.ts';
import type { Logger } from '../../core/logger.ts';
import { historyItems, hitItems, titleOf, type HistoryItem, type ItemAction, type ItemButton } from './historyItems.ts';
import { sameRow } from './listRows.ts';

/** Shorter words are in everything. Characters. */
const leastSearched = 2;
/** How long typing rests before the texts are searched, ms. */
const restMs = 150;
/** How often the list is made again while something is found, ms. */
const renderEveryMs = 100;

export interface HistoryPickDeps {
  readonly library: Library;
  readonly journals: JournalStore;
  readonly workspace: Workspace | undefined;
  /** Id of the conversation that the panel shows. */
  readonly current: () => string;
  readonly answering: () => boolean;
  readonly delete: (summary: ConversationSummary) => Promise<void>;
  readonly now: () => number;
  readonly logger: Logger;
}

export interface Chosen {
  readonly summary: ConversationSummary;
  readonly turn?: string;
}

/** One showing of the history. */
export class HistoryPick {
  private readonly pick = vscode.window.createQuickPick<HistoryItem>();
  private summaries: readonly ConversationSummary[] = [];
  private hits: readonly SearchHit[] = [];
  private everywhere: boolean;
  private searching: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;
  private rendering: NodeJS.Timeout | undefined;
  /** While a name is being asked for, the list hides and comes back. */
  private asking = false;

  constructor(private readonly deps: HistoryPickDeps) {
    this.everywhere = deps.workspace === undefined;
    this.pick.placeholder = vscode.l10n.t('Search titles and messages');
    this.pick.title = deps.answering()
      ? vscode.l10n.t('History. Opening a conversation stops the running answer; what came of it is kept.')
      : vscode.l10n.t('History');
    this.pick.matchOnDetail = true;
  }

  /** Resolves to what the person chose; undefined when nothing. */
  async show(): Promise<Chosen | undefined> {
    const { pick } = this;
    try {
      return await new Promise<Chosen | undefined>((resolve, reject) => {
        pick.onDidChangeValue(() => {
          this.searchSoon();
        });
        pick.onDidTriggerButton(() => {
          this.everywhere = !this.everywhere;
          this.render();
          this.searchSoon();
        });
        pick.onDidTriggerItemButton(({ item, button }) => {
          if (item.summary && isItemButton(button)) {
            this.act(button.action, item.summary).catch(reject);
          }
        });
        pick.onDidAccept(() => {
          const [item] = pick.selectedItems;
          if (item?.summary) {
            resolve({ summary: item.summary, ...(item.turn === undefined ? {} : { turn: item.turn }) });
          }
        });
        pick.onDidHide(() => {
          if (!this.asking) {
            resolve(undefined);
          }
        });
        pick.show();
        this.load().catch(reject);
      });
    } finally {
      clearTimeout(this.timer);
      clearTimeout(this.rendering);
      this.searching?.abort();
      pick.dispose();
    }
  }

  private async load(): Promise<void> {
    this.pick.busy = true;
    try {
      this.summaries = await this.deps.library.list();
    } finally {
      this.pick.busy = false;
    }
    this.render();
  }

  private get listed(): readonly ConversationSummary[] {
    const { workspace } = this.deps;
    return this.everywhere || !workspace ? this.summaries : this.summaries.filter((each) => each.workspace?.uri === workspace.uri);
  }

  private render(): void {
    const { pick, deps } = this;
    const [active] = pick.activeItems;
    pick.buttons = deps.workspace
      ? [
          this.everywhere
            ? { iconPath: new vscode.ThemeIcon('folder'), tooltip: vscode.l10n.t('Show only conversations of this workspace') }
            : { iconPath: new vscode.ThemeIcon('globe'), tooltip: vscode.l10n.t('Show conversations of all workspaces') },
        ]
      : [];
    const items = historyItems(this.listed, deps.current(), this.everywhere, deps.now());
    const empty = { label: this.everywhere ? vscode.l10n.t('No conversations yet') : vscode.l10n.t('No conversations in this workspace yet') };
    pick.items = [...(items.length === 0 ? [empty] : items), ...hitItems(this.hits, this.summaries)];
    const again = sameRow(pick.items, active);
    if (again) {
      pick.activeItems = [again];
    }
  }

  private searchSoon(): void {
    clearTimeout(this.timer);
    this.searching?.abort();
    if (this.hits.length > 0) {
      this.hits = [];
      this.render();
    }
    const words = this.pick.value.trim();
    if (words.length >= leastSearched) {
      this.timer = setTimeout(() => void this.search(words), restMs);
    }
  }

  private async search(words: string): Promise<void> {
    const searching = new AbortController();
    this.searching = searching;
    this.pick.busy = true;
    try {
      const ids = this.listed.filter(({ newer }) => !newer).map(({ id }) => id);
      for await (const hit of searchConversations(this.deps.journals, ids, words, searching.signal)) {
        this.hits = [...this.hits, hit];
        this.rendering ??= setTimeout(() => {
          this.rendering = undefined;
          this.render();
        }, renderEveryMs);
      }
    } catch (error) {
      if (!searching.signal.aborted) {
        this.deps.logger.error('the search in conversations failed', error);
      }
    } finally {
      if (this.searching === searching) {
        this.pick.busy = false;
      }
    }
  }

  private async act(action: ItemAction, summary: ConversationSummary): Promise<void> {
    const { journals } = this.deps;
    switch (action) {
      case 'pin':
      case 'unpin':
        journals.append(summary.id, { type: 'pinned', pinned: action === 'pin' });
        break;
      case 'delete':
        await this.deps.delete(summary);
        break;
      case 'rename': {
        const title = await this.askTitle(summary);
        if (title !== undefined) {
          journals.append(summary.id, { type: 'titled', title });
        }
        break;
      }
    }
    await this.load();
  }

  private async askTitle(summary: ConversationSummary): Promise<string | undefined> {
    this.asking = true;
    const title = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename Conversation'),
      value: titleOf(summary),
      prompt: vscode.l10n.t('Leave it empty for the first question as the title'),
    });
    this.asking = false;
    this.pick.show();
    return title?.trim();
  }
}

function isItemButton(button: vscode.QuickInputButton): button is ItemButton {
  return 'action' in button;
}
