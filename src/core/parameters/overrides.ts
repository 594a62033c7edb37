import * as v from 'valibot';
import type { RequestSettings } from '../chat/ports.ts';
import type { ResponseFormat } from '../model.ts';

/** What one conversation asks with in place of the settings. What is absent is as the settings say. */
export interface Overrides {
  readonly system?: string;
  /** 0 to 2. */
  readonly temperature?: number;
  /** At least 1. */
  readonly maxTokens?: number;
  /** 0 to 1. */
  readonly topP?: number;
  /** -2 to 2. */
  readonly frequencyPenalty?: number;
  /** -2 to 2. */
  readonly presencePenalty?: number;
  /** The answer is to be JSON; absent for any text. */
  readonly format?: ResponseFormat;
}

const range = (least: number, most: number): v.GenericSchema<number> => v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most));

/** The ranges that both ModelsLab's page and its documents give: https://docs.modelslab.com/llm-api/advanced-parameters */
export const overridesSchema = v.strictObject({
  system: v.exactOptional(v.pipe(v.string(), v.maxLength(1_000_000))),
  temperature: v.exactOptional(range(0, 2)),
  maxTokens: v.exactOptional(v.pipe(range(1, 10_000_000), v.integer())),
  topP: v.exactOptional(range(0, 1)),
  frequencyPenalty: v.exactOptional(range(-2, 2)),
  presencePenalty: v.exactOptional(range(-2, 2)),
  format: v.exactOptional(
    v.variant('type', [
      v.strictObject({ type: v.literal('json') }),
      v.strictObject({ type: v.literal('schema'), name: v.string(), schema: v.record(v.string(), v.unknown()) }),
    ]),
  ),
});

/** Whether both ask for the same. */
export function isSame(a: Overrides, b: Overrides): boolean {
  const sorted = (overrides: Overrides): string => JSON.stringify(Object.entries(overrides).sort(([one], [other]) => (one < other ? -1 : 1)));
  return sorted(a) === sorted(b);
}

/** The same but for the format of the answer; undefined for any text. */
export function withFormat(overrides: Overrides, format: ResponseFormat | undefined): Overrides {
  const others: Overrides = Object.fromEntries(Object.entries(overrides).filter(([name]) => name !== 'format'));
  return format ? { ...others, format } : others;
}

/** The settings as this conversation has them. */
export function withOverrides<T extends RequestSettings>(settings: T, overrides: Overrides): T {
  const { system = settings.system, format, ...numbers } = overrides;
  return { ...settings, system, parameters: { ...settings.parameters, ...numbers }, ...(format ? { format } : {}) };
}
