import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LazyReview } from '../../src/host/review/lazyReview.ts';
import { createReview } from '../../src/host/review/review.ts';
import { stateKeys } from '../../src/ids.ts';
import { after as timer } from '../../src/host/timer.ts';
import { FakeEdits } from '../fakes/editSession.ts';
import { FakeLogger } from '../fakes/logger.ts';
import { FakeMemento } from '../fakes/memento.ts';
import { closeAll, openText } from './editors.ts';

describe('the code of the review', () => {
  let edits: FakeEdits;
  let memento: FakeMemento;
  let loads: number;
  let review: LazyReview | undefined;
  const open = (load = () => Promise.resolve(createReview)): LazyReview => {
    const logger = new FakeLogger();
    review = new LazyReview({ edits, endpoint: () => 'ModelsLab', state: memento, after: timer, logger }, () => {
      loads += 1;
      return load();
    });
    return review;
  };
  beforeEach(() => {
    edits = new FakeEdits();
    memento = new FakeMemento();
    loads = 0;
  });
  afterEach(async () => {
    review?.dispose();
    edits.dispose();
    await closeAll();
  });

  it('is not loaded where nothing is kept and nothing was begun', async () => {
    const lazy = open();
    await lazy.save();
    assert.equal(lazy.stop(), false);
    assert.equal(loads, 0);
  });

  it('is loaded once, with the first edit, and shows what had begun before it was there', async () => {
    const lazy = open();
    const { document } = await openText('plaintext', 'one\n');
    const edit = edits.begin(document);
    edit.go('waiting');
    edit.go('thinking');
    assert.equal(loads, 1);
    await lazy.commands['lathe.edit.goTo']();
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.deepEqual(lenses.map(({ command }) => command?.command), ['', 'lathe.stop']);
    assert.equal(lazy.stop(), true);
    assert.deepEqual(edit.calls, ['stop']);
    assert.equal(loads, 1);
  });

  it('is loaded at the start where a review is kept', async () => {
    await memento.update(stateKeys.reviews, [{ uri: 'file:///gone', text: 'b', original: 'c', states: [] }]);
    open();
    assert.equal(loads, 1);
  });

  it('is loaded again by the next use where it could not be', async () => {
    let broken = true;
    const lazy = open(() => (broken ? Promise.reject(new Error('no such file')) : Promise.resolve(createReview)));
    await assert.rejects(lazy.commands['lathe.edit.goTo'](), /no such file/);
    broken = false;
    await lazy.commands['lathe.edit.goTo']();
    assert.equal(loads, 2);
  });
});
