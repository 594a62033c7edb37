import type { Connection, Endpoint } from '../../../src/core/endpoint.ts';
import { isLatheError, type Failure } from '../../../src/core/errors.ts';
import type { ChatModel, ChatRequest, ModelDelta } from '../../../src/core/model.ts';
import { LlmClient } from '../../../src/llm/client.ts';
import type { Transport } from '../../../src/llm/transport.ts';
import { FakeLogger } from '../../fakes/logger.ts';
import { FakeTransport } from '../../fakes/transport.ts';

/** Looks like no other word, so that finding it is finding the key. */
export const secret = 'sk-lathe-0f9d8c7b/6a+5=';

export const modelsLab: Endpoint = {
  name: 'Test',
  baseUrl: 'https://example.test/api/v7/llm',
  wire: 'openai',
  auth: 'bearer',
  modelField: 'model',
  chatPath: '/chat/completions',
  headers: {},
};

export const request: ChatRequest = {
  model: 'MiniMaxAI-MiniMax-M1-40k',
  system: 'Be brief.',
  messages: [{ role: 'user', text: 'Why?' }],
  parameters: { maxTokens: 40000, temperature: 1.5, topP: 0.9, frequencyPenalty: 0, presencePenalty: 0.5 },
};

/** An answer and how it ended, neighbouring pieces joined: what a person gets, however it was cut on the way. */
export interface Turn {
  readonly deltas: readonly ModelDelta[];
  readonly failure?: Failure;
}

export async function turnOf(stream: AsyncIterable<ModelDelta>): Promise<Turn> {
  const deltas: ModelDelta[] = [];
  try {
    for await (const came of stream) {
      const delta = withoutMintedId(came);
      const last = deltas.at(-1);
      if (last && 'text' in last && 'text' in delta && last.type === delta.type) {
        deltas[deltas.length - 1] = { type: last.type, text: last.text + delta.text };
      } else {
        deltas.push(delta);
      }
    }
  } catch (error) {
    if (!isLatheError(error)) {
      throw error;
    }
    return { deltas, failure: error.failure };
  }
  return { deltas };
}

/** An id that the client made up is a new one each time. */
function withoutMintedId(delta: ModelDelta): ModelDelta {
  return delta.type === 'toolCall' && /^call_[\da-f-]{36}$/.test(delta.call.id)
    ? { type: 'toolCall', call: { ...delta.call, id: 'minted' } }
    : delta;
}

export function clientOver(transport: Transport, endpoint: Partial<Endpoint> = {}, logger = new FakeLogger()): ChatModel {
  const connection: Connection = { endpoint: { ...modelsLab, ...endpoint }, key: secret, idleTimeoutMs: 1000 };
  return new LlmClient(transport, () => Promise.resolve(connection), logger);
}

/** The turn that `pieces` make, as the body of a response with HTTP 200. */
export function turnFrom(pieces: readonly Uint8Array[], wire: Endpoint['wire'], headers?: Record<string, string>): Promise<Turn> {
  const transport = new FakeTransport(pieces);
  transport.headers = headers ?? transport.headers;
  return turnOf(clientOver(transport, { wire }).stream(request, new AbortController().signal));
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export const text = (value: string): ModelDelta => ({ type: 'text', text: value });
export const thought = (value: string): ModelDelta => ({ type: 'reasoning', text: value });
