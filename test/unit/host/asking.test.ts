import assert from 'node:assert/strict';
import type { Reference } from '../../../src/core/chat/events.ts';
import { ChatSession } from '../../../src/core/chat/session.ts';
import { Asking } from '../../../src/host/chatView/asking.ts';
import type { Attachments } from '../../../src/host/context/attachments.ts';
import { Draft } from '../../../src/host/draft.ts';
import { QueuedMessages } from '../../../src/host/messageQueue.ts';
import type { readCommand } from '../../../src/host/slash/slashCommands.ts';
import { stateKeys } from '../../../src/ids.ts';
import { FakeChatModel } from '../../fakes/chatModel.ts';
import { FakeJournalStore } from '../../fakes/journalStore.ts';
import { FakeLogger } from '../../fakes/logger.ts';
import { FakeMemento } from '../../fakes/memento.ts';

const settings = {
  ...{ endpointName: 'home', model: 'm', system: '' },
  parameters: { maxTokens: 10, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0 },
};
const piece = (label: string): Reference => ({ label, path: label, language: '', text: `text of ${label}`, outline: '', kind: 'file' });
const fix = { name: 'fix', instruction: 'Mend it.' };
const problems = { label: 'Problems', source: { kind: 'problems', uri: '' } } as const;

/** What is attached to an edit: one file, until it is sent. */
class FakeEditAttachments {
  readonly shown = { items: [], gathering: false };
  labels: readonly string[] = ['b.ts'];
  gone = false;

  gather = (): Promise<readonly Reference[] | undefined> => Promise.resolve(this.gone ? undefined : this.labels.map(piece));
  gatherSources = (_: string, taken: readonly { readonly label: string }[]): Promise<readonly Reference[]> => Promise.resolve(taken.map(({ label }) => piece(label)));
  takeAll = () => this.labels.map((label) => ({ label, source: { kind: 'file', uri: `file:///${label}` } as const }));
  release = (): void => undefined;
  held: readonly string[] = [];
  hold = (taken: readonly { readonly label: string }[]): void => {
    this.held = taken.map(({ label }) => label);
  };
  sent = (): void => {
    this.labels = [];
  };
  asked = this.sent;
}

/** Knows `/fix`, `/clear`, a prompt file that asks for what the person does not give, and one that cannot be read. */
const commands: typeof readCommand = (text, clear) => {
  const [, name, rest = ''] = /^\/(\w+) ?(.*)$/.exec(text) ?? [];
  if (name === 'broken') {
    return Promise.reject(new Error('the file cannot be read'));
  }
  if (name === 'clear') {
    clear();
    return Promise.resolve({ left: rest });
  }
  return Promise.resolve(name === 'fix' ? { command: fix, sources: [problems], references: [] } : name === 'mine' ? { left: text } : 'unknown');
};

async function setUp() {
  const model = new FakeChatModel();
  let ids = 0;
  const session = new ChatSession({
    ...{ model, journals: new FakeJournalStore(), settings: () => settings, newId: () => `t${++ids}`, now: () => 1 },
    after: () => ({ dispose: () => undefined }),
    logger: new FakeLogger(),
  });
  const attached = new FakeEditAttachments();
  const attachments = attached as unknown as Attachments;
  const queue = new QueuedMessages({ session, attachments, state: new FakeMemento(), tell: () => undefined, logger: new FakeLogger() });
  const state = new FakeMemento();
  const draft = new Draft(state);
  const kept = () => state.get(stateKeys.draft, '');
  const logger = new FakeLogger();
  const asking = new Asking({ session, draft, attachments, editAttachments: attachments, queue: () => queue, readCommand: commands, logger });
  const turnId = session.ask({ action: 'ask', text: 'one', references: [piece('a.ts'), piece('b.ts')] }) ?? '';
  await model.asked(1);
  const finish = async (): Promise<void> => {
    model.say({ type: 'text', text: 'so' }, { type: 'finish', reason: 'stop' });
    while (session.conversation.turn(turnId)?.end === undefined) {
      await new Promise(setImmediate);
    }
  };
  const last = () => {
    const { text, command, references } = session.conversation.turns.at(-1)!.prompt;
    return { text, command, labels: references.map(({ label }) => label) };
  };
  return { session, attached, queue, asking, draft, kept, logger, turnId, finish, last };
}

describe('a message that is sent', () => {
  it('is kept over a reload until it is known to have gone out, beside what is typed meanwhile', async () => {
    const { asking, attached, draft, kept, finish, last } = await setUp();
    await finish();
    draft.set('Why is th');
    let ready: () => void = () => undefined;
    attached.gather = () => new Promise((resolve) => { ready = () => { resolve([]); }; });
    const sent = asking.ask('Why is that?');
    await new Promise(setImmediate);
    // The page tells of its box, which is empty now, and then of what is typed.
    draft.set('');
    assert.deepEqual([draft.text, kept()], ['', 'Why is that?']);
    draft.set('and');
    assert.deepEqual([draft.text, kept()], ['and', 'Why is that?\n\nand']);
    ready();
    assert.equal(await sent, '');
    assert.equal(last().text, 'Why is that?');
    assert.deepEqual([draft.text, kept()], ['and', 'and']);
  });

  it('is the draft again when it does not go out, whether the page is there to be told or not', async () => {
    const { asking, attached, draft, kept, finish } = await setUp();
    await finish();
    attached.gone = true;
    const sent = asking.ask('Why?');
    draft.set('and');
    assert.equal(await sent, 'Why?');
    assert.deepEqual([draft.text, kept()], ['Why?\n\nand', 'Why?\n\nand']);
  });

  it('comes back when what it needs cannot be read, edited or not', async () => {
    const { asking, draft, logger, turnId, finish } = await setUp();
    await finish();
    logger.allowErrors = true;
    assert.equal(await asking.ask('/broken x'), '/broken x');
    assert.equal(draft.text, '/broken x');
    assert.deepEqual(await asking.edit({ type: 'editTurn', turnId, text: '/broken x', kept: [] }), { type: 'edited', id: turnId, taken: false, left: '' });
    assert.equal(logger.lines.length, 2);
  });
});

describe('an edited message', () => {
  it('is asked in a branch, with what was kept of the old and attached anew, each once', async () => {
    const { asking, attached, turnId, finish, last } = await setUp();
    await finish();
    assert.deepEqual(await asking.edit({ type: 'editTurn', turnId, text: 'other', kept: [0, 1] }), { type: 'edited', id: turnId, taken: true, left: '' });
    assert.deepEqual(last(), { text: 'other', command: undefined, labels: ['a.ts', 'b.ts'] });
    assert.deepEqual([attached.labels, attached.held], [[], ['b.ts']], 'what goes with it may come back with it');
  });

  it('is a command when it begins with one now, with what that brings along', async () => {
    const { asking, turnId, finish, last } = await setUp();
    await finish();
    await asking.edit({ type: 'editTurn', turnId, text: '/fix it', kept: [] });
    assert.deepEqual(last(), { text: '/fix it', command: fix, labels: ['b.ts', 'Problems'] });
  });

  it('stays the person\'s while an answer comes, when something is gone, or when a prompt file is not told what it asks', async () => {
    const { session, asking, attached, turnId, finish } = await setUp();
    const taken = async (text: string): Promise<boolean> => (await asking.edit({ type: 'editTurn', turnId, text, kept: [] })).taken;
    assert.equal(await taken('other'), false);
    await finish();
    attached.gone = true;
    assert.equal(await taken('other'), false);
    attached.gone = false;
    assert.equal(await taken('/mine x'), false);
    assert.deepEqual([attached.labels, session.conversation.turns.length], [['b.ts'], 1]);
  });

  it('begins a new chat with /clear, and gives back what follows it; the old one stays as it was', async () => {
    const { session, asking, turnId, finish } = await setUp();
    await finish();
    const before = session.conversation;
    assert.deepEqual(await asking.edit({ type: 'editTurn', turnId, text: '/clear and then', kept: [] }), { type: 'edited', id: turnId, taken: true, left: 'and then' });
    assert.deepEqual([session.conversation.turns.length, before.turns.length], [0, 1]);
  });

  it('in the queue is what the composer would have queued', async () => {
    const { asking, queue, finish, last } = await setUp();
    queue.add('later');
    const id = queue.shown[0]?.id ?? '';
    assert.equal((await asking.edit({ type: 'editQueued', id, text: '/fix later', kept: [0] })).taken, true);
    assert.deepEqual(queue.shown, [{ id, text: '/fix later', along: [{ label: 'b.ts', kind: 'file' }, { label: 'Problems', kind: 'problems' }], command: 'fix' }]);
    await finish();
    while (queue.shown.length > 0) {
      await new Promise(setImmediate);
    }
    assert.deepEqual(last(), { text: '/fix later', command: fix, labels: ['b.ts', 'Problems'] });
  });
});
