import type { Connection } from '../../core/endpoint.ts';
import { toFailure, type Failure } from '../../core/errors.ts';
import type { ChatRequest, FinishReason } from '../../core/model.ts';
import type { Exchange } from '../resilience/resilientModel.ts';

/** Longest silence of one trial, ms. */
export const trialPatienceMs = 20_000;

/** What came of a small question. */
export interface Trial {
  readonly failure?: Failure;
  readonly text: string;
  readonly thought: boolean;
  /** Names of the tools that were called. */
  readonly calls: readonly string[];
  readonly finish?: FinishReason;
  /** Until the first piece of the answer, ms; undefined when none came. */
  readonly firstMs?: number;
}

/** Only what every endpoint takes: what one of them refuses is not what is checked. */
const plain: ReadonlySet<string> = new Set(['temperature', 'top_p', 'frequency_penalty', 'presence_penalty']);

/** A small question to `model`. `maxTokens`: a few are enough to see that an answer comes, be it a thought only. */
export function smallRequest(model: string, question: string, maxTokens: number, more: Partial<ChatRequest> = {}): ChatRequest {
  return {
    model,
    system: '',
    messages: [{ role: 'user', text: question }],
    parameters: { maxTokens, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
    ...more,
  };
}

/** Asks once, and tells how it went. Throws only after an abort. */
export async function tryOut(
  exchange: Exchange,
  connection: Connection,
  request: ChatRequest,
  now: () => number,
  signal: AbortSignal,
): Promise<Trial> {
  const begun = now();
  const calls: string[] = [];
  let trial: Trial = { text: '', thought: false, calls };
  try {
    const patient = { ...connection, idleTimeoutMs: Math.min(connection.idleTimeoutMs, trialPatienceMs) };
    for await (const delta of exchange(request, patient, plain, signal)) {
      trial = { ...trial, firstMs: trial.firstMs ?? Math.round(now() - begun) };
      switch (delta.type) {
        case 'text':
          trial = { ...trial, text: trial.text + delta.text };
          break;
        case 'reasoning':
          trial = { ...trial, thought: true };
          break;
        case 'toolCall':
          calls.push(delta.call.name);
          break;
        case 'finish':
          trial = { ...trial, finish: delta.reason };
          break;
        case 'usage':
        case 'thoughtBlock':
          break;
      }
    }
    return trial;
  } catch (error) {
    signal.throwIfAborted();
    return { ...trial, failure: toFailure(error) };
  }
}
