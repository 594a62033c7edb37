import assert from 'node:assert/strict';
import { linkTo, placeOf } from '../../../src/host/chatView/turnLink.ts';

describe('links to a turn', () => {
  it('lead back to where they were made', () => {
    const { pathname: path, search } = new URL(linkTo('vscode', 'a-1', 'b_2'));
    assert.deepEqual(placeOf({ path, query: search.slice(1) }), { conversation: 'a-1', turn: 'b_2' });
  });

  for (const [path, query] of [
    ['/turn', ''],
    ['/turn', 'conversation=a'],
    ['/turn', 'conversation=../../etc/passwd&turn=b'],
    ['/turn', `conversation=${'a'.repeat(101)}&turn=b`],
    ['/other', 'conversation=a&turn=b'],
  ] as const) {
    it(`are refused: ${path}?${query.slice(0, 50)}`, () => {
      assert.equal(placeOf({ path, query }), undefined);
    });
  }
});
