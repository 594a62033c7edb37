import { l10n } from 'vscode';
import type { ChatSession } from '../core/chat/session.ts';
import type { Conversation, Turn } from '../core/chat/conversation.ts';
import type { ModelCatalogue } from '../core/models/catalogue.ts';
import { costOf } from '../core/usage/cost.ts';
import type { TokenEstimator } from '../core/usage/estimate.ts';
import { totalsOf, type Total } from '../core/usage/total.ts';
import type { ShownUsage } from '../protocol/messages.ts';
import type { ShownRow } from '../protocol/meter.ts';
import { endpointsInOneGo } from './endpointsInOneGo.ts';
import { inOneGo } from './inOneGo.ts';
import { measuredRows } from './measuredRows.ts';
import { dollars } from './models/modelText.ts';
import { costText, usageText } from './usageText.ts';

/** What a turn took: by the endpoint's count, or else by ours, which is then called an estimate; undefined for a turn without any answer. */
export function turnUsage(catalogue: ModelCatalogue, estimator: TokenEstimator, session: Pick<ChatSession, 'conversation' | 'hasEarlier'>): (turn: Turn) => ShownUsage | undefined {
  const endpointOf = endpointsInOneGo();
  const priceOf = inOneGo((endpointName: string, model: string) => {
    const endpoint = endpointOf(endpointName);
    return endpoint && catalogue.price(endpoint, model);
  });
  const totals = inOneGo((conversation: Conversation) => totalsOf(conversation, (endpoint, model, usage) => costOf(usage, priceOf(endpoint, model))));
  return (turn) => {
    if (turn.text === '' && turn.thought === '') {
      return undefined;
    }
    const price = priceOf(turn.endpoint, turn.model);
    const counted = turn.usage?.promptTokens !== undefined || turn.usage?.completionTokens !== undefined ? turn.usage : undefined;
    const endpoint = endpointOf(turn.endpoint);
    // Earlier turns that were sent with it are not known any more, so only what it put out is told.
    const usage = counted ?? (endpoint && { completionTokens: estimator.text(endpoint, turn.model, turn.thought + turn.text) });
    if (!usage) {
      return undefined;
    }
    const { conversation, hasEarlier } = session;
    const total = conversation.turn(turn.id) ? totals(conversation).get(turn.id) : undefined;
    const shown = usageText(usage, !counted, price);
    return {
      ...shown,
      rows: [
        ...shown.rows,
        ...measuredRows({ ...turn, usage }),
        { label: l10n.t('Cost'), value: costText(usage, price) },
        ...(total ? [totalRow(total, hasEarlier)] : []),
      ],
    };
  };
}

/** `isPartial`: earlier turns are not loaded. */
function totalRow({ usd, hasUnknown, hasZero }: Total, isPartial: boolean): ShownRow {
  const label = l10n.t('Conversation so far');
  if (usd > 0) {
    return { label, value: isPartial || hasUnknown ? l10n.t('at least {0}', dollars(usd)) : l10n.t('about {0}', dollars(usd)) };
  }
  return { label, value: hasZero && !hasUnknown ? l10n.t('listed at $0.00, may not be your bill') : l10n.t('price unknown') };
}
