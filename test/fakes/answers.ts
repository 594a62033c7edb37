import type { ChatRequest, ModelDelta } from '../../src/core/model.ts';

/** A request that asks for anything. */
export const anyRequest: ChatRequest = {
  model: 'm',
  system: '',
  messages: [{ role: 'user', text: 'write' }],
  parameters: { maxTokens: 1, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};

export const finish: ModelDelta = { type: 'finish', reason: 'stop' };

/** A text in the small pieces that it comes in. */
export const words = (text: string): readonly ModelDelta[] => (text.match(/.{1,9}/gsu) ?? []).map((piece) => ({ type: 'text', text: piece }));

/** Code as models answer with it. */
export const fenced = (code: string): readonly ModelDelta[] => words(`\`\`\`\n${code}\n\`\`\``);
