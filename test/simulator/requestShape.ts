import { shapeFault } from './documentedShape.ts';
import { modelNames } from './models.ts';
import type { Refusal } from './plan.ts';
import type { Ask } from './reply.ts';
import { badRequest } from './wireErrors.ts';

// The fields that an answer depends on; the rest has been held against the schema and is not looked at.

interface ChatBody {
  readonly model?: string;
  readonly model_id?: string;
  readonly messages: readonly { readonly role: string; readonly content: string | readonly Part[] | null }[];
  readonly max_tokens?: number;
  readonly stream?: boolean;
  readonly stop?: string | readonly string[] | null;
  readonly response_format?: unknown;
}

interface CountBody {
  readonly model: string;
  readonly system?: string;
  readonly messages: readonly { readonly role: string; readonly content: string | readonly Part[] }[];
}

interface MessagesBody extends CountBody {
  readonly max_tokens: number;
  readonly stream?: boolean;
  readonly stop_sequences?: readonly string[];
}

/** A part of a message, of either wire; a picture has no text. */
interface Part {
  readonly text?: string;
  readonly thinking?: string;
  readonly content?: string;
  readonly name?: string;
}

type Read<T> = { readonly value: T } | { readonly fault: Refusal };

/** Reads the body of a chat-completions request. */
export function readChat(body: unknown): Read<Ask> {
  const fault = shapeFault('chat', body);
  if (fault) {
    return { fault };
  }
  // By the documents, an answer is at most 1,000 tokens long when nobody says more.
  const { model, model_id, messages, max_tokens = 1000, stream = false, stop, response_format } = body as ChatBody;
  if (model !== undefined && model_id !== undefined && model !== model_id) {
    return { fault: badRequest('model and model_id are the same thing, but differ') };
  }
  const known = knownModel(model ?? model_id);
  if ('fault' in known) {
    return known;
  }
  const turns = messages.map(({ role, content }) => ({ role, text: textOf(content ?? '') }));
  return {
    value: {
      model: known.value,
      stream,
      maxTokens: max_tokens,
      system: turns.flatMap(({ role, text }) => (role === 'system' ? [text] : [])).join('\n'),
      turns: turns.filter(({ role }) => role !== 'system'),
      stop: [stop ?? []].flat(),
      json: response_format !== undefined,
    },
  };
}

/** Reads the body of a messages request. */
export function readMessages(body: unknown): Read<Ask> {
  const fault = shapeFault('messages', body);
  if (fault) {
    return { fault };
  }
  const { model, messages, max_tokens, stream = false, system, stop_sequences } = body as MessagesBody;
  const known = knownModel(model);
  return 'fault' in known
    ? known
    : {
        value: {
          model,
          stream,
          maxTokens: max_tokens,
          system: system ?? '',
          turns: messages.map(({ role, content }) => ({ role, text: textOf(content) })),
          stop: stop_sequences ?? [],
          json: false,
        },
      };
}

/** Reads the body of a count-tokens request: the text to count. */
export function readCount(body: unknown): Read<string> {
  const fault = shapeFault('count', body);
  if (fault) {
    return { fault };
  }
  const { model, messages, system } = body as CountBody;
  const known = knownModel(model);
  return 'fault' in known
    ? known
    : { value: [system ?? '', ...messages.map(({ content }) => textOf(content))].join('\n') };
}

function textOf(content: string | readonly Part[]): string {
  return typeof content === 'string'
    ? content
    : content.map(({ text, thinking, content: result, name }) => text ?? thinking ?? result ?? name ?? '[picture]').join('\n');
}

function knownModel(model: string | undefined): Read<string> {
  if (model === undefined || model === '') {
    return { fault: badRequest('model is required') };
  }
  return modelNames.includes(model) ? { value: model } : { fault: badRequest(`Model not found: ${model}`) };
}
