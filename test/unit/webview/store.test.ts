import assert from 'node:assert/strict';
import type { ShownTurn, Status, ToPage } from '../../../src/protocol/messages.ts';
import { initialState, reduce, streamingTurn, type ViewState } from '../../../src/webview/store.ts';

const epoch = 'e1';
const status: Status = {
  endpoint: 'E',
  origin: 'https://e.example',
  model: 'm',
  key: 'stored',
  keyVariable: '',
  keyUrl: '',
  note: '',
  problem: '',
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
  const snapshot: ToPage = { type: 'snapshot', epoch, turns: [turn('1', { end: done }), turn('2')], status, draft: '' };

  it('takes the conversation from a snapshot, and says nothing about it', () => {
    const state = run(snapshot);
    assert.deepEqual(state, { epoch, turns: snapshot.turns, status, announcement: undefined, offered: { text: '' } });
  });

  it('drops every message of another epoch', () => {
    const state = run(snapshot);
    const others: readonly ToPage[] = [
      { ...snapshot, epoch: 'e0', turns: [] },
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
    assert.equal(streamingTurn(state)?.id, '2');
    assert.equal(streamingTurn(reduce(state, { type: 'turnEnded', epoch, turnId: '2', end: { type: 'stopped' } })), undefined);
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

  it('removes the turn that is asked again', () => {
    const state = run(snapshot, { type: 'turnRemoved', epoch, turnId: '2' });
    assert.deepEqual(state.turns.map(({ id }) => id), ['1']);
  });
});
