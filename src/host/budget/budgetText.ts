import { env, l10n } from 'vscode';
import { telling, type Excess } from '../../core/usage/budget.ts';

/** An amount of money or of tokens, in as many digits as this excess needs. */
export function amountText(excess: Excess, amount: number): string {
  const { language } = env;
  return excess.unit === 'usd'
    ? new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', maximumFractionDigits: telling(excess) }).format(amount)
    : Math.round(amount).toLocaleString(language);
}

/** Which limit a request may go over, and by how much. */
export function excessText(excess: Excess): string {
  const { span, unit, limit, spent, needed } = excess;
  const [most, of, gone] = [needed, limit, spent].map((amount) => amountText(excess, amount));
  if (span === 'turn') {
    return unit === 'usd'
      ? l10n.t('This request may cost up to {0}. Your budget for one request is {1}.', most ?? '', of ?? '')
      : l10n.t('This request may take up to {0} tokens. Your budget for one request is {1}.', most ?? '', of ?? '');
  }
  return unit === 'usd'
    ? l10n.t('This request may cost up to {0}. Of your budget of {1} for today, {2} is spent or on its way.', most ?? '', of ?? '', gone ?? '')
    : l10n.t('This request may take up to {0} tokens. Of your budget of {1} for today, {2} are spent or on their way.', most ?? '', of ?? '', gone ?? '');
}
