import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Reference } from '../../../src/core/chat/events.ts';
import { ChatSession } from '../../../src/core/chat/session.ts';
import type { Source } from '../../../src/core/context/attach/source.ts';
import { LatheError } from '../../../src/core/errors.ts';
import type { Attachments } from '../../../src/host/context/attachments.ts';
import { QueuedMessages } from '../../../src/host/messageQueue.ts';
import { FakeChatModel } from '../../fakes/chatModel.ts';
import { FakeJournalStore } from '../../fakes/journalStore.ts';
import { FakeLogger } from '../../fakes/logger.ts';
import { FakeMemento } from '../../fakes/memento.ts';
import { runs } from '../fuzz.ts';

const settings = {
  ...{ endpointName: 'home', model: 'm', system: '' },
  parameters: { maxTokens: 10, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};
const ask = (text: string) => ({ action: 'ask', text, references: [] }) as const;
const file: Source = { kind: 'file', uri: 'file:///a.ts' };

/** The attachments as the queue sees them: one file, which may be gone. */
class FakeAttachments {
  attached: readonly { readonly label: string; readonly source: Source }[] = [];
  gone = false;
  released = 0;
  readonly shown = { items: [], gathering: false };

  takeAll(): typeof this.attached {
    const { attached } = this;
    this.attached = [];
    return attached;
  }

  gatherSources(_: string, taken: typeof this.attached, without: boolean): Promise<readonly Reference[] | undefined> {
    const references = taken.map(({ label }) => ({ label, path: label, language: '', text: 'text', outline: '', kind: 'file' as const }));
    return Promise.resolve(!this.gone || taken.length === 0 ? references : without ? [] : undefined);
  }

  release(taken: typeof this.attached): void {
    this.released += taken.length;
  }

  held: readonly string[] = [];

  /** One that has gone out may come back. */
  hold(taken: typeof this.attached): void {
    this.held = taken.map(({ label }) => label);
  }
}

/** A change of the text alone, of a message with one thing along. */
const words = (text: string) => ({ text, kept: [0], sources: [], references: [] });

function setUp(state = new FakeMemento(), journals = new FakeJournalStore(), window = 'a') {
  const model = new FakeChatModel();
  let ids = 0;
  const session = new ChatSession({
    ...{ model, journals, settings: () => settings, newId: () => `${window}${++ids}`, now: () => 1 },
    after: () => ({ dispose: () => undefined }),
    logger: new FakeLogger(),
  });
  const attachments = new FakeAttachments();
  const queue = new QueuedMessages({ session, attachments: attachments as unknown as Attachments, state, tell: () => undefined, logger: new FakeLogger() });
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) {
      await new Promise(setImmediate);
    }
  };
  const questions = (): readonly string[] => session.conversation.turns.map(({ prompt }) => prompt.text);
  const queued = (): readonly string[] => queue.shown.map(({ text }) => text);
  const finish = async (reason: 'stop' | 'length' = 'stop'): Promise<void> => {
    model.say({ type: 'text', text: 'so' }, { type: 'finish', reason });
    await settled();
  };
  return { session, model, queue, attachments, questions, queued, finish, settled, state, journals };
}

describe('queued messages', () => {
  it('go out one by one, each when an answer has ended, with what was attached', async () => {
    const { session, queue, attachments, questions, queued, finish } = setUp();
    session.ask(ask('one'));
    assert.equal(queue.isBusy, true);
    attachments.attached = [{ label: 'a.ts', source: file }];
    queue.add('two');
    queue.add('three');
    assert.deepEqual(queue.shown[0]?.along, [{ label: 'a.ts', kind: 'file' }]);
    await finish();
    assert.deepEqual([questions(), queued()], [['one', 'two'], ['three']]);
    assert.deepEqual(session.conversation.turns[1]?.prompt.references.map(({ label }) => label), ['a.ts']);
    assert.deepEqual([attachments.held, attachments.released], [['a.ts'], 0]);
    await finish();
    assert.deepEqual([questions(), queued()], [['one', 'two', 'three'], []]);
  });

  it('wait behind one that may go over the budget, whose attachments can come back with its words', async () => {
    const { session, model, queue, attachments, questions, queued, finish, settled } = setUp();
    session.ask(ask('one'));
    attachments.attached = [{ label: 'a.ts', source: file }];
    queue.add('two');
    queue.add('three');
    await finish();
    model.fail(new LatheError({ code: 'over-budget', retryable: true }));
    await settled();
    assert.deepEqual([questions(), queued(), attachments.held, attachments.released], [['one', 'two'], ['three'], ['a.ts'], 0]);
    assert.equal(session.takeBack(session.conversation.turns[1]?.id ?? '')?.text, 'two');
    await settled();
    assert.deepEqual([questions(), queued()], [['one'], ['three']]);
  });

  it('take along what a prompt file brought, over a reload too, as long as they begin with its command', async () => {
    const state = new FakeMemento();
    const { session, queue, finish } = setUp(state);
    session.ask(ask('one'));
    const linked = { label: 'style.md', path: 'style.md', language: 'markdown', text: 'Be terse.', outline: '' };
    const commanded = { command: { name: 'judge', instruction: 'Is this good?' }, sources: [], references: [linked] };
    queue.add('/judge kindly', commanded);
    queue.add('/judge hard', commanded);
    assert.deepEqual(queue.shown.map(({ along, command }) => [along[0]?.label, command]), [['style.md', 'judge'], ['style.md', 'judge']]);
    queue.edit(queue.shown[1]?.id ?? '', words('Only words'));
    const kept = JSON.parse(JSON.stringify(state.get('lathe.queue'))) as unknown;
    await state.update('lathe.queue', kept);
    await finish();
    await finish();
    assert.deepEqual(session.conversation.turns.slice(1).map(({ prompt }) => [prompt.text, prompt.references, prompt.command?.name]), [
      ['/judge kindly', [linked], 'judge'],
      ['Only words', [], undefined],
    ]);
  });

  it('are what an action of the editor asks, too: as it asks it, and as plain words once those are changed', async () => {
    const { session, model, queue, queued, finish } = setUp();
    session.ask(ask('one'));
    const code = { label: 'a.ts:1-3', path: 'a.ts', language: 'typescript', text: 'let a', outline: '' };
    queue.addPrompt({ action: 'explain', text: 'Explain a', references: [code] });
    queue.addPrompt({ action: 'explain', text: 'Explain b', references: [code] });
    queue.edit(queue.shown[1]?.id ?? '', words('And b?'));
    assert.deepEqual(queue.shown.map(({ along }) => along), [[{ label: 'a.ts:1-3' }], [{ label: 'a.ts:1-3' }]]);
    await finish();
    assert.match(model.requests.at(-1)?.messages.at(-1)?.text ?? '', /^(?!Explain a)[^]*let a/);
    await finish();
    assert.deepEqual(session.conversation.turns.map(({ prompt }) => [prompt.action, prompt.text, prompt.references.length]), [
      ['ask', 'one', 0],
      ['explain', 'Explain a', 1],
      ['ask', 'And b?', 1],
    ]);
    assert.deepEqual(queued(), []);
  });

  it('wait as long as one of them is edited whose turn it is, and go out in their new words', async () => {
    const { session, queue, attachments, questions, queued, finish, settled } = setUp();
    session.ask(ask('one'));
    attachments.attached = [{ label: 'a.ts', source: file }];
    queue.add('two');
    queue.add('three');
    const first = queue.shown[0];
    queue.edits(first?.id);
    await finish();
    assert.deepEqual([questions(), queued()], [['one'], ['two', 'three']]);
    const command = { name: 'fix', instruction: 'Mend it.' };
    queue.edit(first?.id ?? '', { text: '/fix two', kept: [], sources: [{ label: 'b.ts', source: file }], references: [], command });
    assert.equal(attachments.released, 1, 'what was left is let go');
    assert.deepEqual(queue.shown[0], { id: first?.id, text: '/fix two', along: [{ label: 'b.ts', kind: 'file' }], command: 'fix' });
    queue.edits(undefined);
    await settled();
    assert.deepEqual([questions(), queued()], [['one', '/fix two'], ['three']]);
    assert.deepEqual(session.conversation.turns[1]?.prompt.command, command);
    queue.edits(queue.shown.at(0)?.id);
    queue.edits(undefined);
    await settled();
    assert.deepEqual(queued(), ['three'], 'an edit alone sends nothing');
  });

  it('of a conversation that is deleted go with it, and come back with it', () => {
    const { session, queue, attachments, queued, state } = setUp();
    session.ask(ask('one'));
    attachments.attached = [{ label: 'a.ts', source: file }];
    queue.add('two');
    const { id } = session.conversation;
    const waiting = queue.take(id);
    assert.deepEqual([queued(), state.get('lathe.queue')], [[], {}]);
    queue.add('three');
    queue.putBack(id, waiting);
    assert.deepEqual(queued(), ['two', 'three']);
    queue.forget(['another', id]);
    assert.deepEqual([queued(), state.get('lathe.queue'), attachments.released], [[], {}, 1]);
  });

  it('wait after an answer that failed, was stopped or cut off, and go out once one ends well', async () => {
    const { session, model, queue, questions, queued, finish, settled } = setUp();
    session.ask(ask('one'));
    queue.add('two');
    session.stop();
    await settled();
    session.ask(ask('again'));
    model.fail(new LatheError({ code: 'unavailable', retryable: true }));
    await settled();
    session.ask(ask('and again'));
    await finish('length');
    assert.deepEqual(queued(), ['two']);
    session.ask(ask('once more'));
    await finish();
    assert.equal(questions().at(-1), 'two');
  });

  it('are sent at once when the person says so: what comes is stopped', async () => {
    const { session, queue, questions, queued } = setUp();
    session.ask(ask('one'));
    queue.add('two');
    queue.add('three');
    await queue.act({ type: 'sendQueued', id: queue.shown[1]?.id ?? '' });
    assert.deepEqual([questions(), queued()], [['one', 'three'], ['two']]);
    assert.equal(session.conversation.turns[0]?.end?.type, 'stopped');
  });

  it('are changed, moved and taken back', async () => {
    const { session, queue, attachments, queued } = setUp();
    session.ask(ask('one'));
    attachments.attached = [{ label: 'a.ts', source: file }];
    for (const text of ['a', 'b', 'c']) {
      queue.add(text);
    }
    const [first, second, third] = queue.shown.map(({ id }) => id) as [string, string, string];
    queue.edit(second, words('B'));
    queue.edit(third, words('  '));
    await queue.act({ type: 'moveQueued', id: third, by: -1 });
    await queue.act({ type: 'moveQueued', id: first, by: -1 });
    assert.deepEqual(queued(), ['a', 'c', 'B']);
    await queue.act({ type: 'removeQueued', id: first });
    assert.deepEqual(queued(), ['c', 'B']);
    assert.equal(attachments.released, 1);
  });

  it('are there after a reload, with their conversation, and wait for the person', async () => {
    const first = setUp();
    first.session.ask(ask('one'));
    first.queue.add('two');
    const next = setUp(first.state, first.journals, 'b');
    assert.deepEqual(next.queued(), [], 'another conversation has another queue');
    await next.session.open(first.session.conversation.id);
    await next.settled();
    assert.deepEqual(next.queued(), ['two']);
    assert.equal(next.model.requests.length, 0);
    await next.queue.act({ type: 'sendQueued', id: next.queue.shown[0]?.id ?? '' });
    assert.deepEqual(next.questions(), ['one', 'two']);
  });

  it('are held back when something attached is gone, and go without it when they are sent again', async () => {
    const { session, queue, attachments, questions, queued, finish } = setUp();
    session.ask(ask('one'));
    attachments.attached = [{ label: 'a.ts', source: file }];
    queue.add('two');
    attachments.gone = true;
    await finish();
    assert.deepEqual(queued(), ['two']);
    await queue.act({ type: 'sendQueued', id: queue.shown[0]?.id ?? '' });
    assert.deepEqual([questions(), queued()], [['one', 'two'], []]);
  });

  it('take nothing from a store that is not sound', () => {
    for (const value of [3, 'x', { c: 1 }, { c: [{ id: 1 }] }]) {
      const state = new FakeMemento();
      void state.update('lathe.queue', value);
      assert.deepEqual(setUp(state).queued(), []);
    }
  });

  it('are each asked once, waiting, or taken back, whatever happens in whatever order', async () => {
    const step = fc.constantFrom('add', 'finish', 'stop', 'cut', 'ask', 'send', 'up', 'remove');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { session, model, queue, questions, queued, finish, settled } = setUp();
        const wanted: string[] = [];
        const removed: string[] = [];
        session.ask(ask('first'));
        await model.asked(1);
        for (const [index, each] of steps.entries()) {
          const last = queue.shown.at(-1);
          if (each === 'add') {
            wanted.push(`q${index}`);
            queue.add(`q${index}`);
          } else if (each === 'finish' || each === 'cut') {
            await (session.runningTurn === undefined ? settled() : finish(each === 'finish' ? 'stop' : 'length'));
          } else if (each === 'stop') {
            session.stop();
          } else if (each === 'ask') {
            session.ask(ask('between'));
          } else if (last) {
            if (each === 'remove') {
              removed.push(last.text);
            }
            await queue.act(each === 'send' ? { type: 'sendQueued', id: last.id } : each === 'up' ? { type: 'moveQueued', id: last.id, by: -1 } : { type: 'removeQueued', id: last.id });
          }
          await settled();
        }
        const seen = [...questions().filter((text) => text.startsWith('q')), ...queued(), ...removed];
        assert.deepEqual(seen.toSorted(), wanted.toSorted());
      }),
      runs(0.2),
    );
  });
});
