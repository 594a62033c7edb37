// What a question would cost, and what an answer has.
import type { ShownFailure, ShownTurn } from '../../../src/protocol/messages.ts';
import type { ShownMeter } from '../../../src/protocol/meter.ts';
import { finished } from './samples.ts';

export const meter: ShownMeter = {
  share: 0.34,
  text: '44K · up to $0.05',
  name: 'Next message: 44K · up to $0.05, about 43,612 of 128,000 tokens',
  rows: [
    { label: 'Model', value: 'MiniMaxAI-MiniMax-M1-40k' },
    { label: 'System message', value: '42', isPart: true },
    { label: 'Conversation', value: '12,204', isPart: true },
    { label: 'Attached', value: '31,354', isPart: true },
    { label: 'Question', value: '12', isPart: true },
    { label: 'Sent', value: 'about 43,612 tokens' },
    { label: 'Room for the answer', value: 'up to 40,000 tokens' },
    { label: 'Model reads', value: '128,000 tokens' },
    { label: 'Price', value: '$0.017 to send, up to $0.05 with the answer' },
  ],
  warnings: [],
  isFull: false,
  balance: '',
};

export const nearMeter: ShownMeter = {
  ...meter,
  share: 0.97,
  text: '124K · up to $0.09',
  name: 'Next message: 124K · up to $0.09, about 124,000 of 128,000 tokens',
  warnings: [
    'This is more than the model reads at once: earlier messages are summarized first.',
    'This request may cost up to $0.09. Your budget for one request is $0.05. You will be asked before it is sent.',
  ],
  isFull: true,
  balance: '$12.34',
};

export const overBudget: ShownFailure = {
  code: 'over-budget',
  message: 'Not sent. This request may cost up to $0.09. Your budget for one request is $0.05.',
  detail: '',
  actions: ['sendOnce', 'raiseBudget', 'takeBack'],
};

const rows = [
  { label: 'Sent', value: '1,204 tokens' },
  { label: 'Answer', value: '3,410 tokens' },
  { label: 'Thought', value: '2,900 tokens', isPart: true },
  { label: 'First words after', value: '1.2 s' },
  { label: 'Speed', value: '43 tokens/s' },
  { label: 'Estimate before sending', value: '1,180 tokens, 2% too few' },
  { label: 'Cost', value: 'about $0.012' },
  { label: 'Conversation so far', value: 'at least $0.12' },
];
export const paid: readonly ShownTurn[] = [finished('1', { usage: { text: '1,204 in, 3,410 out · about $0.012', title: 'Tokens as the endpoint counted them', rows } })];
