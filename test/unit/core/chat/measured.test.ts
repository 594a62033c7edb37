import assert from 'node:assert/strict';
import { ChatSession } from '../../../../src/core/chat/session.ts';
import { LatheError } from '../../../../src/core/errors.ts';
import { joinMeasured, Stopwatch } from '../../../../src/core/chat/measured.ts';
import { FakeChatModel } from '../../../fakes/chatModel.ts';
import { FakeJournalStore } from '../../../fakes/journalStore.ts';
import { FakeLogger } from '../../../fakes/logger.ts';

const settings = {
  ...{ endpointName: 'home', model: 'm', system: '' },
  parameters: { maxTokens: 10, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};
const prompt = { action: 'ask', text: 'hello', references: [] } as const;

function setUp(journals = new FakeJournalStore()) {
  const model = new FakeChatModel();
  let ids = 0;
  let now = 0;
  const session = new ChatSession({
    ...{ model, journals, settings: () => settings, newId: () => `id${++ids}`, now: () => (now += 100) },
    ...{ after: () => ({ dispose: () => undefined }), logger: new FakeLogger(), estimate: () => 42 },
  });
  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      const watch = session.onEvent(({ type }) => {
        if (type === 'end') {
          watch.dispose();
          resolve();
        }
      });
    });
  return { session, model, journals, ended };
}

describe('what is measured of an answer', () => {
  it('begins when it is sent last, and waits for the first piece', () => {
    let now = 0;
    const watch = new Stopwatch(() => now);
    assert.equal(watch.stop(), undefined);
    watch.start(7);
    assert.deepEqual(watch.stop(), { estimate: 7 });
    now = 1000;
    watch.take({ type: 'sent' });
    now = 1300;
    watch.first();
    now = 1400;
    watch.first();
    watch.take({ type: 'sent' });
    now = 2300;
    assert.deepEqual(watch.stop(), { estimate: 7, firstMs: 300, ms: 1000 });
  });

  it('adds up where an answer is gone on with', () => {
    assert.deepEqual(joinMeasured({ estimate: 5, firstMs: 10, ms: 20 }, { estimate: 6, firstMs: 30, ms: 40 }), { estimate: 11, firstMs: 10, ms: 60 });
    assert.deepEqual(joinMeasured({}, { firstMs: 3 }), { firstMs: 3 });
  });

  it('is in the journal, so that another window knows it, over a going on as well', async () => {
    const { session, model, journals, ended } = setUp();
    let end = ended();
    session.ask(prompt);
    model.say({ type: 'text', text: 'one ' }, { type: 'finish', reason: 'length' });
    await end;
    const first = session.conversation.turns[0]?.measured;
    assert.ok(first?.estimate === 42 && (first.firstMs ?? 0) > 0 && (first.ms ?? 0) > 0);
    end = ended();
    assert.ok(await session.continue(session.conversation.turns[0]?.id ?? ''));
    model.say({ type: 'text', text: 'two' }, { type: 'finish', reason: 'stop' });
    await end;
    assert.equal(session.conversation.turns[0]?.measured?.estimate, 84);
    const next = setUp(journals);
    await next.session.open(session.conversation.id);
    assert.deepEqual(next.session.conversation.turns, session.conversation.turns);
  });
});

describe('a question over the budget', () => {
  const excess = { span: 'turn', unit: 'usd', limit: 1, spent: 0, needed: 2 } as const;

  it('is kept with its reason, and goes out when the person allows that once', async () => {
    const { session, model, journals, ended } = setUp();
    const end = ended();
    session.ask(prompt);
    model.fail(new LatheError({ code: 'over-budget', retryable: true, excess }));
    await end;
    const next = setUp(journals);
    await next.session.open(session.conversation.id);
    const turn = next.session.conversation.turns[0];
    assert.deepEqual(turn?.end, { type: 'failed', failure: { code: 'over-budget', retryable: true, excess } });
    assert.ok(await session.retry(turn.id, { overBudget: true }));
    await model.asked(2);
    assert.deepEqual(model.requests.map(({ overBudget }) => overBudget), [undefined, true]);
  });

  it('can be taken back, which shows the other version of it', async () => {
    const { session, model, ended } = setUp();
    let end = ended();
    session.ask(prompt);
    assert.equal(session.takeBack(session.runningTurn ?? ''), undefined);
    model.say({ type: 'text', text: 'four' }, { type: 'finish', reason: 'stop' });
    await end;
    const first = session.conversation.turns[0]?.id ?? '';
    assert.equal(session.takeBack(first), undefined);
    end = ended();
    const second = await session.branch(first, { ...prompt, text: 'And five?' });
    model.fail(new LatheError({ code: 'over-budget', retryable: true, excess }));
    await end;
    assert.equal(session.takeBack(second ?? '')?.text, 'And five?');
    assert.deepEqual(session.conversation.turns.map(({ id }) => id), [first]);
    assert.deepEqual(session.conversation.allTurns.map(({ id }) => id), [first]);
  });
});
