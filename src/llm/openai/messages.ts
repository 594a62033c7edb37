import type { AssistantMessage, ChatMessage, ChatRequest, UserMessage } from '../../core/model.ts';
import { thoughtBlocks, thoughtText } from '../thoughtReturn.ts';

/**
 * The messages of a chat completion. One leading system message at most: the prompt template of MiniMax M1 drops any
 * later one (https://github.com/MiniMax-AI/MiniMax-M1). Content is plain text wherever there is no picture, because some
 * templates take only the first part of a list.
 */
export function openAiMessages(request: ChatRequest, system: string): readonly unknown[] {
  return [
    ...(system === '' ? [] : [{ role: 'system', content: system }]),
    ...request.messages.map((message) => messageOf(message, request.model)),
  ];
}

function messageOf(message: ChatMessage, model: string): unknown {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: userContent(message) };
    case 'assistant':
      return assistantMessage(message, model);
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.text };
  }
}

function userContent({ text, images }: UserMessage): unknown {
  if (!images || images.length === 0) {
    return text;
  }
  return [
    { type: 'text', text },
    ...images.map(({ mediaType, base64 }) => ({ type: 'image_url', image_url: { url: `data:${mediaType};base64,${base64}` } })),
  ];
}

function assistantMessage(message: AssistantMessage, model: string): unknown {
  const content = thoughtText(message, model) + message.text;
  const calls = message.toolCalls ?? [];
  if (calls.length === 0) {
    // Not even an empty list: with the key there, the template of MiniMax M1 loses the text.
    return { role: 'assistant', content };
  }
  const details = thoughtBlocks(message, 'openai');
  return {
    role: 'assistant',
    // Some hosts refuse an empty text beside calls.
    content: content === '' ? null : content,
    // OpenRouter wants them back as they were, in tool loops: https://openrouter.ai/docs/guides/best-practices/reasoning-tokens
    ...(details.length > 0 ? { reasoning_details: details } : {}),
    tool_calls: calls.map(({ id, name, arguments: json }) => ({ id, type: 'function', function: { name, arguments: json } })),
  };
}
