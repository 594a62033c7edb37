import assert from 'node:assert/strict';
import { readJournal } from '../../../../src/core/chat/journal.ts';
import { ChatSession } from '../../../../src/core/chat/session.ts';
import { LatheError } from '../../../../src/core/errors.ts';
import { FakeChatModel } from '../../../fakes/chatModel.ts';
import { FakeJournalStore } from '../../../fakes/journalStore.ts';
import { FakeLogger } from '../../../fakes/logger.ts';

const settings = {
  endpointName: 'home',
  model: 'm',
  system: '',
  parameters: { maxTokens: 10, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};

describe('an answer that was cut off', () => {
  let model: FakeChatModel;
  let journals: FakeJournalStore;
  let session: ChatSession;

  beforeEach(() => {
    model = new FakeChatModel();
    journals = new FakeJournalStore();
    let ids = 0;
    session = new ChatSession({
      model,
      journals,
      settings: () => settings,
      newId: () => `id${++ids}`,
      now: () => 1,
      after: () => ({ dispose: () => undefined }),
      logger: new FakeLogger(),
    });
  });

  /** Resolves when the running turn has ended. */
  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      const listening = session.onEvent((event) => {
        if (event.type === 'end') {
          listening.dispose();
          resolve();
        }
      });
    });

  async function cut(text: string): Promise<string> {
    const turn = session.ask({ action: 'ask', text: 'Why?', references: [] }) ?? '';
    const end = ended();
    if (text !== '') {
      model.say({ type: 'text', text });
    }
    model.say({ type: 'usage', usage: { promptTokens: 5, completionTokens: 7 } });
    model.fail(new LatheError({ code: 'cut-off', retryable: true }));
    await end;
    return turn;
  }

  it('goes on in the same turn, without what it repeats, and is read back whole', async () => {
    const turn = await cut('```python\nvalue = compute(');
    assert.equal(await session.continue(turn), true);
    assert.equal(await session.continue(turn), false, 'it goes on already');
    await model.asked(2);
    const [question, answer, ask] = model.requests[1]?.messages ?? [];
    assert.deepEqual([question, answer], [{ role: 'user', text: 'Why?' }, { role: 'assistant', text: '```python\nvalue = compute(' }]);
    assert.match(ask?.text ?? '', /go on inside that block/);
    const end = ended();
    model.say({ type: 'text', text: 'value = comp' }, { type: 'text', text: 'ute(1)' }, { type: 'usage', usage: { promptTokens: 1, completionTokens: 1 } });
    model.say({ type: 'finish', reason: 'stop' });
    await end;
    const [shown] = session.conversation.turns;
    assert.equal(shown?.text, '```python\nvalue = compute(1)');
    assert.deepEqual(shown.end, { type: 'finished', reason: 'stop' });
    assert.deepEqual(shown.usage, { promptTokens: 6, completionTokens: 8 });
    const { id } = session.conversation;
    assert.deepEqual(readJournal(id, journals.texts.get(id) ?? '')?.turns, session.conversation.turns);
  });

  it('keeps everything when it is cut off again', async () => {
    const turn = await cut('one, two, three, ');
    await session.continue(turn);
    const end = ended();
    model.say({ type: 'text', text: 'two, thr' });
    model.fail(new LatheError({ code: 'stalled', retryable: true }));
    await end;
    assert.equal(session.conversation.turn(turn)?.text, 'one, two, three, two, thr');
    assert.equal(await session.continue(turn), true);
    session.stop();
    assert.deepEqual(session.conversation.turn(turn)?.end, { type: 'stopped' });
  });

  it('is not gone on with when there is no text, or when it was complete', async () => {
    assert.equal(await session.continue(await cut('')), false);
    const turn = session.ask({ action: 'ask', text: 'And?', references: [] }) ?? '';
    const end = ended();
    model.say({ type: 'text', text: 'so' }, { type: 'finish', reason: 'stop' });
    await end;
    assert.equal(await session.continue(turn), false);
  });
});
