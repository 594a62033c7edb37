import { isSameModel } from './modelId.ts';
import type { ModelInfo } from './modelInfo.ts';

/** What is known of models without asking anybody. An endpoint's own list wins over it. */
const known: readonly ModelInfo[] = [
  {
    // A window of a million tokens and a thinking budget of 40,000: https://github.com/MiniMax-AI/MiniMax-M1. The price is as
    // https://modelslab.com/models/together_ai/minimaxai-minimax-m1-40k lists it.
    id: 'MiniMaxAI-MiniMax-M1-40k',
    contextWindow: 1_000_000,
    maxOutput: 40_000,
    modalities: ['text'],
    price: { input: 0, output: 0 },
    name: 'MiniMax M1 40K',
    ownedBy: 'MiniMaxAI',
    thinks: true,
    pageUrl: 'https://modelslab.com/models/together_ai/minimaxai-minimax-m1-40k',
  },
];

/** What we know of the model, whatever the spelling; undefined for nothing. */
export function knownModel(id: string): ModelInfo | undefined {
  return known.find((model) => isSameModel(model.id, id));
}
