import type { Conversation } from '../chat/conversation.ts';
import type { Reference } from '../chat/events.ts';
import type { RequestSettings } from '../chat/ports.ts';
import type { EndpointProfile } from '../endpoints.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';
import { attachmentKey } from '../prompt/attachments.ts';
import { historyOf } from '../prompt/chat.ts';
import { costOf, type Cost } from './cost.ts';
import type { TokenEstimator } from './estimate.ts';

/** What would be sent if the question went out now, and what it could cost. All counts are tokens, by estimate. */
export interface Outlook {
  readonly system: number;
  readonly history: number;
  readonly attachments: number;
  readonly question: number;
  /** All of these. */
  readonly sent: number;
  /** The longest answer that is asked for, thinking included. */
  readonly answer: number;
  /** What the model takes, question and answer together; undefined when not known. */
  readonly window: number | undefined;
  /** It does not fit, so that earlier messages are summarized first. */
  readonly isFull: boolean;
  /** It nearly does not. */
  readonly isNearlyFull: boolean;
  /** Of what is sent alone, and with the longest answer. */
  readonly costOfSent: Cost;
  readonly most: Cost;
}

/** Share of the window above which it is nearly full. */
const nearly = 0.9;
/** Characters of a question that are counted; of a longer one the rest is taken to be like these. */
const mostCounted = 100_000;

/** What is attached, with its tokens by estimate. */
export interface Attached {
  readonly reference: Reference;
  readonly tokens: number;
}

/**
 * Looks ahead. What was counted once is not counted again, so that only the question costs time, and what is new of the rest.
 * `question`: what stands in the message box; empty for nothing.
 */
export function outlookOf(
  { estimator, catalogue }: { readonly estimator: TokenEstimator; readonly catalogue: ModelCatalogue },
  endpoint: EndpointProfile,
  settings: RequestSettings,
  conversation: Pick<Conversation, 'turns' | 'compaction'>,
  attached: readonly Attached[],
  question: string,
): Outlook {
  const { model, parameters } = settings;
  const { system, messages, told } = historyOf(settings.system, conversation.turns, conversation.compaction);
  const parts = {
    system: estimator.text(endpoint, model, system),
    history: estimator.messages(endpoint, model, messages),
    attachments: attached
      .filter(({ reference }) => reference.image !== undefined || !told.has(attachmentKey(reference)))
      .reduce((sum, { tokens }) => sum + tokens, 0),
    question: countOf(question, (text) => estimator.messages(endpoint, model, [{ role: 'user', text }])),
  };
  const sent = parts.system + parts.history + parts.attachments + parts.question;
  const answer = parameters.maxTokens;
  const window = catalogue.contextWindow(endpoint, model);
  const price = catalogue.price(endpoint, model);
  // As when a summary is planned: of a small window half is for the answer.
  const all = sent + (window === undefined ? 0 : Math.min(answer, Math.floor(window / 2)));
  return {
    ...parts,
    ...{ sent, answer, window },
    isFull: window !== undefined && all > window,
    isNearlyFull: window !== undefined && all > nearly * window,
    costOfSent: costOf({ promptTokens: sent, completionTokens: 0 }, price),
    most: costOf({ promptTokens: sent, completionTokens: answer }, price),
  };
}

function countOf(question: string, count: (text: string) => number): number {
  if (question.trim() === '') {
    return 0;
  }
  const counted = question.slice(0, mostCounted);
  return Math.round(count(counted) * (question.length / counted.length));
}
