import type { AssistantMessage, ChatMessage, UserMessage } from '../../core/model.ts';
import { parseJson, isObject } from '../json.ts';
import { thoughtBlocks, thoughtText } from '../thoughtReturn.ts';

type Block = Readonly<Record<string, unknown>>;

interface WireMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string | readonly Block[];
}

/**
 * The messages of the messages API: only `user` and `assistant`, in turn. Results of calls are blocks of a user message,
 * all results of one turn in the same (https://docs.modelslab.com/llm-api/function-calling); neighbours of one role become one.
 */
export function anthropicMessages(messages: readonly ChatMessage[], model: string): readonly WireMessage[] {
  const out: WireMessage[] = [];
  for (const message of messages) {
    const wire = messageOf(message, model);
    const last = out.at(-1);
    if (last?.role === wire.role) {
      out[out.length - 1] = { role: wire.role, content: [...blocksOf(last.content), ...blocksOf(wire.content)] };
    } else {
      out.push(wire);
    }
  }
  return out;
}

function messageOf(message: ChatMessage, model: string): WireMessage {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: userContent(message) };
    case 'assistant':
      return { role: 'assistant', content: assistantContent(message, model) };
    case 'tool':
      return { role: 'user', content: [{ type: 'tool_result', tool_use_id: message.callId, content: message.text }] };
  }
}

function userContent({ text, images }: UserMessage): WireMessage['content'] {
  if (!images || images.length === 0) {
    return text;
  }
  return [
    ...images.map(({ mediaType, base64 }) => ({ type: 'image', source: { type: 'base64', media_type: mediaType, data: base64 } })),
    ...blocksOf(text),
  ];
}

function assistantContent(message: AssistantMessage, model: string): WireMessage['content'] {
  const text = thoughtText(message, model) + message.text;
  const thoughts = thoughtBlocks(message, 'anthropic');
  const calls = message.toolCalls ?? [];
  if (thoughts.length === 0 && calls.length === 0) {
    return text;
  }
  return [...thoughts, ...blocksOf(text), ...calls.map(({ id, name, arguments: json }) => ({ type: 'tool_use', id, name, input: inputOf(json) }))];
}

// An empty text block is refused.
function blocksOf(content: WireMessage['content']): readonly Block[] {
  if (typeof content !== 'string') {
    return content;
  }
  return content.trim() === '' ? [] : [{ type: 'text', text: content }];
}

function inputOf(json: string): unknown {
  const value = parseJson(json);
  return isObject(value) ? value : {};
}
