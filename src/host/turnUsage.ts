import type { Turn } from '../core/chat/conversation.ts';
import type { ModelCatalogue } from '../core/models/catalogue.ts';
import type { TokenEstimator } from '../core/usage/estimate.ts';
import type { ShownUsage } from '../protocol/messages.ts';
import { endpointsInOneGo } from './endpointsInOneGo.ts';
import { usageText } from './usageText.ts';

/** What a turn took: by the endpoint's count, or else by ours, which is then called an estimate; undefined for a turn without any answer. */
export function turnUsage(catalogue: ModelCatalogue, estimator: TokenEstimator): (turn: Turn) => ShownUsage | undefined {
  const endpointOf = endpointsInOneGo();
  return (turn) => {
    if (turn.text === '' && turn.thought === '') {
      return undefined;
    }
    const endpoint = endpointOf(turn.endpoint);
    const price = endpoint && catalogue.price(endpoint, turn.model);
    if (turn.usage?.promptTokens !== undefined || turn.usage?.completionTokens !== undefined) {
      return usageText(turn.usage, false, price);
    }
    if (!endpoint) {
      return undefined;
    }
    // Earlier turns that were sent with it are not known any more, so only what it put out is told.
    const completionTokens = estimator.text(endpoint, turn.model, turn.thought + turn.text);
    return usageText({ completionTokens }, true, price);
  };
}
