import { env, l10n } from 'vscode';
import { shareOf, type Excess } from '../../core/usage/budget.ts';
import type { Cost } from '../../core/usage/cost.ts';
import type { Outlook } from '../../core/usage/outlook.ts';
import type { ShownMeter, ShownRow } from '../../protocol/meter.ts';
import { excessText } from '../budget/budgetText.ts';
import { dollars, shortCount } from '../models/modelText.ts';

export interface MeterFacts {
  readonly outlook: Outlook;
  /** Something is not counted yet: earlier turns that are not loaded, or what is being looked at. */
  readonly isPartial: boolean;
  /** The limit that it comes closest to. */
  readonly closest: Excess | undefined;
  readonly model: string;
}

/** Share of a budget from which it is told. */
const nearBudget = 0.8;

/** What would be sent now, in words. */
export function meterText({ outlook, isPartial, closest, model }: MeterFacts): Omit<ShownMeter, 'balance'> {
  const { sent, answer, window } = outlook;
  const about = (tokens: number): string => (isPartial ? l10n.t('at least {0}', number(tokens)) : l10n.t('about {0}', number(tokens)));
  const warnings = [...windowWarnings(outlook), ...budgetWarnings(closest)];
  const ofWindow = window === undefined ? l10n.t('{0} tokens', about(sent)) : l10n.t('{0} of {1} tokens', about(sent), number(window));
  const text = `${shortCount(sent)} · ${shortPrice(outlook.most)}`;
  return {
    ...(window === undefined ? {} : { share: Math.min(1, sent / window) }),
    text,
    name: l10n.t('Next message: {0}, {1}', text, ofWindow),
    rows: [
      { label: l10n.t('Model'), value: model },
      ...part(l10n.t('System message'), outlook.system),
      ...part(l10n.t('Conversation'), outlook.history),
      ...part(l10n.t('Attached'), outlook.attachments),
      ...part(l10n.t('Question'), outlook.question),
      { label: l10n.t('Sent'), value: l10n.t('{0} tokens', about(sent)) },
      { label: l10n.t('Room for the answer'), value: l10n.t('up to {0} tokens', number(answer)) },
      { label: l10n.t('Model reads'), value: window === undefined ? l10n.t('not known') : l10n.t('{0} tokens', number(window)) },
      { label: l10n.t('Price'), value: priceText(outlook) },
    ],
    warnings,
    isFull: outlook.isFull || (closest !== undefined && shareOf(closest) > 1),
  };
}

function part(label: string, tokens: number): readonly ShownRow[] {
  return tokens === 0 ? [] : [{ label, value: number(tokens), isPart: true }];
}

function number(tokens: number): string {
  return tokens.toLocaleString(env.language);
}

function shortPrice(most: Cost): string {
  switch (most.type) {
    case 'unknown':
      return l10n.t('price unknown');
    case 'zero':
      return l10n.t('listed at $0.00');
    case 'known':
      return l10n.t('up to {0}', dollars(most.usd));
  }
}

function priceText({ costOfSent, most }: Outlook): string {
  if (most.type === 'known' && costOfSent.type === 'known') {
    return l10n.t('{0} to send, up to {1} with the answer', dollars(costOfSent.usd), dollars(most.usd));
  }
  return most.type === 'zero' ? l10n.t('listed at $0.00, may not be your bill') : l10n.t('price unknown');
}

function windowWarnings({ isFull, isNearlyFull, history }: Outlook): readonly string[] {
  if (isFull) {
    return [history > 0 ? l10n.t('This is more than the model reads at once: earlier messages are summarized first.') : l10n.t('This is more than the model reads at once. Attach less, or choose a model that reads more.')];
  }
  return isNearlyFull ? [l10n.t('This is nearly all that the model reads at once. When it is full, earlier messages are summarized.')] : [];
}

function budgetWarnings(closest: Excess | undefined): readonly string[] {
  if (!closest || shareOf(closest) < nearBudget) {
    return [];
  }
  return shareOf(closest) > 1 ? [l10n.t('{0} You will be asked before it is sent.', excessText(closest))] : [excessText(closest)];
}
