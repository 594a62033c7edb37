import type { Usage } from '../core/model.ts';
import { countAt, objectAt, type JsonObject } from './json.ts';

type Counts = { -readonly [Field in keyof Usage]: Usage[Field] };

/** Chat completions' usage. Gateways repeat it, send it as null, or only the total. */
export function openAiUsage(usage: JsonObject): Usage {
  const prompt = countAt(usage, 'prompt_tokens');
  const total = countAt(usage, 'total_tokens');
  const completion =
    countAt(usage, 'completion_tokens') ??
    (total !== undefined && prompt !== undefined && total >= prompt ? total - prompt : undefined);
  const details = objectAt(usage, 'completion_tokens_details');
  return counts(prompt, completion, countAt(details, 'reasoning_tokens') ?? countAt(usage, 'reasoning_tokens'));
}

/** The messages API's usage: cumulative, in two halves. What was read from or written to a cache was sent all the same. */
export function anthropicUsage(usage: JsonObject): Usage {
  const input = countAt(usage, 'input_tokens');
  const cached = (countAt(usage, 'cache_read_input_tokens') ?? 0) + (countAt(usage, 'cache_creation_input_tokens') ?? 0);
  // A bridge that does not know yet opens with zeros.
  const prompt = (input ?? 0) + cached;
  return counts(prompt > 0 ? prompt : undefined, countAt(usage, 'output_tokens'), undefined);
}

/** What `later` knows, else what `earlier` did. */
export function mergeUsage(earlier: Usage | undefined, later: Usage): Usage {
  return { ...earlier, ...later };
}

function counts(prompt: number | undefined, completion: number | undefined, reasoning: number | undefined): Usage {
  const usage: Counts = {};
  if (prompt !== undefined) {
    usage.promptTokens = prompt;
  }
  if (completion !== undefined) {
    usage.completionTokens = completion;
  }
  if (reasoning !== undefined) {
    usage.reasoningTokens = reasoning;
  }
  return usage;
}
