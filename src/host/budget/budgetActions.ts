import { canContinue } from '../../core/chat/conversation.ts';
import type { ChatSession } from '../../core/chat/session.ts';
import type { FromPage } from '../../protocol/messages.ts';
import type { Attachments } from '../context/attachments.ts';
import { raiseBudget } from './raiseBudget.ts';

const ownTypes = ['sendOnce', 'raiseBudget', 'takeBack'] as const;

/** What the page says about a question that may go over the budget. */
export type BudgetAction = Extract<FromPage, { type: (typeof ownTypes)[number] }>;

export function isBudgetAction(message: FromPage): message is BudgetAction {
  return (ownTypes as readonly string[]).includes(message.type);
}

/** Does what the person chose. Resolves to text that goes back into the message box; empty for none. */
export async function answerBudget(session: ChatSession, attachments: Pick<Attachments, 'giveBack'>, { type, turnId }: BudgetAction): Promise<string> {
  const turn = session.conversation.turn(turnId);
  if (turn?.end?.type !== 'failed' || turn.end.failure.code !== 'over-budget') {
    return '';
  }
  const { maxTokens } = turn;
  switch (type) {
    case 'sendOnce':
      // Had its summary been forbidden, it would have failed with that.
      await again(session, turnId, { maxTokens, summarize: true, overBudget: true });
      return '';
    case 'raiseBudget':
      if (turn.end.failure.excess && (await raiseBudget(turn.end.failure.excess))) {
        await again(session, turnId, { maxTokens, summarize: true });
      }
      return '';
    case 'takeBack': {
      const other = session.conversation.otherVersion(turnId, -1);
      const prompt = session.takeBack(turnId);
      if (!prompt) {
        return '';
      }
      attachments.giveBack();
      // The words of a command of the editor were not typed, and what was asked anew in the same words stands there still.
      const isThere = other !== turnId && session.conversation.turn(other)?.prompt.text === prompt.text;
      return prompt.action !== 'ask' || isThere ? '' : prompt.text;
    }
  }
}

/** Asks for the answer, or for the rest of one that has begun. */
async function again(session: ChatSession, turnId: string, options: NonNullable<Parameters<ChatSession['retry']>[1]>): Promise<void> {
  const turn = session.conversation.turn(turnId);
  if (turn && canContinue(turn)) {
    await session.continue(turnId, options);
  } else {
    await session.retry(turnId, options);
  }
}
