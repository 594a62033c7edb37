import type { Conversation } from '../chat/conversation.ts';
import type { Usage } from '../model.ts';
import type { Cost } from './cost.ts';

/** What several requests cost. */
export interface Total {
  /** Of those whose cost is known. */
  readonly usd: number;
  /** There are some whose cost is not known. */
  readonly hasUnknown: boolean;
  /** There are some that are listed at nothing. */
  readonly hasZero: boolean;
}

/**
 * What the conversation had cost when each turn had ended: all answers up to then, of all branches, and all summaries. By the turn's id.
 * What was asked for and taken out again is not in it.
 */
export function totalsOf(conversation: Conversation, costOf: (endpoint: string, model: string, usage: Usage) => Cost): ReadonlyMap<string, Total> {
  const summaries = [...conversation.summaries];
  const totals = new Map<string, Total>();
  let total: Total = { usd: 0, hasUnknown: false, hasZero: false };
  const { allTurns } = conversation;
  for (const [index, { id, endpoint, model, usage, text, thought }] of allTurns.entries()) {
    const until = allTurns[index + 1]?.at ?? Infinity;
    // A summary is made on the way to the answer of a turn.
    while (summaries[0] && summaries[0].at < until) {
      const [made] = summaries.splice(0, 1);
      total = made ? plus(total, costOf(made.endpoint, made.model, made.usage ?? {})) : total;
    }
    if (usage || text !== '' || thought !== '') {
      total = plus(total, costOf(endpoint, model, usage ?? {}));
    }
    totals.set(id, total);
  }
  return totals;
}

function plus({ usd, hasUnknown, hasZero }: Total, cost: Cost): Total {
  return {
    usd: usd + (cost.type === 'known' ? cost.usd : 0),
    hasUnknown: hasUnknown || cost.type === 'unknown',
    hasZero: hasZero || cost.type === 'zero',
  };
}
