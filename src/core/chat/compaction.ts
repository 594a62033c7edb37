import { LatheError } from '../errors.ts';
import type { ChatMessage, ChatModel, ChatRequest, Usage } from '../model.ts';
import { compactMessage } from '../prompt/compact.ts';
import type { Turn } from './conversation.ts';

/** What is to be summarized, and how it is asked for. */
export interface CompactionPlan {
  /** The last turn that the summary stands in for. */
  readonly upTo: string;
  readonly request: ChatRequest;
}

/** Answered turns that are kept as they are, where they fit: what is talked about now. */
const keptTurns = 2;
/** Most tokens of a summary; thinking comes out of it too. */
const summaryTokens = 4096;

/**
 * Plans the summary of the older turns when the request, with the answer it asks for, outgrows the window. Undefined when it
 * fits, and when there is nothing left to summarize. `window` and `count` are in tokens, question and answer together.
 *
 * `turns` are those whose messages the request begins with. The summary is asked for with the very messages of the request, as many as fit, so that an earlier summary goes into it.
 */
export function planCompaction(
  request: ChatRequest,
  turns: readonly Turn[],
  window: number,
  count: (request: ChatRequest) => number,
): CompactionPlan | undefined {
  const answer = Math.min(request.parameters.maxTokens, Math.floor(window / 2));
  const room = Math.min(summaryTokens, Math.floor(window / 4));
  if (count(request) + answer <= window) {
    return undefined;
  }
  // A pair of messages for each answered turn; then the question.
  const answered = turns.filter(({ text }) => text.trim() !== '');
  const pairs = answered.length;
  const fits = (kept: number): boolean => count({ ...request, messages: request.messages.slice((pairs - kept) * 2) }) + answer + room <= window;
  let kept = Math.min(keptTurns, pairs);
  while (kept > 0 && !fits(kept)) {
    kept--;
  }
  for (let taken = pairs - kept; taken > 0; taken--) {
    const summary = summaryRequest(request, request.messages.slice(0, taken * 2), room);
    const last = answered[taken - 1];
    // What does not fit into the one summary goes into the next.
    if (last && count(summary) + summary.parameters.maxTokens <= window) {
      return { upTo: last.id, request: summary };
    }
  }
  return undefined;
}

function summaryRequest({ model, system, parameters }: ChatRequest, messages: readonly ChatMessage[], maxTokens: number): ChatRequest {
  return { model, system, messages: [...messages, { role: 'user', text: compactMessage }], parameters: { ...parameters, maxTokens } };
}

/** Has the summary written. Throws a `LatheError` when none came, or none that is whole. */
export async function compact(model: ChatModel, plan: CompactionPlan, signal: AbortSignal): Promise<{ readonly summary: string; readonly usage?: Usage }> {
  let summary = '';
  let usage: Usage | undefined;
  for await (const delta of model.stream(plan.request, signal)) {
    if (delta.type === 'text') {
      summary += delta.text;
    } else if (delta.type === 'usage') {
      ({ usage } = delta);
    }
  }
  if (summary.trim() === '') {
    throw new LatheError({ code: 'protocol', retryable: true, detail: 'The summary of the earlier messages came without any text.' });
  }
  return { summary: summary.trim(), ...(usage ? { usage } : {}) };
}
