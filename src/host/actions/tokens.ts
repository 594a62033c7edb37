import type { ModelCatalogue } from '../../core/models/catalogue.ts';
import type { TokenEstimator } from '../../core/usage/estimate.ts';
import type { Settings } from '../settings.ts';
import type { RunnerDeps } from './runner.ts';

/** Tokens of a text, for one who has no endpoint to go by: about so many characters are one. */
const charactersPerToken = 4;

/** What the actions need to know of tokens, of the model that is set at the time. */
export function tokensOf(catalogue: ModelCatalogue, estimator: TokenEstimator, settings: () => Settings): Pick<RunnerDeps, 'count' | 'contextWindow'> {
  return {
    count: (text) => {
      const { endpoint, model } = settings();
      return endpoint ? estimator.text(endpoint, model, text) : Math.ceil(text.length / charactersPerToken);
    },
    contextWindow: () => {
      const { endpoint, model } = settings();
      return endpoint && catalogue.contextWindow(endpoint, model);
    },
  };
}
