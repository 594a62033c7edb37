import type { Endpoint } from '../../../../src/core/endpoint.ts';
import type { ChatModel, ChatRequest } from '../../../../src/core/model.ts';
import { defaultNetwork } from '../../../../src/core/network.ts';
import { LlmClient } from '../../../../src/llm/client.ts';
import { Dispatchers } from '../../../../src/node/dispatchers.ts';
import { UndiciTransport } from '../../../../src/node/undiciTransport.ts';
import { FakeLogger } from '../../../fakes/logger.ts';
import type { Asked, Outcome } from '../../../simulator/contract/exchange.ts';
import { simulatorKey } from '../../../simulator/simulator.ts';
import type { Turn } from '../turn.ts';

/** Longest silence before a client gives up, ms. Every answer of the contract ends before it, or by it. */
export const idleMs = 400;

export const wires = [
  ['chat', 'openai', 'bearer'],
  ['messages', 'anthropic', 'x-api-key'],
] as const satisfies readonly (readonly ['chat' | 'messages', Endpoint['wire'], Endpoint['auth']])[];

/** The wire client over real sockets, with no second tries: what one answer is taken for. */
export function overSockets(baseUrl: string, wire: Endpoint['wire'], auth: Endpoint['auth'], idleTimeoutMs = idleMs): { readonly model: ChatModel; dispose(): void } {
  const dispatchers = new Dispatchers(() => defaultNetwork, {});
  const endpoint: Endpoint = { name: 'Test', baseUrl, wire, auth, modelField: 'model', chatPath: '/chat/completions', headers: {} };
  const connection = { endpoint, key: simulatorKey, idleTimeoutMs };
  const transport = new UndiciTransport((url) => dispatchers.for(url));
  return {
    model: new LlmClient(transport, () => Promise.resolve(connection), new FakeLogger()),
    dispose: () => {
      dispatchers.dispose();
    },
  };
}

const tools = ['read', 'list'].map((name) => ({
  name,
  description: `Simulated ${name}.`,
  parameters: { type: 'object', properties: { path: { type: 'string' } } },
}));

export function requestFor({ tools: offered, model = 'MiniMaxAI-MiniMax-M1-40k' }: Asked = {}): ChatRequest {
  return {
    model,
    system: 'Be brief.',
    messages: [{ role: 'user', text: 'Why?' }],
    parameters: { maxTokens: 40_000, temperature: 0.7, topP: 0.9, frequencyPenalty: 0, presencePenalty: 0 },
    ...(offered === true ? { tools } : {}),
  };
}

/** A turn in the words of an outcome. Ids are left out where the outcome knows none, because those are made up. */
export function asOutcome({ deltas, failure }: Turn, wanted: Outcome): Outcome {
  const channel = (type: 'text' | 'reasoning'): string =>
    deltas.map((delta) => (delta.type === type ? delta.text : '')).join('');
  const calls = deltas.flatMap((delta) => (delta.type === 'toolCall' ? [delta.call] : []));
  const usage = deltas.findLast((delta) => delta.type === 'usage');
  const finishes = deltas.filter((delta) => delta.type === 'finish');
  const [finish] = finishes;
  const text = channel('text');
  const thought = channel('reasoning');
  const ends = finishes.length + (failure ? 1 : 0);
  if (ends !== 1) {
    throw new Error(`The answer ended ${ends} times.`);
  }
  return {
    ...(text === '' ? {} : { text }),
    ...(thought === '' ? {} : { thought }),
    ...(calls.length === 0
      ? {}
      : {
          calls: calls.map(({ id, name, arguments: json }, index) => ({
            name,
            arguments: json,
            ...(wanted.calls?.[index]?.id === undefined ? {} : { id }),
          })),
        }),
    ...(usage ? { usage: usage.usage } : {}),
    end: failure ? failureEnd(failure) : { finish: finish!.reason, ...(finish!.raw === undefined ? {} : { raw: finish!.raw }) },
  };
}

function failureEnd({ code, detail, status, retryAfterMs, parameter }: NonNullable<Turn['failure']>): Outcome['end'] {
  return {
    fails: code,
    // How a socket broke is the system's to say.
    ...(detail === undefined || code === 'cut-off' ? {} : { detail }),
    ...(status === undefined ? {} : { status }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(parameter === undefined ? {} : { parameter }),
  };
}
