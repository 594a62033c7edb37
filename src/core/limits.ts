import { knownModel } from './models/known.ts';

/** What is asked for where nothing is known of the model, tokens. */
const usual = 16_384;

/**
 * The most tokens to ask for when the person set `auto`. Always sent: ModelsLab's own default is 1,000
 * (https://docs.modelslab.com/llm-api/advanced-parameters), which a thinking model spends before its answer begins.
 */
export function maxTokensFor(setting: 'auto' | number, model: string): number {
  return setting === 'auto' ? (knownModel(model)?.maxOutput ?? (/minimax-m1/i.test(model) ? 40_000 : usual)) : setting;
}
