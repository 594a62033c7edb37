import { env, l10n } from 'vscode';
import type { ModelInfo, Price } from '../../core/models/modelInfo.ts';

/** Tokens in few signs: `128K`, `1M`. */
export function shortCount(tokens: number): string {
  return new Intl.NumberFormat(env.language, { notation: 'compact', maximumFractionDigits: 1 }).format(tokens);
}

/** USD with as many digits as tell something: `$0.0021`, `$12`. */
export function dollars(usd: number): string {
  return new Intl.NumberFormat(env.language, { style: 'currency', currency: 'USD', minimumFractionDigits: 0, maximumSignificantDigits: 2 }).format(usd);
}

/** A price in words; a list of zeros is told as what it is. */
export function priceText(price: Price | undefined): string {
  if (!price) {
    return l10n.t('price unknown');
  }
  return price.input === 0 && price.output === 0
    ? l10n.t('listed at $0.00, may not be your bill')
    : l10n.t('{0} in, {1} out per 1M tokens', dollars(price.input), dollars(price.output));
}

/** What a model can do besides answering in text. */
export function abilityText({ modalities = [], parameters = [], thinks }: ModelInfo): readonly string[] {
  return [
    ...(thinks || parameters.some((name) => /^(include_)?reasoning/.test(name)) ? [l10n.t('thinks')] : []),
    ...(modalities.includes('image') ? [l10n.t('sees pictures')] : []),
    ...(parameters.includes('tools') ? [l10n.t('uses tools')] : []),
    ...(parameters.includes('response_format') || parameters.includes('structured_outputs') ? [l10n.t('JSON mode')] : []),
  ];
}
