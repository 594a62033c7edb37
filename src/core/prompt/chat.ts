import type { Turn } from '../chat/conversation.ts';
import type { Prompt } from '../chat/events.ts';
import type { RequestSettings } from '../chat/ports.ts';
import type { ChatMessage, ChatRequest } from '../model.ts';
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
 * The request for the next turn: all earlier ones that got an answer, then the new question. Thoughts are never sent
 * back: the model's template would show them as if they had been said (https://github.com/MiniMax-AI/MiniMax-M1).
 */
export function buildRequest(settings: RequestSettings, earlier: readonly Turn[], prompt: Prompt): ChatRequest {
  const messages: ChatMessage[] = [];
  for (const turn of earlier) {
    // A question without any answer would leave two user messages in a row, which some templates refuse.
    if (turn.text.trim() !== '') {
      messages.push({ role: 'user', text: userMessage(turn.prompt) }, { role: 'assistant', text: turn.text });
    }
  }
  messages.push({ role: 'user', text: userMessage(prompt) });
  return { model: settings.model, system: settings.system, messages, parameters: settings.parameters };
}
