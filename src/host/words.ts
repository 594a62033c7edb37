import type { ChatSession } from '../core/chat/session.ts';
import type { ModelCatalogue } from '../core/models/catalogue.ts';
import type { TokenEstimator } from '../core/usage/estimate.ts';
import type { Words } from './chatView/present.ts';
import { compactionText } from './compactionText.ts';
import { describeFailure } from './errorText.ts';
import { jsonText } from './jsonText.ts';
import { progressText } from './progressText.ts';
import { turnUsage } from './turnUsage.ts';

/** How turns are put into words, for the page and for an export. */
export function pageWords(catalogue: ModelCatalogue, estimator: TokenEstimator, session: Pick<ChatSession, 'conversation' | 'hasEarlier'>): Words {
  return {
    failure: describeFailure,
    progress: progressText,
    usage: turnUsage(catalogue, estimator, session),
    compaction: compactionText(catalogue),
    json: jsonText,
  };
}
