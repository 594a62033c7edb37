import type { Overrides } from './overrides.ts';

/** Parameters that somebody who knows the model advises. */
export interface Preset {
  readonly id: 'page' | 'minimax' | 'minimax-math';
  readonly values: Omit<Overrides, 'format'>;
}

/** MiniMax's own words for each use: https://github.com/MiniMax-AI/MiniMax-M1 (Inference Parameters). */
const minimax = { temperature: 1, topP: 0.95 } as const;

export const presets: readonly Preset[] = [
  {
    // The values that https://modelslab.com/models/together_ai/minimaxai-minimax-m1-40k begins with.
    id: 'page',
    values: {
      system: 'You are a helpful AI assistant specialized in providing accurate and detailed responses.',
      temperature: 0.7,
      maxTokens: 1000,
      topP: 0.9,
      frequencyPenalty: 0,
      presencePenalty: 0,
    },
  },
  { id: 'minimax', values: { ...minimax, system: 'You are a helpful assistant.' } },
  { id: 'minimax-math', values: { ...minimax, system: 'Please reason step by step, and put your final answer within \\boxed{}.' } },
];
