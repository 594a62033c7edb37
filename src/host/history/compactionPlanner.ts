import { planCompaction } from '../../core/chat/compaction.ts';
import type { SessionDeps } from '../../core/chat/sessionDeps.ts';
import type { EndpointProfile } from '../../core/endpoints.ts';
import type { ModelCatalogue } from '../../core/models/catalogue.ts';
import type { TokenEstimator } from '../../core/usage/estimate.ts';

/** Plans by what is known of the model's window; where nothing is, the endpoint may refuse, and is remembered by it. */
export function compactionPlanner(
  endpoint: () => EndpointProfile | undefined,
  catalogue: ModelCatalogue,
  estimator: TokenEstimator,
): NonNullable<SessionDeps['planCompaction']> {
  return (request, turns) => {
    const asked = endpoint();
    const window = asked && catalogue.contextWindow(asked, request.model);
    return asked && window !== undefined
      ? planCompaction(request, turns, window, (each) => estimator.request(asked, each))
      : undefined;
  };
}
