import { env, l10n } from 'vscode';
import type { Turn } from '../core/chat/conversation.ts';
import type { ShownRow } from '../protocol/meter.ts';

/** What was estimated of an answer's question, and measured of the answer, in words. */
export function measuredRows({ measured = {}, usage = {} }: Pick<Turn, 'measured' | 'usage'>): readonly ShownRow[] {
  const { estimate, firstMs, ms } = measured;
  const { promptTokens, completionTokens } = usage;
  return [
    ...(firstMs === undefined ? [] : [{ label: l10n.t('First words after'), value: l10n.t('{0} s', seconds(firstMs)) }]),
    ...(ms === undefined || ms === 0 || completionTokens === undefined
      ? []
      : [{ label: l10n.t('Speed'), value: l10n.t('{0} tokens/s', Math.round((completionTokens * 1000) / ms).toLocaleString(env.language)) }]),
    ...(estimate === undefined ? [] : [{ label: l10n.t('Estimate before sending'), value: estimateText(estimate, promptTokens) }]),
  ];
}

function seconds(ms: number): string {
  return new Intl.NumberFormat(env.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(ms / 1000);
}

function estimateText(estimate: number, counted: number | undefined): string {
  const tokens = l10n.t('{0} tokens', estimate.toLocaleString(env.language));
  if (counted === undefined || counted === 0) {
    return tokens;
  }
  const off = new Intl.NumberFormat(env.language, { style: 'percent', maximumFractionDigits: 1 }).format(Math.abs(estimate - counted) / counted);
  if (estimate === counted) {
    return l10n.t('{0}, as counted', tokens);
  }
  return estimate < counted ? l10n.t('{0}, {1} too few', tokens, off) : l10n.t('{0}, {1} too many', tokens, off);
}
