import assert from 'node:assert/strict';
import { compact, planCompaction } from '../../../../src/core/chat/compaction.ts';
import { Conversation } from '../../../../src/core/chat/conversation.ts';
import type { ConversationEvent } from '../../../../src/core/chat/events.ts';
import { journalHeader, journalLines, readJournal } from '../../../../src/core/chat/journal.ts';
import { ChatSession } from '../../../../src/core/chat/session.ts';
import type { SessionDeps } from '../../../../src/core/chat/sessionDeps.ts';
import type { SessionEvent } from '../../../../src/core/chat/sessionEvent.ts';
import { LatheError } from '../../../../src/core/errors.ts';
import type { ChatRequest } from '../../../../src/core/model.ts';
import { buildRequest } from '../../../../src/core/prompt/chat.ts';
import { FakeChatModel } from '../../../fakes/chatModel.ts';
import { FakeJournalStore } from '../../../fakes/journalStore.ts';
import { FakeLogger } from '../../../fakes/logger.ts';

const settings = {
  endpointName: 'home',
  model: 'm',
  system: 'be brief',
  parameters: { maxTokens: 100, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};
const ask = (text: string) => ({ action: 'ask', text, references: [] }) as const;
/** A token is a character. */
const count = ({ system, messages }: ChatRequest): number => system.length + messages.reduce((sum, { text }) => sum + text.length, 0);

function turnEvents(id: string, question: string, answer: string): readonly ConversationEvent[] {
  return [
    { type: 'turn', turn: id, at: 1, prompt: ask(question), endpoint: 'home', model: 'm', maxTokens: 100 },
    { type: 'text', turn: id, text: answer },
    { type: 'end', turn: id, end: { type: 'finished', reason: 'stop' } },
  ];
}

function journalOf(turns: number, size: number): string {
  const events = Array.from({ length: turns }, (_, index) => turnEvents(`t${index}`, `q${index}`, 'x'.repeat(size))).flat();
  return journalLines([journalHeader('old', 1), ...events]);
}

function setUp(journals: FakeJournalStore, plan?: SessionDeps['planCompaction']) {
  const model = new FakeChatModel();
  let ids = 0;
  const session = new ChatSession({
    ...{ model, journals, settings: () => settings, newId: () => `new${++ids}`, now: () => 5, logger: new FakeLogger() },
    after: () => ({ dispose: () => undefined }),
    ...(plan ? { planCompaction: plan } : {}),
  });
  const events: SessionEvent[] = [];
  session.onEvent((event) => {
    events.push(event);
  });
  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      const listening = session.onEvent(({ type }) => {
        if (type === 'end') {
          listening.dispose();
          resolve();
        }
      });
    });
  return { session, model, events, ended };
}

describe('a long conversation', () => {
  it('is there to be read from its end, and a question waits for all of it', async () => {
    const journals = new FakeJournalStore();
    journals.texts.set('old', journalOf(200, 20_000));
    const { session, model, events } = setUp(journals);
    assert.equal(await session.open('old'), 'opened');
    const tail = session.conversation.turns;
    assert.ok(tail.length >= 12 && tail.length < 60, String(tail.length));
    assert.equal(session.hasEarlier, true);
    const turn = session.ask(ask('and now?')) ?? '';
    assert.equal(model.requests.length, 0);
    await model.asked(1);
    assert.ok(events.some(({ type }) => type === 'extended'));
    assert.equal(session.hasEarlier, false);
    assert.equal(model.requests[0]?.messages.length, 401);
    assert.deepEqual(session.conversation.turns.map(({ id }) => id), [...Array.from({ length: 200 }, (_, index) => `t${index}`), turn]);
    assert.equal(session.conversation.turn(turn)?.end, undefined, 'it runs still');
  });

  it('is not read whole before somebody wants it, and can be wanted again when reading failed', async () => {
    const journals = new FakeJournalStore();
    journals.texts.set('old', journalOf(200, 20_000));
    const { session, events } = setUp(journals);
    await session.open('old');
    await session.takeIn();
    assert.deepEqual(events.map(({ type }) => type), ['opened']);
    journals.readable = Promise.reject(new Error('the disk is gone'));
    await assert.rejects(session.whole());
    assert.equal(session.hasEarlier, true);
    journals.readable = Promise.resolve();
    await Promise.all([session.whole(), session.whole()]);
    assert.deepEqual(events.map(({ type }) => type), ['opened', 'extended'], 'it was read once');
    assert.equal(session.conversation.turns.length, 200);
  });

  it('takes in what another window added, before the next question', async () => {
    const journals = new FakeJournalStore();
    journals.texts.set('old', journalOf(2, 10));
    const { session, model, events } = setUp(journals);
    await session.open('old');
    await session.takeIn();
    assert.equal(events.filter(({ type }) => type === 'opened').length, 1, 'nothing was added');
    journals.texts.set('old', (journals.texts.get('old') ?? '') + journalLines(turnEvents('theirs', 'from there', 'yes')));
    session.ask(ask('mine'));
    await model.asked(1);
    assert.deepEqual(model.requests[0]?.messages.map(({ text }) => text).slice(-3), ['from there', 'yes', 'mine']);
    assert.equal(events.filter(({ type }) => type === 'opened').length, 2);
  });

  it('is summarized in a step that is told and kept, and has its way back', async () => {
    const journals = new FakeJournalStore();
    journals.texts.set('old', journalOf(6, 500));
    const { session, model, events, ended } = setUp(journals, (request, turns) => planCompaction(request, turns, 2000, (each) => Math.round(count(each) / 1.5)));
    await session.open('old');
    session.ask(ask('next'));
    await model.asked(1);
    assert.ok(events.some((event) => event.type === 'progress' && event.progress?.type === 'compacting'));
    model.say({ type: 'text', text: 'they spoke of x' }, { type: 'usage', usage: { promptTokens: 9 } }, { type: 'finish', reason: 'stop' });
    await model.asked(2);
    assert.match(model.requests[1]?.system ?? '', /^be brief\n\n.*\n\nthey spoke of x$/);
    const { compaction } = session.conversation;
    assert.deepEqual(compaction?.usage, { promptTokens: 9 });
    assert.equal(model.requests[1]?.messages.at(-1)?.text, 'next');
    assert.equal(session.conversation.turns.length, 7, 'nothing is taken out of what is shown');
    assert.equal(session.useAllMessages(), false, 'not while an answer runs');
    const end = ended();
    model.say({ type: 'text', text: 'ok' }, { type: 'finish', reason: 'stop' });
    await end;
    assert.deepEqual(readJournal('old', journals.texts.get('old') ?? '')?.compaction, compaction);
    assert.equal(session.useAllMessages(), true);
    assert.equal(session.conversation.compaction, undefined);
  });

  it('is summarized as often as it takes for the request to fit', async () => {
    const journals = new FakeJournalStore();
    journals.texts.set('old', journalOf(40, 500));
    const { session, model, events } = setUp(journals, (request, turns) => planCompaction(request, turns, 2000, count));
    await session.open('old');
    session.ask(ask('next'));
    for (let made = 1; !session.runningTurn || model.requests.at(-1)?.messages.at(-1)?.text !== 'next'; made++) {
      await model.asked(made);
      if (model.requests.at(-1)?.messages.at(-1)?.text !== 'next') {
        assert.equal(session.progress?.type, 'compacting');
        model.say({ type: 'text', text: 'short' }, { type: 'finish', reason: 'stop' });
        await model.asked(made + 1);
      }
    }
    assert.ok(model.requests.length > 3);
    for (const request of model.requests) {
      assert.ok(count(request) + request.parameters.maxTokens <= 2000, String(count(request)));
    }
    assert.equal(session.progress, undefined);
    const told = events.flatMap((event) => (event.type === 'progress' ? [event.progress?.type] : []));
    assert.equal(told.filter((type) => type === 'compacting').length, model.requests.length - 1);
  });

  it('is not summarized again against the wish of the person, who is told and can allow it', async () => {
    const journals = new FakeJournalStore();
    const summarized = { type: 'compacted', turn: 't4', at: 1, summary: 's', endpoint: 'home', model: 'm' } as const;
    journals.texts.set('old', journalOf(6, 500) + journalLines([summarized, { type: 'uncompacted' }]));
    const { session, model, ended } = setUp(journals, (request, turns) => planCompaction(request, turns, 2000, (each) => Math.round(count(each) / 1.5)));
    await session.open('old');
    const end = ended();
    const turn = session.ask(ask('next')) ?? '';
    await end;
    const last = session.conversation.turns.at(-1);
    assert.ok(last?.end?.type === 'failed' && last.end.failure.code === 'needs-summary');
    assert.equal(model.requests.length, 0);
    assert.equal(await session.retry(turn, { summarize: true }), true);
    await model.asked(1);
    model.say({ type: 'text', text: 'in short' }, { type: 'finish', reason: 'stop' });
    await model.asked(2);
    assert.equal(session.conversation.compaction?.summary, 'in short');
    assert.equal(session.conversation.wantsAll, false);
  });

  it('asks at the question when the summary may go over the budget, and what is allowed once is both', async () => {
    const journals = new FakeJournalStore();
    journals.texts.set('old', journalOf(6, 500));
    const { session, model, ended } = setUp(journals, (request, turns) => planCompaction(request, turns, 2000, (each) => Math.round(count(each) / 1.5)));
    await session.open('old');
    const end = ended();
    session.ask(ask('next'));
    await model.asked(1);
    model.fail(new LatheError({ code: 'over-budget', retryable: true }));
    await end;
    const last = session.conversation.turns.at(-1);
    assert.deepEqual([last?.prompt.text, last?.end, session.conversation.compaction], ['next', { type: 'failed', failure: { code: 'over-budget', retryable: true } }, undefined]);
    assert.ok(await session.retry(last?.id ?? '', { summarize: true, overBudget: true }));
    await model.asked(2);
    model.say({ type: 'text', text: 'short' }, { type: 'finish', reason: 'stop' });
    await model.asked(3);
    assert.deepEqual(model.requests.map(({ overBudget }) => overBudget), [undefined, true, true]);
    assert.equal(model.requests[2]?.messages.at(-1)?.text, 'next');
  });

  it('keeps the question when the summary fails, and says why', async () => {
    const journals = new FakeJournalStore();
    journals.texts.set('old', journalOf(6, 500));
    const { session, model, ended } = setUp(journals, (request, turns) => planCompaction(request, turns, 2000, (each) => Math.round(count(each) / 1.5)));
    await session.open('old');
    const end = ended();
    session.ask(ask('next'));
    await model.asked(1);
    model.say({ type: 'finish', reason: 'stop' });
    await end;
    const last = session.conversation.turns.at(-1);
    assert.equal(last?.prompt.text, 'next');
    assert.ok(last.end?.type === 'failed' && last.end.failure.code === 'protocol');
    assert.equal(session.conversation.compaction, undefined);
  });
});

describe('the plan of a summary', () => {
  const turns = ((): Conversation['turns'] => {
    const conversation = new Conversation('x');
    for (let index = 0; index < 6; index++) {
      turnEvents(`t${index}`, 'q', 'x'.repeat(99)).forEach((event) => {
        conversation.apply(event);
      });
    }
    return conversation.turns;
  })();
  const request = buildRequest({ ...settings, system: '' }, turns, ask('q'));

  it('is none while the question and its answer fit', () => {
    assert.equal(planCompaction(request, turns, 701, count), undefined);
  });

  it('keeps the last turns as they are where they fit, and never asks for more than fits', () => {
    const plan = planCompaction(request, turns, 6000, (each) => count(each) * 10);
    assert.ok(plan);
    assert.ok(count(plan.request) * 10 + plan.request.parameters.maxTokens <= 6000);
    const index = turns.findIndex(({ id }) => id === plan.upTo);
    assert.equal(plan.request.messages.length, (index + 1) * 2 + 1);
  });

  it('is none when there is nothing to summarize', () => {
    assert.equal(planCompaction(buildRequest(settings, [], ask('x'.repeat(999))), [], 500, count), undefined);
  });

  it('takes no summary without words', async () => {
    const model = new FakeChatModel();
    model.say({ type: 'finish', reason: 'stop' });
    await assert.rejects(compact(model, { upTo: 't0', request }, new AbortController().signal));
  });

  it('takes no summary that was cut off', async () => {
    const signal = new AbortController().signal;
    for (const finish of [[], [{ type: 'finish', reason: 'length' }], [{ type: 'finish', reason: 'content-filter' }]] as const) {
      const model = new FakeChatModel();
      model.say({ type: 'text', text: 'They decided to' }, ...finish);
      model.close();
      await assert.rejects(compact(model, { upTo: 't0', request }, signal), { failure: { code: 'cut-off', retryable: true, detail: 'The summary of the earlier messages did not come to its end.' } });
    }
  });

  it('is asked for again of half the turns when it grew too long', async () => {
    const many = [0, 1, 2, 3].flatMap((part) => turns.map((turn) => ({ ...turn, id: `${turn.id}-${part}` })));
    const plan = planCompaction(buildRequest({ ...settings, system: '' }, many, ask('q')), many, 2400, count);
    assert.ok(plan?.shorter);
    const model = new FakeChatModel();
    model.say({ type: 'text', text: 'They decided to' }, { type: 'usage', usage: { promptTokens: 7 } }, { type: 'finish', reason: 'length' });
    model.say({ type: 'text', text: 'In short.' }, { type: 'usage', usage: { promptTokens: 4 } }, { type: 'finish', reason: 'stop' });
    assert.deepEqual(await compact(model, plan, new AbortController().signal), { turn: plan.shorter.upTo, summary: 'In short.', usage: { promptTokens: 11 } });
    assert.ok((model.requests[1]?.messages.length ?? 99) < (model.requests[0]?.messages.length ?? 0));
  });

  it('counts few times, however long the conversation is', () => {
    const many = Array.from({ length: 1024 }, (_, index) => turns.map((turn) => ({ ...turn, id: `${turn.id}-${index}` }))).flat();
    let counted = 0;
    const plan = planCompaction(buildRequest(settings, many, ask('q')), many, 2000, (each) => {
      counted++;
      return count(each);
    });
    assert.ok(plan);
    assert.ok(counted < 20, String(counted));
  });

  it('is of the same messages for the same turns, so that each is counted once', () => {
    const [one, two] = [buildRequest(settings, turns, ask('a')), buildRequest(settings, turns, ask('b'))];
    assert.ok(one.messages.slice(0, -1).every((message, index) => message === two.messages[index]));
  });
});
