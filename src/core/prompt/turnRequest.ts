import type { Conversation } from '../chat/conversation.ts';
import type { RequestSettings } from '../chat/ports.ts';
import type { ChatRequest } from '../model.ts';
import { withFormat, withOverrides } from '../parameters/overrides.ts';
import { buildRequest } from './chat.ts';

/**
 * The request of a turn of a conversation that is loaded as a whole: with the model, the limit and the format that it was asked
 * with, and with what the conversation and the settings say of all else now. Undefined when there is no such turn.
 */
export function turnRequest(conversation: Conversation, turnId: string, settings: RequestSettings): ChatRequest | undefined {
  const { turns, compaction } = conversation;
  const index = turns.findIndex(({ id }) => id === turnId);
  const turn = turns[index];
  if (!turn) {
    return undefined;
  }
  const own = withOverrides(settings, withFormat(conversation.overrides, turn.format));
  const parameters = { ...own.parameters, maxTokens: turn.maxTokens };
  return buildRequest({ ...own, model: turn.model, parameters }, turns.slice(0, index), turn.prompt, compaction);
}
