import assert from 'node:assert/strict';
import { ChatSession } from '../../../../src/core/chat/session.ts';
import type { SessionEvent } from '../../../../src/core/chat/sessionEvent.ts';
import { LatheError } from '../../../../src/core/errors.ts';
import { FakeChatModel } from '../../../fakes/chatModel.ts';
import { FakeJournalStore } from '../../../fakes/journalStore.ts';
import { FakeLogger } from '../../../fakes/logger.ts';

const settings = {
  endpointName: 'home',
  model: 'm',
  system: 'be brief',
  parameters: { maxTokens: 10, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};

function setUp(journals = new FakeJournalStore()) {
  const model = new FakeChatModel();
  let ids = 0;
  let now = 1000;
  const session = new ChatSession({
    model,
    journals,
    settings: () => settings,
    newId: () => `id${++ids}`,
    now: () => (now += 100),
    after: () => ({ dispose: () => undefined }),
    logger: new FakeLogger(),
  });
  const events: SessionEvent[] = [];
  const waiting = new Set<() => void>();
  session.onEvent((event) => {
    events.push(event);
    waiting.forEach((check) => {
      check();
    });
  });
  const until = (type: SessionEvent['type'], count = 1): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (events.filter((event) => event.type === type).length >= count) {
          waiting.delete(check);
          resolve();
        }
      };
      waiting.add(check);
      check();
    });
  return { session, model, journals, events, until };
}

const ask = (text: string) => ({ action: 'ask', text, references: [] }) as const;

describe('a chat session', () => {
  it('keeps thought and text apart, and ends the turn once, as finished', async () => {
    const { session, model, events, until } = setUp();
    session.ask(ask('hello'));
    model.say({ type: 'reasoning', text: 'hm' }, { type: 'text', text: 'hi ' }, { type: 'text', text: 'you' });
    model.say({ type: 'finish', reason: 'stop' });
    await until('end');
    const [turn] = session.conversation.turns;
    assert.equal(turn?.thought, 'hm');
    assert.equal(turn.text, 'hi you');
    assert.ok(turn.thoughtMs !== undefined && turn.thoughtMs > 0);
    assert.deepEqual(turn.end, { type: 'finished', reason: 'stop' });
    assert.equal(events.filter((event) => event.type === 'end').length, 1);
  });

  it('remembers the earlier turns, and leaves it to the client whether their thoughts are sent', async () => {
    const { session, model, until } = setUp();
    session.ask(ask('one'));
    model.say({ type: 'reasoning', text: 'secret' }, { type: 'text', text: 'first' }, { type: 'finish', reason: 'stop' });
    await until('end');
    session.ask(ask('two'));
    await model.asked(2);
    assert.deepEqual(model.requests[1]?.messages, [
      { role: 'user', text: 'one' },
      { role: 'assistant', text: 'first', thought: 'secret' },
      { role: 'user', text: 'two' },
    ]);
    assert.equal(model.requests[1].system, 'be brief');
  });

  it('stops at once, keeps what came, and takes nothing that comes later', async () => {
    const { session, model, until } = setUp();
    session.ask(ask('hello'));
    model.say({ type: 'text', text: 'par' });
    await until('text');
    session.stop();
    assert.deepEqual(session.conversation.turns[0]?.end, { type: 'stopped' });
    assert.equal(session.runningTurn, undefined);
    model.say({ type: 'text', text: 'tial' });
    assert.equal(session.conversation.turns[0].text, 'par');
  });

  it('keeps the partial text of an answer that fails, with the failure as data', async () => {
    const { session, model, until } = setUp();
    session.ask(ask('hello'));
    model.say({ type: 'text', text: 'par' });
    model.fail(new LatheError({ code: 'cut-off', retryable: true }));
    await until('end');
    const [turn] = session.conversation.turns;
    assert.equal(turn?.text, 'par');
    assert.deepEqual(turn.end, { type: 'failed', failure: { code: 'cut-off', retryable: true } });
  });

  it('calls a stream that ends without a finish cut off', async () => {
    const { session, model, until } = setUp();
    session.ask(ask('hello'));
    model.close();
    await until('end');
    const end = session.conversation.turns[0]?.end;
    assert.ok(end?.type === 'failed' && end.failure.code === 'cut-off');
  });

  it('asks one thing at a time', () => {
    const { session, model } = setUp();
    assert.ok(session.ask(ask('one')));
    assert.equal(session.ask(ask('two')), undefined);
    assert.equal(model.requests.length, 1);
  });

  it('asks the last question again in place of its failed turn', async () => {
    const { session, model, until } = setUp();
    const first = session.ask(ask('hello')) ?? '';
    model.fail(new LatheError({ code: 'unavailable', retryable: true }));
    await until('end');
    assert.equal(await session.retry('another'), false);
    assert.equal(await session.retry(first, { maxTokens: 99 }), true);
    assert.equal(session.conversation.turns.length, 1);
    await model.asked(2);
    assert.equal(model.requests[1]?.parameters.maxTokens, 99);
  });

  it('writes all of it to the journal, so that another window reads the same', async () => {
    const { session, model, journals, until } = setUp();
    session.ask(ask('hello'));
    model.say({ type: 'reasoning', text: 'hm' }, { type: 'text', text: 'hi' });
    model.say({ type: 'usage', usage: { completionTokens: 3 } }, { type: 'finish', reason: 'length' });
    await until('end');
    const next = setUp(journals);
    assert.equal(await next.session.open(session.conversation.id), 'opened');
    assert.deepEqual(next.session.conversation.turns, session.conversation.turns);
  });

  it('marks a turn that its window did not live to end', async () => {
    const { session, model, journals, until } = setUp();
    session.ask(ask('hello'));
    model.say({ type: 'text', text: 'half' });
    await until('text');
    const next = setUp(journals);
    await next.session.open(session.conversation.id);
    const [turn] = next.session.conversation.turns;
    assert.equal(turn?.text, 'half');
    assert.ok(turn.end?.type === 'failed' && turn.end.failure.code === 'interrupted');
  });

  it('never takes away what was begun while an old conversation was being read', async () => {
    const { session, model, journals, until } = setUp();
    session.ask(ask('old'));
    model.say({ type: 'text', text: 'answer' }, { type: 'finish', reason: 'stop' });
    await until('end');
    const next = setUp(journals);
    const opening = next.session.open(session.conversation.id);
    next.session.ask(ask('new'));
    assert.equal(await opening, 'overtaken');
    assert.deepEqual(next.session.conversation.turns.map(({ prompt }) => prompt.text), ['new']);
    const third = setUp(journals);
    const again = third.session.open(session.conversation.id);
    third.session.startNew();
    assert.equal(await again, 'overtaken');
    assert.equal(third.session.conversation.turns.length, 0);
  });

  it('records nothing more once it is disposed, so that the turn is found open', async () => {
    const { session, model, journals, events, until } = setUp();
    session.ask(ask('hello'));
    model.say({ type: 'text', text: 'half' });
    await until('text');
    const written = journals.texts.get(session.conversation.id);
    session.dispose();
    model.fail(new Error('the socket died with the window'));
    await new Promise(setImmediate);
    assert.equal(journals.texts.get(session.conversation.id), written);
    assert.equal(events.some(({ type }) => type === 'end'), false);
  });

  it('tells with each turn who was asked', () => {
    const { session } = setUp();
    session.ask(ask('hello'), { maxTokens: 77 });
    const [turn] = session.conversation.turns;
    assert.deepEqual([turn?.endpoint, turn?.model, turn?.maxTokens], ['home', 'm', 77]);
  });

  it('begins a new conversation by stopping what runs; the old one stays in its journal', async () => {
    const { session, model, journals, until } = setUp();
    session.ask(ask('hello'));
    model.say({ type: 'text', text: 'half' });
    await until('text');
    const old = session.conversation.id;
    session.startNew();
    assert.equal(session.conversation.turns.length, 0);
    assert.notEqual(session.conversation.id, old);
    assert.ok(journals.texts.get(old)?.includes('half'));
  });

  it('asks with what was changed for this conversation alone, from the first question on, and after a reload', async () => {
    const { session, model, journals, events } = setUp();
    session.configure({ temperature: 0.2, format: { type: 'json' } });
    assert.deepEqual(events, [], 'nothing is written of a conversation that has no question');
    session.ask(ask('one'));
    await model.asked(1);
    assert.equal(model.requests[0]?.parameters.temperature, 0.2);
    assert.deepEqual(model.requests[0].responseFormat, { type: 'json' });
    model.say({ type: 'text', text: '{}' }, { type: 'finish', reason: 'stop' });
    await session.written();
    const again = setUp(journals);
    await again.session.open(session.conversation.id);
    await again.session.whole();
    assert.deepEqual(again.session.overrides, { temperature: 0.2, format: { type: 'json' } });
    assert.deepEqual(again.session.conversation.turns[0]?.format, { type: 'json' });
    again.session.configure({});
    again.session.startNew();
    assert.deepEqual(again.session.overrides, {});
  });
});
