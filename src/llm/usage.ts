import type { Usage } from '../core/model.ts';
import { countAt, objectAt, type JsonObject } from './json.ts';

type Counts = { [Field in keyof Usage]: Usage[Field] | undefined };

/**
 * Chat completions' usage. Gateways repeat it, send it as null, or only the total; OpenRouter adds `cost` in USD
 * (https://openrouter.ai/docs/cookbook/administration/usage-accounting).
 */
export function openAiUsage(usage: JsonObject): Usage {
  const promptTokens = countAt(usage, 'prompt_tokens');
  const total = countAt(usage, 'total_tokens');
  const rest = total !== undefined && promptTokens !== undefined && total >= promptTokens ? total - promptTokens : undefined;
  return known({
    promptTokens,
    completionTokens: countAt(usage, 'completion_tokens') ?? rest,
    reasoningTokens:
      countAt(objectAt(usage, 'completion_tokens_details'), 'reasoning_tokens') ?? countAt(usage, 'reasoning_tokens'),
    cachedTokens: countAt(objectAt(usage, 'prompt_tokens_details'), 'cached_tokens'),
    costUsd: countAt(usage, 'cost'),
  });
}

/** The messages API's usage: cumulative, in two halves. What was read from or written to a cache was sent all the same. */
export function anthropicUsage(usage: JsonObject): Usage {
  const read = countAt(usage, 'cache_read_input_tokens');
  // A bridge that does not know yet opens with zeros.
  const prompt = (countAt(usage, 'input_tokens') ?? 0) + (read ?? 0) + (countAt(usage, 'cache_creation_input_tokens') ?? 0);
  return known({
    promptTokens: prompt > 0 ? prompt : undefined,
    completionTokens: countAt(usage, 'output_tokens'),
    cachedTokens: read === 0 ? undefined : read,
    costUsd: countAt(usage, 'cost'),
  });
}

/** What `later` knows, else what `earlier` did. */
export function mergeUsage(earlier: Usage | undefined, later: Usage): Usage {
  return { ...earlier, ...later };
}

function known(counts: Counts): Usage {
  const usage: Record<string, number> = {};
  for (const [field, count] of Object.entries(counts)) {
    if (count !== undefined) {
      usage[field] = count;
    }
  }
  return usage;
}
