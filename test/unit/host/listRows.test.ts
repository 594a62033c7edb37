import assert from 'node:assert/strict';
import { plainLabel, plainNotice, sameRow } from '../../../src/host/history/listRows.ts';

describe('rows of the history', () => {
  const title = { summary: { id: 'a' } };
  const hits = [{ summary: { id: 'a' }, turn: '1' }, { summary: { id: 'a' }, turn: '2' }];
  const rows = [{}, title, ...hits];

  it('are the same when they lead to the same turn', () => {
    assert.equal(sameRow(rows, { summary: { id: 'a' }, turn: '2' }), hits[1]);
    assert.equal(sameRow(rows, { summary: { id: 'a' } }), title);
    assert.equal(sameRow(rows, { summary: { id: 'b' } }), undefined);
    assert.equal(sameRow(rows, {}), undefined);
    assert.equal(sameRow(rows, undefined), undefined);
  });

  it('are told of without a link that somebody wrote', () => {
    assert.ok(!plainNotice('See [this](command:workbench.action.quit)').includes(']('));
  });

  it('show no picture that somebody wrote', () => {
    assert.ok(!plainLabel('Why $(trash) in a $(label)?').includes('$('));
  });
});
