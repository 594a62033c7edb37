/**
 * The most tokens to ask for when the person set `auto`. Always sent: ModelsLab's own default is 1,000
 * (https://docs.modelslab.com/llm-api/advanced-parameters), which a thinking model spends before its answer begins.
 * MiniMax M1 40K has a thinking budget of 40,000 tokens (https://github.com/MiniMax-AI/MiniMax-M1).
 */
export function maxTokensFor(setting: 'auto' | number, model: string): number {
  if (setting !== 'auto') {
    return setting;
  }
  return /minimax-m1/i.test(model) ? 40_000 : 16_384;
}
