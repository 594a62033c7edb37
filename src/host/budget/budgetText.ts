import { env, l10n } from 'vscode';
import type { Excess } from '../../core/usage/budget.ts';
import { dollars } from '../models/modelText.ts';

/** An amount of money or of tokens. */
export function amountText(unit: Excess['unit'], amount: number): string {
  return unit === 'usd' ? dollars(amount) : Math.round(amount).toLocaleString(env.language);
}

/** Which limit a request may go over, and by how much. */
export function excessText({ span, unit, limit, spent, needed }: Excess): string {
  const [most, of, gone] = [needed, limit, spent].map((amount) => amountText(unit, amount));
  if (span === 'turn') {
    return unit === 'usd'
      ? l10n.t('This request may cost up to {0}. Your budget for one request is {1}.', most ?? '', of ?? '')
      : l10n.t('This request may take up to {0} tokens. Your budget for one request is {1}.', most ?? '', of ?? '');
  }
  return unit === 'usd'
    ? l10n.t('This request may cost up to {0}. Of your budget of {1} for today, {2} is spent or on its way.', most ?? '', of ?? '', gone ?? '')
    : l10n.t('This request may take up to {0} tokens. Of your budget of {1} for today, {2} are spent or on their way.', most ?? '', of ?? '', gone ?? '');
}
