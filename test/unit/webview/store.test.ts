import assert from 'node:assert/strict';
import type { ShownTurn, Status, ToPage } from '../../../src/protocol/messages.ts';
import { initialState, reduce, type ViewState } from '../../../src/webview/store.ts';

const epoch = 'e1';
const values = { system: '', temperature: 1, maxTokens: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0, format: 'text', schema: '' } as const;
const status: Status = {
  endpoint: 'E',
  origin: 'https://e.example',
  model: 'm',
  key: 'stored',
  modelOnce: false,
  keyVariable: '',
  keyUrl: '',
  note: '',
  problem: '',
  parameters: { values, defaults: values, presets: [], remarks: {} },
};
const turn = (id: string, changes: Partial<ShownTurn> = {}): ShownTurn => ({
  id,
  prompt: 'p',
  references: [],
  thought: '',
  text: '',
  ...changes,
});
const done = { type: 'finished', reason: 'stop' } as const;

function run(...messages: readonly ToPage[]): ViewState {
  return messages.reduce(reduce, initialState(epoch));
}

describe('reduce', () => {
  const snapshot: Extract<ToPage, { type: 'snapshot' }> = { type: 'snapshot', epoch, conversation: 'c', window: { turns: [turn('1', { end: done }), turn('2')], before: false, after: false, running: '2' }, status, draft: '' };

  it('keeps what was found for the newest letters, whatever comes late', () => {
    const item = { id: 'a', kind: 'file', label: 'a', detail: '', mention: 'a' } as const;
    const newest = reduce(initialState(epoch), { type: 'suggestions', epoch, request: 3, items: [item] });
    assert.equal(reduce(newest, { type: 'suggestions', epoch, request: 2, items: [] }), newest);
  });

  it('takes the conversation from a snapshot, and says nothing about it', () => {
    const state = run(snapshot);
    const expected = { ...initialState(epoch), ...snapshot.window, conversation: 'c', status, offered: { text: '' } };
    assert.deepEqual(state, expected);
  });

  it('drops every message of another epoch', () => {
    const state = run(snapshot);
    const others: readonly ToPage[] = [
      { ...snapshot, epoch: 'e0', window: { turns: [], before: false, after: false } },
      { type: 'turnStarted', epoch: 'e0', turn: turn('3') },
      { type: 'append', epoch: 'e0', turnId: '2', thought: '', text: 'x' },
      { type: 'turnEnded', epoch: 'e0', turnId: '2', end: done },
      { type: 'turnRemoved', epoch: 'e0', turnId: '2' },
      { type: 'status', epoch: 'e0', status: { ...status, model: 'other' } },
    ];
    for (const message of others) {
      assert.equal(reduce(state, message), state, message.type);
    }
  });

  it('appends thought and text to the turn that is meant, and keeps the others as they are', () => {
    const before = run(snapshot);
    const after = [
      { type: 'append', epoch, turnId: '2', thought: 'a', text: '' } as const,
      { type: 'append', epoch, turnId: '2', thought: 'b', text: 'c', thoughtMs: 5 } as const,
      { type: 'append', epoch, turnId: '2', thought: '', text: 'd' } as const,
    ].reduce(reduce, before);
    assert.deepEqual(after.turns[1], turn('2', { thought: 'ab', text: 'cd', thoughtMs: 5 }));
    assert.equal(after.turns[0], before.turns[0]);
  });

  it('ignores what is said about a turn it does not know', () => {
    const state = run(snapshot);
    assert.equal(reduce(state, { type: 'append', epoch, turnId: '9', thought: '', text: 'x' }), state);
    assert.equal(reduce(state, { type: 'turnEnded', epoch, turnId: '9', end: done }), state);
  });

  it('knows the turn that is being answered, until it ends', () => {
    const state = run(snapshot);
    assert.equal(state.running, '2');
    assert.equal(reduce(state, { type: 'turnEnded', epoch, turnId: '2', end: { type: 'stopped' } }).running, undefined);
  });

  it('announces start and each kind of end', () => {
    const started = run(snapshot, { type: 'turnStarted', epoch, turn: turn('3') });
    assert.equal(started.announcement, 'started');
    const failure = { code: 'x', message: 'm', detail: '', actions: [] };
    for (const end of [done, { type: 'stopped' }, { type: 'failed', failure }] as const) {
      assert.equal(reduce(started, { type: 'turnEnded', epoch, turnId: '3', end }).announcement, end.type);
    }
    assert.equal(reduce(started, { type: 'append', epoch, turnId: '3', thought: '', text: 'x' }).announcement, 'started');
  });

  const many = (from: number, to: number): readonly ShownTurn[] =>
    Array.from({ length: to - from }, (_, index) => turn(String(from + index), { end: done }));

  it('holds a bounded part, in order and without gaps, whichever way one pages', () => {
    let state = run({ ...snapshot, window: { turns: many(270, 300), before: true, after: false } });
    const page = (direction: 'before' | 'after'): void => {
      const edge = Number(direction === 'before' ? state.turns[0]?.id : state.turns.at(-1)?.id);
      const turns = direction === 'before' ? many(Math.max(0, edge - 30), edge) : many(edge + 1, Math.min(300, edge + 31));
      const more = direction === 'before' ? edge > 30 : edge + 31 < 300;
      state = reduce(state, { type: 'page', epoch, direction, turnId: String(edge), turns, more });
      const ids = state.turns.map(({ id }) => Number(id));
      assert.ok(ids.length <= 60);
      assert.deepEqual(ids, many(ids[0] ?? 0, (ids[0] ?? 0) + ids.length).map(({ id }) => Number(id)));
    };
    while (state.before) {
      page('before');
    }
    assert.equal(state.turns[0]?.id, '0');
    while (state.after) {
      page('after');
    }
    assert.equal(state.turns.at(-1)?.id, '299');
  });

  it('leaves out a page that was asked for before another window came', () => {
    const far = run({ ...snapshot, window: { turns: many(0, 30), before: false, after: true } });
    const latest = reduce(far, { type: 'window', epoch, window: { turns: many(70, 100), before: true, after: false } });
    const late = reduce(latest, { type: 'page', epoch, direction: 'after', turnId: '29', turns: many(30, 60), more: true });
    assert.equal(late, latest);
  });

  it('knows that an answer runs whose turn it does not hold', () => {
    const state = run({ ...snapshot, window: { turns: many(0, 30), before: false, after: true, running: '99' } });
    assert.equal(state.running, '99');
    const ended = reduce(state, { type: 'turnEnded', epoch, turnId: '99', end: done });
    assert.equal(ended.running, undefined);
    const started = reduce(ended, { type: 'turnStarted', epoch, turn: turn('100') });
    assert.equal(started.running, '100');
    assert.equal(started.turns, ended.turns, 'no gap: it comes with the turns before it');
  });

  it('takes a turn that comes again with what it has by now', () => {
    const before = run(snapshot, { type: 'append', epoch, turnId: '2', thought: '', text: 'a' });
    const paged = reduce(before, { type: 'window', epoch, window: { turns: [turn('1'), turn('2', { text: 'ab' })], before: false, after: false, running: '2' } });
    assert.deepEqual(paged.turns.map(({ id, text }) => id + text), ['1', '2ab']);
    const late = reduce(paged, { type: 'turnStarted', epoch, turn: turn('2') });
    assert.equal(late.turns[1]?.text, 'ab');
  });

  it('adds up how long an answer thought that went on', () => {
    const ms = (thoughtMs: number) => ({ type: 'append', epoch, turnId: '2', thought: '', text: 'a', thoughtMs }) as const;
    assert.equal(run(snapshot, ms(1000), { type: 'turnContinued', epoch, turnId: '2' }, ms(500)).turns[1]?.thoughtMs, 1500);
  });

  it('goes to the end of another conversation, and stays in the one that grew', () => {
    const held = run({ ...snapshot, window: { turns: many(0, 40), before: false, after: false } });
    const other = reduce(held, { ...snapshot, conversation: 'd' });
    assert.deepEqual(other.turns.map(({ id }) => id), ['1', '2']);
    assert.deepEqual(other.reveal, { turnId: undefined });
    const more = reduce(held, { ...snapshot, window: { turns: many(20, 45), before: true, after: false } });
    assert.deepEqual(more.turns.map(({ id }) => Number(id)), many(0, 45).map(({ id }) => Number(id)));
    assert.deepEqual([more.before, more.after, more.reveal], [false, false, undefined]);
    const far = reduce(held, { ...snapshot, window: { turns: many(70, 100), before: true, after: false } });
    assert.equal(far.turns, held.turns, 'no gap: the rest is asked for');
    assert.deepEqual([far.before, far.after, far.reveal], [false, true, undefined]);
    const fewer = reduce(held, { ...snapshot, window: { turns: many(0, 2), before: false, after: false } });
    assert.equal(fewer.turns.length, 2);
  });

  it('sums how long an answer thought that was gone on with', () => {
    const append = { type: 'append', epoch, turnId: '2', thought: 'a', text: '' } as const;
    const state = run(snapshot, { ...append, thoughtMs: 10_000 }, { ...append, thoughtMs: 2000 });
    assert.equal(state.turns[1]?.thoughtMs, 12_000);
  });

  it('counts what went with a question as held', () => {
    const heavy = (id: string): ShownTurn => turn(id, { end: done, references: [{ label: 'a', language: 'b', text: 'x'.repeat(150_000) }] });
    const state = run({ ...snapshot, window: { turns: ['1', '2'].map(heavy), before: false, after: false } });
    const more = reduce(state, { type: 'page', epoch, direction: 'after', turnId: '2', turns: ['3', '4'].map(heavy), more: false });
    assert.deepEqual(more.turns.map(({ id }) => id), ['3', '4']);
  });

  it('knows a failure that came from one that was there', () => {
    const failed = { type: 'failed', failure: { code: 'x', message: 'm', detail: '', actions: [] } } as const;
    const state = run({ ...snapshot, window: { turns: [turn('1', { end: failed }), turn('2')], before: false, after: false, running: '2' } });
    assert.equal(state.failed, undefined);
    assert.equal(reduce(state, { type: 'turnEnded', epoch, turnId: '2', end: failed }).failed, '2');
  });

  it('removes the turn that is asked again', () => {
    const state = run(snapshot, { type: 'turnRemoved', epoch, turnId: '2' });
    assert.deepEqual(state.turns.map(({ id }) => id), ['1']);
  });
});
