import assert from 'node:assert/strict';
import { deletionMark, forgetAll, forgetDeleted } from '../../../src/host/history/forgetting.ts';
import { stateKeys } from '../../../src/ids.ts';
import { FakeMemento } from '../../fakes/memento.ts';

describe('deleting all data', () => {
  it('reaches what other workspaces keep, once, when they are opened', async () => {
    const [everywhere, here, there] = [new FakeMemento(), new FakeMemento(), new FakeMemento()];
    await here.update(stateKeys.draft, 'mine');
    await there.update(stateKeys.draft, 'theirs');
    await everywhere.update(stateKeys.keyMarks, ['k']);
    forgetDeleted(everywhere, there);
    assert.equal(there.get(stateKeys.draft), 'theirs', 'nothing was deleted yet');
    await forgetAll([everywhere, here], 'now');
    assert.deepEqual([everywhere.keys(), here.keys()], [[stateKeys.deleted], [stateKeys.deleted]]);
    assert.equal(deletionMark(everywhere), 'now');
    forgetDeleted(everywhere, there);
    assert.deepEqual(there.keys(), [stateKeys.deleted]);
    await there.update(stateKeys.draft, 'later');
    forgetDeleted(everywhere, there);
    assert.equal(there.get(stateKeys.draft), 'later');
  });
});
