import * as assert from 'node:assert/strict';
import { readStored } from '../../../../src/host/review/storedReview.ts';

const state = { id: '1', uri: 'file:///a.ts', title: 'Apply', firstLine: 0, lines: [{ id: 0, owner: 'ours', text: 'one' }] };
const stored = (request: unknown): unknown => [{ uri: 'file:///a.ts', text: 't', original: 'o', states: [{ ...state, request }] }];

describe('a review that was kept', () => {
  it('may be of lines that were given: how they found their place is kept with it', () => {
    assert.deepEqual(readStored(stored({ match: 'Replaces sort' }))[0]?.states, [{ ...state, request: { match: 'Replaces sort' } }]);
  });

  it('may be of a request to a model', () => {
    const request = { model: 'm', system: '', messages: [], parameters: {} };
    assert.deepEqual(readStored(stored(request))[0]?.states, [{ ...state, request }]);
  });

  it('keeps its original alone where it cannot be read whole', () => {
    assert.deepEqual(readStored(stored({ something: 1 })), [{ uri: 'file:///a.ts', text: 't', original: 'o', states: [] }]);
  });
});
