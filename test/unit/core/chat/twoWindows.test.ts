import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conversationOf, journalHeader, journalLines, journalVersion, readJournal } from '../../../../src/core/chat/journal.ts';
import { eventsOf } from '../../../../src/core/chat/retell.ts';
import { ChatSession } from '../../../../src/core/chat/session.ts';
import { LatheError } from '../../../../src/core/errors.ts';
import { FakeChatModel } from '../../../fakes/chatModel.ts';
import { FakeJournalStore } from '../../../fakes/journalStore.ts';
import { FakeLogger } from '../../../fakes/logger.ts';
import { runs } from '../../fuzz.ts';
import { anyEvents } from './conversations.ts';

const settings = {
  endpointName: 'home',
  model: 'm',
  system: '',
  parameters: { maxTokens: 10, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};
const ask = (text: string) => ({ action: 'ask', text, references: [] }) as const;

/** One of two windows on the same files. */
class Window {
  readonly model = new FakeChatModel();
  readonly journals: FakeJournalStore;
  readonly session: ChatSession;
  elsewhere = 0;
  private ids = 0;

  constructor(name: string, texts: Map<string, string>) {
    this.journals = new FakeJournalStore(texts);
    this.session = new ChatSession({
      ...{ model: this.model, journals: this.journals, settings: () => settings, newId: () => `${name}${++this.ids}`, now: () => 1 },
      after: () => ({ dispose: () => undefined }),
      logger: new FakeLogger(),
      onElsewhere: () => this.elsewhere++,
    });
  }

  /** Resolves at the next event of the type. */
  next(type: string): Promise<void> {
    return new Promise((resolve) => {
      const listening = this.session.onEvent((event) => {
        if (event.type === type) {
          listening.dispose();
          resolve();
        }
      });
    });
  }

  /** Says words of the answer that runs. */
  async say(text: string): Promise<void> {
    const came = this.next('text');
    this.model.say({ type: 'text', text });
    await came;
  }

  async finish(): Promise<void> {
    const end = this.next('end');
    this.model.say({ type: 'finish', reason: 'stop' });
    await end;
  }

  async answered(question: string, text: string): Promise<string> {
    const turn = this.session.ask(ask(question)) ?? '';
    await this.say(text);
    await this.finish();
    return turn;
  }
}

describe('two windows with one conversation', () => {
  let texts: Map<string, string>;
  let a: Window;
  let b: Window;
  const stored = (): ReturnType<typeof readJournal> => readJournal(a.session.conversation.id, texts.get(a.session.conversation.id) ?? '');
  beforeEach(() => {
    texts = new Map();
    [a, b] = [new Window('a', texts), new Window('b', texts)];
  });

  it('do not both answer: what one is answering, the other neither goes on with nor asks again', async () => {
    const turn = a.session.ask(ask('why?')) ?? '';
    await a.say('one, ');
    await b.session.open(a.session.conversation.id);
    await a.say('two, ');
    assert.equal(await b.session.continue(turn), false);
    await a.say('three.');
    assert.equal(await b.session.retry(turn), false);
    assert.equal(b.elsewhere, 2);
    await a.finish();
    assert.equal(stored()?.turn(turn)?.text, 'one, two, three.');
    assert.equal(b.model.requests.length, 0);
  });

  it('lose no words of an answer that one took up while the other was silent', async () => {
    const turn = a.session.ask(ask('why?')) ?? '';
    await a.say('so it begins; ');
    await b.session.open(a.session.conversation.id);
    assert.equal(await b.session.continue(turn), true);
    await b.model.asked(1);
    await a.say('stray words of the first');
    await b.say('and goes on; ');
    await a.finish();
    await b.say('to its end.');
    await b.finish();
    const kept = stored()?.turn(turn);
    assert.equal(kept?.text, 'so it begins; and goes on; to its end.');
    assert.deepEqual(kept.end, { type: 'finished', reason: 'stop' });
    assert.deepEqual(stored()?.turns, b.session.conversation.turns);
  });

  it('ask again only what is the last question by now', async () => {
    const turn = await a.answered('one', 'first');
    await b.session.open(a.session.conversation.id);
    await a.answered('two', 'second');
    assert.equal(await b.session.retry(turn), false);
    assert.equal(await b.session.continue(turn), false);
    assert.deepEqual(b.session.conversation.turns.map(({ text }) => text), ['first', 'second']);
    assert.deepEqual(stored()?.turns.map(({ text }) => text), ['first', 'second']);
  });

  it('read journals of earlier builds, which name no going on', () => {
    const of = { turn: 't', endpoint: 'e', model: 'm', maxTokens: 1, at: 1 } as const;
    const conversation = conversationOf('x', [
      { type: 'turn', prompt: ask('q'), ...of },
      { type: 'text', turn: 't', text: 'one ' },
      { type: 'continued', ...of },
      { type: 'text', turn: 't', text: 'two' },
      { type: 'end', turn: 't', end: { type: 'stopped' } },
    ]);
    assert.equal(conversation.turn('t')?.text, 'one two');
    assert.equal(conversation.turn('t')?.end?.type, 'stopped');
  });

  it('take in what the other added and keep what the disk did not take', async () => {
    const turn = a.session.ask(ask('why?')) ?? '';
    await a.say('before ');
    a.journals.full = true;
    await a.say('SHOWN AND NOT WRITTEN');
    await a.finish();
    b.journals.append(a.session.conversation.id, { type: 'titled', title: 'Theirs' });
    await a.session.takeIn();
    assert.equal(a.session.conversation.title, 'Theirs');
    assert.equal(a.session.conversation.turn(turn)?.text, 'before SHOWN AND NOT WRITTEN');
    assert.equal(a.session.conversation.turn(turn)?.end?.type, 'finished');
    await a.session.whole();
    a.journals.full = false;
    await a.answered('and?', 'so');
    assert.deepEqual(stored()?.turns.map(({ text }) => text), ['before SHOWN AND NOT WRITTEN', 'so']);
  });

  it('keep what is shown of a file that is deleted while its earlier part is loaded', async () => {
    const events = Array.from({ length: 200 }, (_, index) => [
      { type: 'turn', turn: `t${index}`, at: 1, prompt: ask('q'), endpoint: 'e', model: 'm', maxTokens: 1 } as const,
      { type: 'text', turn: `t${index}`, text: 'x'.repeat(20_000) } as const,
    ]).flat();
    texts.set('old', journalLines([journalHeader('old', 1), ...events]));
    await a.session.open('old');
    const shown = a.session.conversation.turns;
    texts.delete('old');
    await a.session.whole();
    await a.session.takeIn();
    assert.deepEqual(a.session.conversation.turns, shown);
    assert.equal(texts.has('old'), false, 'only who goes on with it writes it again');
    assert.equal(a.session.hasEarlier, false);
  });

  it('write what is shown once more when its file is gone and it is gone on with', async () => {
    await a.answered('one', 'first');
    await b.session.open(a.session.conversation.id);
    texts.delete(a.session.conversation.id);
    await b.answered('two', 'second');
    assert.deepEqual(stored()?.turns.map(({ text }) => text), ['first', 'second']);
    assert.match(texts.get(a.session.conversation.id) ?? '', /"lathe":"conversation"/);
    await b.answered('three', 'third');
    assert.deepEqual(stored()?.turns.map(({ text }) => text), ['first', 'second', 'third']);
    assert.deepEqual(b.model.requests[1]?.messages.map(({ text }) => text), ['one', 'first', 'two', 'second', 'three']);
  });

  it('go on asking though a journal that is known whole cannot be read', async () => {
    await a.answered('one', 'first');
    b.journals.append(a.session.conversation.id, { type: 'titled', title: 'Theirs' });
    a.journals.readable = Promise.reject(new Error('EIO'));
    await a.answered('two', 'second');
    assert.equal(a.model.requests.length, 2);
    a.journals.readable = Promise.resolve();
    await a.answered('three', 'third');
    assert.equal(a.session.conversation.title, 'Theirs');
  });

  it('leave alone what a newer version has gone on with, wherever it says so', async () => {
    await a.answered('one', 'first');
    const { id } = a.session.conversation;
    texts.set(id, `${texts.get(id) ?? ''}{"lathe":"conversation","version":${journalVersion + 1},"id":"${id}"}\n`);
    assert.equal(await b.session.open(id), 'newer');
  });

  it('can continue after a failure that was written before', async () => {
    const turn = a.session.ask(ask('why?')) ?? '';
    await a.say('half');
    const end = a.next('end');
    a.model.fail(new LatheError({ code: 'cut-off', retryable: true }));
    await end;
    await b.session.open(a.session.conversation.id);
    assert.equal(await b.session.continue(turn), true);
  });
});

describe('a conversation told anew', () => {
  it('is the same', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const told = conversationOf('x', events);
        const again = conversationOf('x', eventsOf(told));
        const shown = (conversation: typeof told): unknown => [
          [conversation.turns, conversation.allTurns].map((turns) => turns.map((turn) => ({ ...turn, earlierUsage: undefined, earlierMeasured: undefined, version: conversation.version(turn.id) }))),
          ...[conversation.title, conversation.pinned, conversation.compaction, conversation.summaries, conversation.choices, conversation.wantsAll, conversation.overrides],
        ];
        assert.deepEqual(shown(again), shown(told));
        assert.deepEqual(shown(conversationOf('x', [...events, ...told.allTurns.map(({ id }) => ({ type: 'removed', turn: id }) as const), ...eventsOf(told)])), shown(told));
      }),
      runs(),
    );
  });
});
