import type { ModelInfo, Price } from '../core/models/modelInfo.ts';
import { arrayAt, countAt, isObject, objectAt, stringAt, type JsonObject } from './json.ts';

type Known = { -readonly [Field in keyof ModelInfo]?: ModelInfo[Field] | undefined };

/**
 * One entry of a list of models. ModelsLab documents only `id`, `created` and `owned_by`; the rest is what OpenRouter
 * (https://openrouter.ai/docs/guides/overview/models), vLLM (`max_model_len`), llama.cpp (`meta`) and Anthropic add. Undefined for what has no id.
 */
export function modelOf(entry: unknown): ModelInfo | undefined {
  if (typeof entry === 'string') {
    return entry === '' ? undefined : { id: entry };
  }
  const id = stringAt(entry, 'id') ?? stringAt(entry, 'model') ?? stringAt(entry, 'name');
  if (!isObject(entry) || id === undefined) {
    return undefined;
  }
  const top = objectAt(entry, 'top_provider');
  const known: Known = {
    name: stringAt(entry, 'display_name') ?? (stringAt(entry, 'name') === id ? undefined : stringAt(entry, 'name')),
    ownedBy: stringAt(entry, 'owned_by'),
    createdAt: timeOf(entry),
    contextWindow:
      tokens(entry, 'context_length', 'max_model_len', 'max_input_tokens', 'context_window') ??
      tokens(top, 'context_length') ??
      tokens(objectAt(entry, 'meta'), 'n_ctx', 'n_ctx_train'),
    maxOutput: tokens(top, 'max_completion_tokens') ?? tokens(entry, 'max_output_tokens', 'max_completion_tokens', 'max_tokens'),
    price: priceOf(objectAt(entry, 'pricing')),
    parameters: words(entry, 'supported_parameters'),
    modalities: words(objectAt(entry, 'architecture'), 'input_modalities'),
  };
  return { id, ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) };
}

/** OpenRouter's are decimal texts in USD per token. Together's are numbers in USD per million, named `input` and `output`. */
function priceOf(pricing: JsonObject | undefined): Price | undefined {
  const perToken = { input: amount(pricing?.['prompt']), output: amount(pricing?.['completion']) };
  if (perToken.input !== undefined && perToken.output !== undefined) {
    return { input: rounded(perToken.input * 1e6), output: rounded(perToken.output * 1e6) };
  }
  const input = amount(pricing?.['input']);
  const output = amount(pricing?.['output']);
  return input === undefined || output === undefined ? undefined : { input, output };
}

function amount(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  // OpenRouter says -1 where the price depends on what is routed to.
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** Multiplying a decimal fraction leaves crumbs. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function timeOf(entry: JsonObject): number | undefined {
  const seconds = countAt(entry, 'created');
  if (seconds !== undefined && seconds > 0) {
    return seconds * 1000;
  }
  const time = Date.parse(stringAt(entry, 'created_at') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function tokens(holder: JsonObject | undefined, ...fields: readonly string[]): number | undefined {
  return fields.map((field) => countAt(holder, field)).find((count) => count !== undefined && count > 0);
}

function words(holder: JsonObject | undefined, field: string): readonly string[] | undefined {
  const found = arrayAt(holder, field).filter((word) => typeof word === 'string');
  return found.length > 0 ? found : undefined;
}
