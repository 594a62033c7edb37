// Each reader asks the server once and reads the answer to its end.
import Anthropic from '@anthropic-ai/sdk';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import { createParser } from 'eventsource-parser';
import OpenAI from 'openai';
import { Agent, request as send } from 'undici';
import type { ModelDelta } from '../../../src/core/model.ts';
import { defaultNetwork } from '../../../src/core/network.ts';
import { createClient } from '../../../src/node/client.ts';
import { FakeModelNotes } from '../../fakes/modelNotes.ts';
import type { Wire } from './stream.ts';

export interface Found {
  text: number;
  thought: number;
  calls: number;
}

export type Reader = () => Promise<Found>;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const messages = [{ role: 'user' as const, content: 'Hello' }];

interface Frame {
  readonly type?: string;
  readonly choices?: readonly { readonly delta: { readonly content?: string; readonly reasoning_content?: string; readonly tool_calls?: readonly { readonly id?: string }[] } }[];
  readonly delta?: { readonly text?: string; readonly thinking?: string };
  readonly content_block?: { readonly type: string };
}

function count(value: Frame, found: Found): void {
  const delta = value.choices?.[0]?.delta;
  found.text += (delta?.content ?? value.delta?.text ?? '').length;
  found.thought += (delta?.reasoning_content ?? value.delta?.thinking ?? '').length;
  found.calls += delta?.tool_calls?.[0]?.id !== undefined || value.content_block?.type === 'tool_use' ? 1 : 0;
}

const nothing = (): Found => ({ text: 0, thought: 0, calls: 0 });

const pathOf = (wire: Wire): string => (wire === 'chat' ? '/api/chat/completions' : '/api/v1/messages');

/** The least that any client does: split the bytes on blank lines, and parse each frame's JSON. */
export function bareLoop(origin: string, wire: Wire): Reader {
  const dispatcher = new Agent();
  return async () => {
    const found = nothing();
    const { body } = await send(origin + pathOf(wire), { method: 'POST', body: '{}', dispatcher });
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of body as AsyncIterable<Uint8Array>) {
      const frames = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const data = frame.slice(frame.indexOf('data: ') + 6);
        if (data !== '[DONE]' && !frame.startsWith(':')) {
          count(JSON.parse(data) as Frame, found);
        }
      }
    }
    return found;
  };
}

/** The same libraries that Lathe stands on, and nothing more. */
export function withParser(origin: string, wire: Wire): Reader {
  const dispatcher = new Agent();
  return async () => {
    const found = nothing();
    const parser = createParser({
      onEvent: ({ data }) => {
        if (data !== '[DONE]') {
          count(JSON.parse(data) as Frame, found);
        }
      },
    });
    const { body } = await send(origin + pathOf(wire), { method: 'POST', body: '{}', dispatcher });
    const decoder = new TextDecoder();
    for await (const bytes of body as AsyncIterable<Uint8Array>) {
      parser.feed(decoder.decode(bytes, { stream: true }));
    }
    return found;
  };
}

/** The whole client, as the extension makes it. `query` is added to the path of chat completions. */
export function latheClient(origin: string, wire: Wire, query = ''): Reader {
  const client = createClient({
    connect: () =>
      Promise.resolve({
        endpoint: {
          ...{ name: 'bench', baseUrl: `${origin}/api`, wire: wire === 'chat' ? 'openai' : 'anthropic', auth: 'none', modelField: 'model' },
          ...{ chatPath: `/chat/completions${query}`, headers: {} },
        },
        key: undefined,
        idleTimeoutMs: 60_000,
      }),
    notes: new FakeModelNotes(),
    network: () => defaultNetwork,
    logger: quiet,
    environment: {},
  });
  const request = {
    ...{ model: 'm', system: '', messages: [{ role: 'user', text: 'Hello' }] as const, tools: [{ name: 'read', description: '', parameters: {} }] },
    parameters: { maxTokens: 40_000, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
  };
  return async () => {
    const found = nothing();
    for await (const delta of client.stream(request, new AbortController().signal)) {
      add(delta, found);
    }
    return found;
  };
}

function add(delta: ModelDelta, found: Found): void {
  if (delta.type === 'text') {
    found.text += delta.text.length;
  } else if (delta.type === 'reasoning') {
    found.thought += delta.text.length;
  } else if (delta.type === 'toolCall') {
    found.calls += 1;
  }
}

export function openAiSdk(origin: string): Reader {
  const client = new OpenAI({ baseURL: `${origin}/api`, apiKey: 'none', maxRetries: 0 });
  return async () => {
    const found = nothing();
    for await (const chunk of await client.chat.completions.create({ model: 'm', messages, stream: true })) {
      count(chunk as unknown as Frame, found);
    }
    return found;
  };
}

export function anthropicSdk(origin: string): Reader {
  const client = new Anthropic({ baseURL: `${origin}/api`, apiKey: 'none', maxRetries: 0 });
  return async () => {
    const found = nothing();
    for await (const event of await client.messages.create({ model: 'm', max_tokens: 40_000, messages, stream: true })) {
      count(event as unknown as Frame, found);
    }
    return found;
  };
}

export function aiSdk(origin: string): Reader {
  const provider = createOpenAICompatible({ name: 'bench', baseURL: `${origin}/api` });
  return async () => {
    const found = nothing();
    for await (const part of streamText({ model: provider('m'), messages, maxRetries: 0 }).fullStream) {
      if (part.type === 'text-delta') {
        found.text += part.text.length;
      } else if (part.type === 'reasoning-delta') {
        found.thought += part.text.length;
      } else if (part.type === 'tool-call') {
        found.calls += 1;
      }
    }
    return found;
  };
}
