import type { Failure } from '../../core/errors.ts';

/** What a refusal tells of a model's limits, tokens. */
export interface ToldLimits {
  readonly contextWindow?: number;
  /** Most tokens of one answer to this very question. */
  readonly maxTokens?: number;
  /** Most tokens of any answer. */
  readonly maxOutput?: number;
}

/** Fewer than this are not worth asking for. */
const leastAnswer = 256;

/**
 * Reads limits out of the words of a refused request. vLLM and OpenAI tell the window and the length of the question ("maximum
 * context length is 8192 tokens and your request has 200 input tokens"), DeepSeek and Together the range of `max_tokens`.
 */
export function toldLimits({ code, detail, parameter }: Failure): ToldLimits {
  if ((code !== 'bad-request' && code !== 'context-overflow') || detail === undefined) {
    return {};
  }
  const window = numberAfter(/maximum (?:context|model) length (?:is|of) (?:only )?([\d,]+)|context (?:length|window|size)(?: is| of|:)? (?:only )?\(?([\d,]+)/i, detail);
  if (window !== undefined) {
    const question = numberAfter(/([\d,]+) (?:tokens )?(?:in|from) (?:the |your )?(?:messages|prompt|input)|(?:has|contains at least|prompt of) ([\d,]+) (?:input )?tokens/i, detail);
    const room = question === undefined ? 0 : window - question;
    return room >= leastAnswer ? { contextWindow: window, maxTokens: room } : { contextWindow: window };
  }
  const most =
    parameter === 'max_tokens' || /max_tokens|max_completion_tokens/.test(detail)
      ? numberAfter(/\[\s*\d+\s*,\s*([\d,]+)\s*\]|(?:at most|up to|less than or equal to|<=|maximum(?: value)?(?: is| of|:)|must be <= ?|supports) ([\d,]+)/i, detail)
      : undefined;
  return most !== undefined && most >= leastAnswer ? { maxTokens: most, maxOutput: most } : {};
}

function numberAfter(pattern: RegExp, text: string): number | undefined {
  // A group that took no part in the match is undefined, whatever the types say.
  const found = pattern.exec(text)?.slice(1).find(Boolean);
  const value = Number(found?.replaceAll(',', ''));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
