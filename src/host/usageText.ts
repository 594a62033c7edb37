import { env, l10n } from 'vscode';
import type { Usage } from '../core/model.ts';
import type { Price } from '../core/models/modelInfo.ts';
import { costOf } from '../core/usage/cost.ts';
import type { ShownUsage } from '../protocol/messages.ts';
import type { ShownRow } from '../protocol/meter.ts';
import { dollars } from './models/modelText.ts';

/** What an answer took. `estimated`: the endpoint did not say, so the counts are ours. */
export function usageText(usage: Usage, estimated: boolean, price: Price | undefined): ShownUsage & { readonly rows: readonly ShownRow[] } {
  const number = (count: number): string => count.toLocaleString(env.language);
  const { promptTokens, completionTokens, reasoningTokens } = usage;
  const counts = [
    ...(promptTokens === undefined ? [] : [l10n.t('{0} in', number(promptTokens))]),
    ...(completionTokens === undefined ? [] : [l10n.t('{0} out', number(completionTokens))]),
  ];
  const text = [estimated ? l10n.t('about {0} (estimate)', counts.join(', ')) : counts.join(', '), costText(usage, price)].filter((part) => part !== '').join(' · ');
  const title = [
    estimated ? l10n.t('Tokens as Lathe estimates them: the endpoint did not say') : l10n.t('Tokens as the endpoint counted them'),
    ...(reasoningTokens === undefined ? [] : [l10n.t('{0} of them thought', number(reasoningTokens))]),
    ...(usage.cachedTokens === undefined ? [] : [l10n.t('{0} read from a cache', number(usage.cachedTokens))]),
  ].join('; ');
  const rows = [
    ...row(l10n.t('Sent'), promptTokens),
    ...row(l10n.t('Read from a cache'), usage.cachedTokens, true),
    ...row(l10n.t('Answer'), completionTokens),
    ...row(l10n.t('Thought'), reasoningTokens, true),
  ];
  return { text, title, rows };
}

function row(label: string, tokens: number | undefined, isPart = false): readonly ShownRow[] {
  return tokens === undefined ? [] : [{ label, value: l10n.t('{0} tokens', tokens.toLocaleString(env.language)), ...(isPart ? { isPart } : {}) }];
}

/** What it cost. */
export function costText(usage: Usage, price: Price | undefined): string {
  const cost = costOf(usage, price);
  switch (cost.type) {
    case 'unknown':
      return l10n.t('price unknown');
    case 'zero':
      return l10n.t('listed at $0.00, may not be your bill');
    case 'known':
      return l10n.t('about {0}', dollars(cost.usd));
  }
}
