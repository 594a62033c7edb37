import assert from 'node:assert/strict';
import { noChoices, withToggled, withUsed } from '../../../../src/core/models/modelChoices.ts';

describe('the models that a person comes back to', () => {
  it('are the last five used, the last one first, each once', () => {
    const used = ['a', 'b', 'c', 'd', 'e', 'f', 'b'].reduce(withUsed, noChoices);
    assert.deepEqual(used, { favourites: [], recent: ['b', 'f', 'e', 'd', 'c'] });
  });

  it('are favourites until they are taken out', () => {
    const both = withToggled(withToggled(noChoices, 'a'), 'b');
    assert.deepEqual(both.favourites, ['a', 'b']);
    assert.deepEqual(withToggled(both, 'a').favourites, ['b']);
    assert.deepEqual(both.recent, []);
  });
});
