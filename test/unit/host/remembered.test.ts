import assert from 'node:assert/strict';
import { Remembered } from '../../../src/host/answers/remembered.ts';

describe('Remembered', () => {
  it('asks once for a while, for each key, and again after a failure', async () => {
    let now = 0;
    const asked: string[] = [];
    const remembered = new Remembered<string | undefined>(100, () => now);
    const get = (key: string, value?: string) =>
      remembered.get(key, () => {
        asked.push(key);
        return Promise.resolve(value);
      });
    assert.equal(await get('a', 'one'), 'one');
    assert.equal(await get('b'), undefined);
    now = 99;
    assert.equal(await get('a', 'two'), 'one');
    assert.equal(await get('b', 'three'), undefined);
    now = 100;
    assert.equal(await get('a', 'two'), 'two');
    assert.deepEqual(asked, ['a', 'b', 'a']);
    await assert.rejects(remembered.get('c', () => Promise.reject(new Error('no'))));
    assert.equal(await get('c', 'four'), 'four');
  });
});
