import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Reference } from '../../../../src/core/chat/events.ts';
import { Conversation } from '../../../../src/core/chat/conversation.ts';
import { endpointBase, type EndpointProfile } from '../../../../src/core/endpoints.ts';
import { ModelCatalogue } from '../../../../src/core/models/catalogue.ts';
import { buildRequest } from '../../../../src/core/prompt/chat.ts';
import { TokenEstimator } from '../../../../src/core/usage/estimate.ts';
import { outlookOf, type Attached, type Outlook } from '../../../../src/core/usage/outlook.ts';
import { FakeModelNotes } from '../../../fakes/modelNotes.ts';
import { runs } from '../../fuzz.ts';

const endpoint: EndpointProfile = { ...endpointBase, name: 'E', baseUrl: 'https://e.test' };
const priced: EndpointProfile = { ...endpoint, prices: { m: { input: 1, output: 10 } } };
const settings = {
  ...{ endpointName: 'E', model: 'm', system: 'Be brief.' },
  parameters: { maxTokens: 1000, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};

function tools(contextWindow?: number) {
  const notes = new FakeModelNotes();
  if (contextWindow !== undefined) {
    notes.update(endpoint, 'm', { contextWindow });
  }
  const catalogue = new ModelCatalogue({ list: () => Promise.resolve([]), store: { get: () => undefined, set: () => undefined }, notes, now: () => 0 });
  return { estimator: new TokenEstimator(notes), catalogue };
}

const file = (text: string, path = 'a.ts'): Reference => ({ kind: 'file', label: path, path, language: 'typescript', text, outline: '' });

function conversationWith(texts: readonly string[], references: readonly Reference[] = []): Conversation {
  const conversation = new Conversation('c');
  for (const [index, text] of texts.entries()) {
    const turn = String(index);
    conversation.apply({ type: 'turn', turn, at: 0, prompt: { action: 'ask', text, references }, endpoint: 'E', model: 'm', maxTokens: 1 });
    conversation.apply({ type: 'text', turn, text: `About ${text}` });
    conversation.apply({ type: 'end', turn, end: { type: 'finished', reason: 'stop' } });
  }
  return conversation;
}

const attached = (reference: Reference): Attached => ({ reference, tokens: Math.ceil(reference.text.length / 4) });

const look = (given: Partial<{ window: number; from: EndpointProfile; conversation: Conversation; references: readonly Reference[]; question: string }>): Outlook =>
  outlookOf(tools(given.window), given.from ?? endpoint, settings, given.conversation ?? new Conversation('c'), (given.references ?? []).map(attached), given.question ?? '');

describe('the outlook on the next question', () => {
  it('is each part by itself', () => {
    const empty = look({});
    assert.deepEqual([empty.history, empty.attachments, empty.question, empty.answer], [0, 0, 0, 1000]);
    assert.ok(empty.system > 0 && empty.sent === empty.system);
    const all = look({ conversation: conversationWith(['the weather']), references: [file('const a = 1;')], question: 'Why?' });
    assert.ok([all.history, all.attachments, all.question].every((part) => part > 0));
    assert.equal(all.sent, all.system + all.history + all.attachments + all.question);
  });

  it('does not count again what an earlier message holds', () => {
    const attached = file('const a = 1;');
    assert.equal(look({ conversation: conversationWith(['one'], [attached]), references: [attached] }).attachments, 0);
    assert.ok(look({ conversation: conversationWith(['one'], [attached]), references: [file('const a = 2;')] }).attachments > 0);
  });

  it('tells what it costs, by the tokens that go out and by the longest answer', () => {
    const { sent, costOfSent, most } = look({ from: priced, question: 'Why?' });
    assert.deepEqual(costOfSent, { type: 'known', usd: sent / 1e6 });
    assert.deepEqual(most, { type: 'known', usd: (sent + 10_000) / 1e6 });
    assert.deepEqual(look({}).most, { type: 'unknown' });
  });

  it('tells when the window is full, or nearly', () => {
    const question = 'word '.repeat(1200);
    const { sent } = look({ question });
    const state = (window: number): readonly boolean[] => {
      const { isFull, isNearlyFull } = look({ question, window });
      return [isFull, isNearlyFull];
    };
    assert.deepEqual(state(sent + 999), [true, true]);
    assert.deepEqual(state(sent + 1000), [false, true]);
    assert.deepEqual(state(2 * (sent + 1000)), [false, false]);
    // Of a small window no more than half is kept for the answer.
    assert.equal(look({ window: 100 }).isFull, false);
  });

  it('is near what is counted of the request itself, whatever is said and attached', () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 20 }), { maxLength: 4 }), fc.array(fc.lorem({ maxCount: 50 }), { maxLength: 3 }), fc.lorem(), (said, attached, question) => {
        const references = attached.map((text, index) => file(text, `${index}.ts`));
        const conversation = conversationWith(said);
        const used = tools();
        const { sent } = outlookOf(used, endpoint, settings, conversation, references.map((reference) => ({ reference, tokens: used.estimator.text(endpoint, 'm', reference.text) })), question);
        const real = used.estimator.request(endpoint, buildRequest(settings, conversation.turns, { action: 'ask', text: question, references }));
        // The words around each attachment are not counted.
        assert.ok(Math.abs(sent - real) <= 4 + 12 * references.length, `${sent} for ${real}`);
      }),
      runs(),
    );
  });
});
