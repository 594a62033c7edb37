import type { Usage } from '../model.ts';
import type { Price } from '../models/modelInfo.ts';

/** What an answer cost. `zero`: the list says nothing at all, which may not be what the bill says. */
export type Cost = { readonly type: 'unknown' } | { readonly type: 'zero' } | { readonly type: 'known'; readonly usd: number };

/**
 * The cost of one answer: what the endpoint says itself, else its tokens at the price. Thinking is billed as output. Unknown
 * without a price, or without both counts.
 */
export function costOf({ promptTokens, completionTokens, costUsd }: Usage, price: Price | undefined): Cost {
  if (costUsd !== undefined && costUsd > 0) {
    return { type: 'known', usd: costUsd };
  }
  if (!price || promptTokens === undefined || completionTokens === undefined) {
    return { type: 'unknown' };
  }
  return price.input === 0 && price.output === 0
    ? { type: 'zero' }
    : { type: 'known', usd: (promptTokens * price.input + completionTokens * price.output) / 1e6 };
}
