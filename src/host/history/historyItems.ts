import * as vscode from 'vscode';
import type { SearchHit } from '../../core/chat/search.ts';
import type { ConversationSummary } from '../../core/chat/summary.ts';
import { plainLabel } from './listRows.ts';

export interface HistoryItem extends vscode.QuickPickItem {
  /** Undefined for a separator. */
  readonly summary?: ConversationSummary;
  /** Where the searched words are. */
  readonly turn?: string;
}

export type ItemAction = 'rename' | 'pin' | 'unpin' | 'delete';

export interface ItemButton extends vscode.QuickInputButton {
  readonly action: ItemAction;
}

const dayMs = 86_400_000;

/** The list: pinned first, then by the day of the last question. `current`: the one that the panel shows. */
export function historyItems(summaries: readonly ConversationSummary[], current: string, everywhere: boolean, now: number): readonly HistoryItem[] {
  const items: HistoryItem[] = [];
  let group: string | undefined;
  for (const summary of [...summaries.filter(({ pinned }) => pinned), ...summaries.filter(({ pinned }) => !pinned)]) {
    const next = summary.pinned ? vscode.l10n.t('Pinned') : dayOf(summary.askedAt, now);
    if (next !== group) {
      group = next;
      items.push({ label: next, kind: vscode.QuickPickItemKind.Separator });
    }
    items.push(itemOf(summary, current, everywhere, now));
  }
  return items;
}

/** What a search in the texts found, below the list. */
export function hitItems(hits: readonly SearchHit[], summaries: readonly ConversationSummary[]): readonly HistoryItem[] {
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  const items = hits.flatMap(({ conversation, turn, snippet }): readonly HistoryItem[] => {
    const summary = byId.get(conversation);
    return summary ? [{ label: `$(search) ${plainLabel(titleOf(summary))}`, detail: plainLabel(snippet), alwaysShow: true, summary, turn }] : [];
  });
  return items.length === 0 ? [] : [{ label: vscode.l10n.t('Found in messages'), kind: vscode.QuickPickItemKind.Separator }, ...items];
}

export function titleOf({ title, newer }: ConversationSummary): string {
  return title || (newer ? vscode.l10n.t('Conversation of a newer version of Lathe') : vscode.l10n.t('Untitled'));
}

function itemOf(summary: ConversationSummary, current: string, everywhere: boolean, now: number): HistoryItem {
  const { id, askedAt, turns, opening, workspace, newer } = summary;
  const facts = [
    ...(id === current ? [vscode.l10n.t('shown now')] : []),
    ageText(now - askedAt),
    turns === 1 ? vscode.l10n.t('1 question') : vscode.l10n.t('{0} questions', turns),
    ...(everywhere && workspace ? [workspace.name] : []),
  ];
  return {
    label: plainLabel(titleOf(summary)),
    description: newer ? vscode.l10n.t('needs a newer version of Lathe') : plainLabel(facts.join(' · ')),
    ...(opening === '' ? {} : { detail: plainLabel(opening) }),
    buttons: newer ? [buttons().delete] : [buttons().rename, summary.pinned ? buttons().unpin : buttons().pin, buttons().delete],
    summary,
  };
}

function buttons(): Readonly<Record<ItemAction, ItemButton>> {
  const button = (action: ItemAction, icon: string, tooltip: string): ItemButton => ({ action, iconPath: new vscode.ThemeIcon(icon), tooltip });
  return {
    rename: button('rename', 'edit', vscode.l10n.t('Rename')),
    pin: button('pin', 'pin', vscode.l10n.t('Pin')),
    unpin: button('unpin', 'pinned', vscode.l10n.t('Unpin')),
    delete: button('delete', 'trash', vscode.l10n.t('Delete')),
  };
}

function dayOf(at: number, now: number): string {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (at >= midnight) {
    return vscode.l10n.t('Today');
  }
  if (at >= midnight - dayMs) {
    return vscode.l10n.t('Yesterday');
  }
  return at >= midnight - 7 * dayMs ? vscode.l10n.t('Last 7 Days') : vscode.l10n.t('Older');
}

function ageText(ms: number): string {
  const format = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto', style: 'short' });
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 60) {
    return minutes === 0 ? vscode.l10n.t('now') : format.format(-minutes, 'minute');
  }
  const hours = Math.round(minutes / 60);
  return hours < 24 ? format.format(-hours, 'hour') : format.format(-Math.round(hours / 24), 'day');
}
