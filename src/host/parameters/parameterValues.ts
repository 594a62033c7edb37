import type { RequestSettings } from '../../core/chat/ports.ts';
import type { Overrides } from '../../core/parameters/overrides.ts';
import type { ParameterValues } from '../../protocol/parameters.ts';

/** Settings as the page's fields hold them. `schema`: what stands in its field while it is not used. */
export function valuesOf({ system, parameters, format }: RequestSettings, schema = ''): ParameterValues {
  const { temperature, maxTokens, topP, frequencyPenalty, presencePenalty } = parameters;
  return {
    ...{ system, temperature, maxTokens, topP, frequencyPenalty, presencePenalty },
    format: format?.type ?? 'text',
    schema: format?.type === 'schema' ? JSON.stringify(format.schema, undefined, 2) : schema,
  };
}

/** What of the fields is other than the settings say, moved into its range; a schema that is none asks for JSON of any form. */
export function overridesOf(values: ParameterValues, defaults: ParameterValues): Overrides {
  const { system, temperature, maxTokens, topP, frequencyPenalty, presencePenalty } = values;
  const numbers = {
    temperature: within(temperature, 0, 2),
    maxTokens: Math.round(within(maxTokens, 1, 10_000_000)),
    topP: within(topP, 0, 1),
    frequencyPenalty: within(frequencyPenalty, -2, 2),
    presencePenalty: within(presencePenalty, -2, 2),
  };
  const changed = Object.fromEntries(
    Object.entries(numbers).filter(([name, value]) => Number.isFinite(value) && value !== defaults[name as keyof typeof numbers]),
  );
  return { ...changed, ...(system === defaults.system ? {} : { system }), ...formatOf(values) };
}

function formatOf({ format, schema }: ParameterValues): Pick<Overrides, 'format'> {
  if (format === 'text') {
    return {};
  }
  const parsed = format === 'schema' ? parsedSchema(schema) : undefined;
  return { format: parsed ? { type: 'schema', name: nameOf(parsed), schema: parsed } : { type: 'json' } };
}

function parsedSchema(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The wire wants a name of letters, digits, `_` and `-`, at most 64. */
function nameOf({ title }: Readonly<Record<string, unknown>>): string {
  return (typeof title === 'string' ? title.replace(/[^\w-]+/g, '_').slice(0, 64) : '') || 'answer';
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
