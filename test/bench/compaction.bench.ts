// Planning the summary of a long conversation: how long the event loop stands still when the question outgrows the window, and when
// it does not; beside counting all of its tokens once.
import assert from 'node:assert/strict';
import { planCompaction } from '../../src/core/chat/compaction.ts';
import { conversationOf } from '../../src/core/chat/journal.ts';
import type { Endpoint } from '../../src/core/endpoint.ts';
import { buildRequest } from '../../src/core/prompt/chat.ts';
import { TokenEstimator } from '../../src/core/usage/estimate.ts';
import { median, report } from './rows.ts';

const turns = 400;
const piece = 'A sentence of an answer, as models write them. ';
const runs = 5;
const settings = {
  ...{ endpointName: 'e', model: 'm', system: 'Be brief.' },
  parameters: { maxTokens: 1000, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};
const endpoint = { name: 'e', url: 'http://localhost' } as unknown as Endpoint;
const ask = { action: 'ask', text: 'And now?', references: [] } as const;

function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

const taken = { count: [] as number[], first: [] as number[], next: [] as number[] };
for (let run = 0; run < runs; run++) {
  const conversation = conversationOf(
    'x',
    Array.from({ length: turns }, (_, index) => [
      { type: 'turn', turn: String(index), at: 1, prompt: ask, endpoint: 'e', model: 'm', maxTokens: 1 } as const,
      { type: 'text', turn: String(index), text: piece.repeat(213) } as const,
    ]).flat(),
  );
  const estimator = new TokenEstimator({ get: () => ({}), update: () => undefined });
  const count = (request: Parameters<typeof planCompaction>[0]): number => estimator.request(endpoint, request);
  const plan = (): void => {
    assert.ok(planCompaction(buildRequest(settings, conversation.turns, ask), conversation.turns, 32_000, count));
  };
  taken.first.push(timed(plan));
  taken.next.push(timed(plan));
  const fresh = new TokenEstimator({ get: () => ({}), update: () => undefined });
  taken.count.push(timed(() => fresh.request(endpoint, buildRequest(settings, conversation.turns, ask))));
}
const note = `${turns} turns of 10,000 characters, window of 32,000 tokens; median of ${runs}`;
report([
  { name: 'compaction: plan of the first question', value: median(taken.first), unit: 'ms', note },
  { name: 'compaction: plan of the next question', value: median(taken.next), unit: 'ms', note },
  { name: 'compaction: counting all tokens once', value: median(taken.count), unit: 'ms', note },
]);
