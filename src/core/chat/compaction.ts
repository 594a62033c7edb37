import { LatheError } from '../errors.ts';
import type { ChatMessage, ChatModel, ChatRequest, FinishReason, Usage } from '../model.ts';
import { compactMessage } from '../prompt/compact.ts';
import { sumOf, type Turn } from './conversation.ts';

/** What is to be summarized, and how it is asked for. */
export interface CompactionPlan {
  /** The last turn that the summary stands in for. */
  readonly upTo: string;
  readonly request: ChatRequest;
  /** Of half the turns: for when the summary of all of them does not come to its end. */
  readonly shorter?: CompactionPlan;
}

/** One message for all plans, so that it is counted once. */
const asking: ChatMessage = { role: 'user', text: compactMessage };

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
  const ofFirst = (taken: number): CompactionPlan | undefined => {
    const last = answered[taken - 1];
    return last && { upTo: last.id, request: summaryRequest(request, request.messages.slice(0, taken * 2), room) };
  };
  // The more turns, the more tokens: the most that fit are found by halves. What does not fit into the one summary goes into the next.
  let [taken, tooMany] = [0, pairs - kept + 1];
  while (tooMany - taken > 1) {
    const middle = (taken + tooMany) >> 1;
    const plan = ofFirst(middle);
    if (plan && count(plan.request) + room <= window) {
      taken = middle;
    } else {
      tooMany = middle;
    }
  }
  const [plan, shorter] = [ofFirst(taken), ofFirst(taken >> 1)];
  return plan && { ...plan, ...(shorter ? { shorter } : {}) };
}

function summaryRequest({ model, system, parameters, overBudget }: ChatRequest, messages: readonly ChatMessage[], maxTokens: number): ChatRequest {
  return { model, system, messages: [...messages, asking], parameters: { ...parameters, maxTokens }, ...(overBudget === undefined ? {} : { overBudget }) };
}

/** `turn`: the last one that it stands in for. */
export interface Compacted {
  readonly turn: string;
  readonly summary: string;
  /** What it took, a try that was too long included. */
  readonly usage?: Usage;
}

/**
 * Has the summary written; one that comes to no end is asked for once more, of half the turns. Throws a `LatheError` when none came,
 * or none that is whole.
 */
export async function compact(model: ChatModel, plan: CompactionPlan, signal: AbortSignal): Promise<Compacted> {
  const first = await ask(model, plan, signal);
  if (first.reason !== 'length' || !plan.shorter) {
    return whole(first);
  }
  const second = await ask(model, plan.shorter, signal);
  return whole({ ...second, ...(first.usage ? { usage: sumOf(first.usage, second.usage ?? {}) } : {}) });
}

interface Asked extends Compacted {
  readonly reason: FinishReason | undefined;
}

async function ask(model: ChatModel, plan: CompactionPlan, signal: AbortSignal): Promise<Asked> {
  let summary = '';
  let usage: Usage | undefined;
  let reason: FinishReason | undefined;
  for await (const delta of model.stream(plan.request, signal)) {
    if (delta.type === 'text') {
      summary += delta.text;
    } else if (delta.type === 'usage') {
      ({ usage } = delta);
    } else if (delta.type === 'finish') {
      ({ reason } = delta);
    }
  }
  return { turn: plan.upTo, summary: summary.trim(), reason, ...(usage ? { usage } : {}) };
}

function whole({ reason, ...compacted }: Asked): Compacted {
  if (reason !== 'stop' && reason !== 'other') {
    throw new LatheError({ code: 'cut-off', retryable: true, detail: 'The summary of the earlier messages did not come to its end.' });
  }
  if (compacted.summary === '') {
    throw new LatheError({ code: 'protocol', retryable: true, detail: 'The summary of the earlier messages came without any text.' });
  }
  return compacted;
}
