import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Branches, type Place } from '../../../../src/core/chat/branches.ts';
import { journalVersion, readJournal } from '../../../../src/core/chat/journal.ts';
import { ChatSession } from '../../../../src/core/chat/session.ts';
import { summarize } from '../../../../src/core/chat/summary.ts';
import { LatheError } from '../../../../src/core/errors.ts';
import { FakeChatModel } from '../../../fakes/chatModel.ts';
import { FakeJournalStore } from '../../../fakes/journalStore.ts';
import { FakeLogger } from '../../../fakes/logger.ts';
import { runs } from '../../fuzz.ts';

const settings = {
  ...{ endpointName: 'home', model: 'm', system: '' },
  parameters: { maxTokens: 10, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};
const ask = (text: string) => ({ action: 'ask', text, references: [] }) as const;

/** A window on journals, whose model answers when it is told to. */
class Window {
  readonly model = new FakeChatModel();
  readonly journals: FakeJournalStore;
  readonly session: ChatSession;
  private ids = 0;

  constructor(name = 'a', texts = new Map<string, string>()) {
    this.journals = new FakeJournalStore(texts);
    this.session = new ChatSession({
      ...{ model: this.model, journals: this.journals, settings: () => settings, newId: () => `${name}${++this.ids}`, now: () => 1 },
      after: () => ({ dispose: () => undefined }),
      logger: new FakeLogger(),
    });
  }

  get questions(): readonly string[] {
    return this.session.conversation.turns.map(({ prompt }) => prompt.text);
  }

  get text(): string {
    return this.journals.texts.get(this.session.conversation.id) ?? '';
  }

  /** Asks, and answers with the question in capitals. Returns the turn. */
  async answered(begin: () => string | undefined | Promise<string | undefined>): Promise<string> {
    const turn = (await begin()) ?? assert.fail('it was not asked');
    const ended = this.next('end');
    const text = this.session.conversation.turn(turn)?.prompt.text.toUpperCase() ?? '';
    this.model.say({ type: 'text', text }, { type: 'finish', reason: 'stop' });
    await ended;
    return turn;
  }

  asked(text: string): Promise<string> {
    return this.answered(() => this.session.ask(ask(text)));
  }

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
}

describe('branches of a conversation', () => {
  it('keep the old question and its follow-ups beside the new one, and send what the shown branch says', async () => {
    const window = new Window();
    const { session, model } = window;
    await window.asked('one');
    const second = await window.asked('two');
    await window.asked('three');
    const other = await window.answered(() => session.branch(second, ask('TWO')));
    assert.deepEqual(window.questions, ['one', 'TWO']);
    assert.deepEqual(model.requests.at(-1)?.messages.map(({ text }) => text), ['one', 'ONE', 'TWO']);
    assert.deepEqual(session.conversation.version(other), { number: 2, of: 2 });
    assert.equal(session.show(session.conversation.otherVersion(other, 1)), true);
    assert.deepEqual(window.questions, ['one', 'two', 'three']);
    await window.asked('four');
    assert.deepEqual(model.requests.at(-1)?.messages.map(({ text }) => text), ['one', 'ONE', 'two', 'TWO', 'three', 'THREE', 'four']);
    assert.equal(session.show(other), true);
    await window.asked('five');
    assert.deepEqual(window.questions, ['one', 'TWO', 'five']);
  });

  it('are there again after a reload, with the one that was shown', async () => {
    const window = new Window();
    const first = await window.asked('one');
    await window.answered(() => window.session.branch(first));
    await window.asked('two');
    window.session.show(first);
    const next = new Window('b', window.journals.texts);
    await next.session.open(window.session.conversation.id);
    assert.deepEqual(next.questions, ['one']);
    assert.deepEqual(next.session.conversation.version(first), { number: 1, of: 2 });
    next.session.show(next.session.conversation.otherVersion(first, -1));
    assert.deepEqual(next.questions, ['one', 'two']);
  });

  it('make a journal of the version that earlier builds leave alone, and nothing else does', async () => {
    const window = new Window();
    const first = await window.asked('one');
    await window.asked('two');
    assert.doesNotMatch(window.text, new RegExp(`"version":${journalVersion}`));
    await window.answered(() => window.session.branch(first));
    assert.match(window.text, new RegExp(`"version":${journalVersion}[^\\n]*\\n[^\\n]*"instead":"${first}"`));
    assert.ok(readJournal('x', window.text));
  });

  it('keep what a failed answer had said when its question is asked again, and drop one that said nothing', async () => {
    const window = new Window();
    const { session, model } = window;
    const fail = async (words: string): Promise<void> => {
      const ended = window.next('end');
      model.say(...(words === '' ? [] : [{ type: 'text', text: words } as const]));
      model.fail(new LatheError({ code: 'cut-off', retryable: true }));
      await ended;
    };
    const first = session.ask(ask('one')) ?? '';
    await fail('half');
    assert.equal(await session.retry(first), true);
    const second = session.runningTurn ?? '';
    await fail('');
    assert.equal(await session.retry(second), true);
    const third = session.runningTurn ?? '';
    await fail('');
    assert.equal(session.conversation.turn(second), undefined);
    assert.deepEqual(session.conversation.version(third), { number: 2, of: 2 });
    assert.equal(session.conversation.turn(first)?.text, 'half');
  });

  it('are not changed while an answer runs', async () => {
    const window = new Window();
    const first = await window.asked('one');
    const second = await window.answered(() => window.session.branch(first));
    window.session.ask(ask('two'));
    assert.equal(window.session.show(first), false);
    assert.equal(await window.session.branch(second), undefined);
  });

  it('of two windows: each goes on where it was, whatever the other shows', async () => {
    const a = new Window();
    const first = await a.asked('one');
    await a.asked('two');
    const b = new Window('b', a.journals.texts);
    await b.session.open(a.session.conversation.id);
    await a.answered(() => a.session.branch(first, ask('ONE')));
    await b.asked('three');
    assert.deepEqual(b.questions, ['one', 'two', 'three']);
    assert.deepEqual(b.model.requests.at(-1)?.messages.map(({ text }) => text), ['one', 'ONE', 'two', 'TWO', 'three']);
    await a.session.takeIn();
    assert.deepEqual(a.questions, ['ONE']);
    await a.asked('four');
    assert.deepEqual(a.questions, ['ONE', 'four']);
    assert.equal(readJournal('x', a.text)?.allTurns.length, 5);
  });

  it('have the list show the title, the number and the answer of the branch that is shown', async () => {
    const window = new Window();
    const first = await window.asked('one');
    await window.asked('two');
    await window.answered(() => window.session.branch(first, ask('other')));
    const { id } = window.session.conversation;
    const list = async (): Promise<unknown[]> => {
      const summary = await summarize(window.journals, id);
      return [summary?.title, summary?.turns, summary?.opening];
    };
    assert.deepEqual(await list(), ['other', 1, 'OTHER']);
    window.session.show(first);
    assert.deepEqual(await list(), ['one', 2, 'ONE']);
  });

  it('whatever is asked, taken out and shown: each turn is in one place, and what is shown is one way down', () => {
    const turn = fc.nat({ max: 15 }).map(String);
    const add = fc.record({ add: turn, place: fc.oneof(fc.constant<Place>({}), fc.record({ after: turn }), fc.record({ instead: turn })) });
    const step = fc.oneof({ weight: 5, arbitrary: add }, fc.record({ remove: turn }), fc.record({ show: turn }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
        const branches = new Branches();
        const there = new Set<string>();
        for (const each of steps) {
          if ('add' in each && !there.has(each.add)) {
            there.add(each.add);
            branches.add(each.add, each.place);
            assert.equal(branches.shown.at(-1), each.add, 'what is asked is shown, and is the end');
          } else if ('remove' in each) {
            there.delete(each.remove);
            branches.remove(each.remove);
          } else if ('show' in each) {
            branches.show(each.show);
            assert.equal(branches.shown.includes(each.show), there.has(each.show));
          }
          const { shown } = branches;
          shown.forEach((id, index) => {
            assert.equal(branches.before(id), shown[index - 1]);
          });
          assert.equal(shown.length > 0, there.size > 0);
          for (const id of there) {
            assert.equal(branches.versions(id).filter((other) => other === id).length, 1);
          }
        }
        const before = [...branches.shown];
        branches.choices.forEach((id) => {
          branches.show(id);
        });
        assert.deepEqual(branches.shown, before);
      }),
      runs(),
    );
  });
});
