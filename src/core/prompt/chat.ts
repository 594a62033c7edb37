import type { Turn } from '../chat/conversation.ts';
import type { CompactedEvent, Prompt } from '../chat/events.ts';
import type { RequestSettings } from '../chat/ports.ts';
import type { ChatMessage, ChatRequest } from '../model.ts';
import { withSummary } from './compact.ts';
import { continueMessage } from './continue.ts';
import { explainMessage } from './explain.ts';
import { fenced } from './fence.ts';

/** The message that a prompt is sent as: pure, so that an old turn is sent again as it was first. */
export function userMessage(prompt: Prompt): string {
  if (prompt.action === 'explain') {
    return explainMessage(prompt);
  }
  const references = prompt.references.map((reference) => `${reference.label}\n${fenced(reference.text, reference.language)}`);
  return [prompt.text, ...references].join('\n\n');
}

/**
 * The request for the next turn: all earlier ones that got an answer, then the new question. Whether thoughts go back is
 * the client's to know: most templates would show them as if they had been said, a few models need them.
 */
export function buildRequest(
  settings: RequestSettings,
  earlier: readonly Turn[],
  prompt: Prompt,
  compaction?: CompactedEvent,
): ChatRequest {
  const messages: ChatMessage[] = [];
  const sent = unsummarized(earlier, compaction);
  const system = compaction && sent !== earlier ? withSummary(settings.system, compaction.summary) : settings.system;
  for (const turn of sent) {
    // A question without any answer would leave two user messages in a row, which some templates refuse.
    if (turn.text.trim() !== '') {
      messages.push(...messagesOf(turn));
    }
  }
  messages.push({ role: 'user', text: userMessage(prompt) });
  return { model: settings.model, system, messages, parameters: settings.parameters };
}

/** The same ones for the same turn, so that what was found out about a message, such as its tokens, holds for the next request. */
const made = new WeakMap<Turn, readonly ChatMessage[]>();

function messagesOf(turn: Turn): readonly ChatMessage[] {
  const known = made.get(turn);
  const messages = known ?? [{ role: 'user', text: userMessage(turn.prompt) }, answerMessage(turn)];
  if (!known) {
    made.set(turn, messages);
  }
  return messages;
}

/** The turns that no summary stands in for; all of them when the turn that was summarized last is not there any more. */
export function unsummarized(earlier: readonly Turn[], compaction: CompactedEvent | undefined): readonly Turn[] {
  const last = compaction ? earlier.findIndex(({ id }) => id === compaction.turn) : -1;
  return last < 0 ? earlier : earlier.slice(last + 1);
}

/** The request for the rest of an answer that was cut off. `turn` is that of the answer, `earlier` are those before it. */
export function buildContinuation(
  settings: RequestSettings,
  earlier: readonly Turn[],
  turn: Turn,
  compaction?: CompactedEvent,
): ChatRequest {
  const request = buildRequest(settings, earlier, turn.prompt, compaction);
  return {
    ...request,
    messages: [...request.messages, { role: 'assistant', text: turn.text }, { role: 'user', text: continueMessage(turn.text) }],
  };
}

/** Only a thought that came to its end is worth giving back. */
function answerMessage({ text, thought, end }: Turn): ChatMessage {
  return { role: 'assistant', text, ...(thought !== '' && end?.type === 'finished' ? { thought } : {}) };
}
