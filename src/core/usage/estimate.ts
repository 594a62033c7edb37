import { estimateTokenCount } from 'tokenx';
import type { Endpoint } from '../endpoint.ts';
import type { ChatMessage, ChatRequest } from '../model.ts';
import type { ModelNotes } from '../models/modelNotes.ts';

/** What a template puts around each message, tokens. */
const perMessage = 4;
/** A picture of a usual size, tokens; models differ widely. */
const perImage = 1000;
/** Smaller questions say little about the ratio: most of their tokens are the template's. */
const leastLearnt = 50;
/** How much of the ratio one answer's usage decides. */
const weight = 0.3;
const ratioRange = [0.25, 4] as const;

/** Tokens by estimate, corrected by what each endpoint counted for the model before. Every number from here is an estimate. */
export class TokenEstimator {
  /** Counting takes a second for some megabytes, and all messages of a conversation come with each question. */
  private readonly counted = new WeakMap<ChatMessage, number>();

  constructor(private readonly notes: ModelNotes) {}

  text(endpoint: Endpoint, model: string, text: string): number {
    return Math.round(estimateTokenCount(text) * this.ratio(endpoint, model));
  }

  /** Messages without what a template puts before the first. */
  messages(endpoint: Endpoint, model: string, messages: readonly ChatMessage[]): number {
    return Math.round(messages.reduce((sum, message) => sum + this.rawMessage(message), 0) * this.ratio(endpoint, model));
  }

  /** The whole question, tools and pictures included. */
  request(endpoint: Endpoint, request: ChatRequest): number {
    return Math.round(this.rawRequest(request) * this.ratio(endpoint, request.model));
  }

  /** Learns from what the endpoint counted, tokens, for a question that it got. Nonsense and trifles are passed over. */
  learn(endpoint: Endpoint, request: ChatRequest, counted: number): void {
    const raw = this.rawRequest(request);
    const [least, most] = ratioRange;
    const ratio = counted / raw;
    // A count that far off is not of this question: some endpoints leave out what came from a cache.
    if (raw < leastLearnt || !(ratio > least / 2 && ratio < most * 2)) {
      return;
    }
    const { tokenRatio } = this.notes.get(endpoint, request.model);
    const next = tokenRatio === undefined ? ratio : tokenRatio + weight * (ratio - tokenRatio);
    this.notes.update(endpoint, request.model, { tokenRatio: Math.min(most, Math.max(least, next)) });
  }

  private rawRequest({ system, messages, tools }: ChatRequest): number {
    const around = estimateTokenCount(system) + estimateTokenCount(tools ? JSON.stringify(tools) : '');
    return messages.reduce((sum, message) => sum + this.rawMessage(message), around);
  }

  private rawMessage(message: ChatMessage): number {
    const known = this.counted.get(message);
    const count = known ?? rawMessage(message);
    if (known === undefined) {
      this.counted.set(message, count);
    }
    return count;
  }

  private ratio(endpoint: Endpoint, model: string): number {
    return this.notes.get(endpoint, model).tokenRatio ?? 1;
  }
}

function rawMessage(message: ChatMessage): number {
  const images = message.role === 'user' ? (message.images?.length ?? 0) : 0;
  return estimateTokenCount(textOf(message)) + perMessage + images * perImage;
}

function textOf(message: ChatMessage): string {
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  return message.text + calls.map(({ name, arguments: json }) => name + json).join('');
}
