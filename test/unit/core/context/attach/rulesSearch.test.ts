import assert from 'node:assert/strict';
import { RulesSearch } from '../../../../../src/core/context/attach/rulesSearch.ts';

describe('the search for rules', () => {
  let answers: (() => Promise<boolean>)[];
  let offered: (readonly string[])[];
  let errors: number;
  let waits: number[];
  let ring: () => void;
  let places: readonly string[];
  let search: RulesSearch;
  beforeEach(() => {
    [answers, offered, errors, waits, ring, places] = [[], [], 0, [], () => undefined, ['a']];
    search = new RulesSearch({
      places: () => places,
      isThere: () => answers.shift()?.() ?? Promise.resolve(true),
      offer: (uris) => offered.push(uris),
      after: (ms, callback) => {
        waits.push(ms);
        ring = callback;
        return { dispose: () => (ring = () => undefined) };
      },
      onError: () => errors++,
    });
  });
  const yes = () => Promise.resolve(true);
  const no = () => Promise.resolve(false);
  const silent = () => Promise.reject(new Error('not connected yet'));
  const rung = async (): Promise<void> => {
    ring();
    await new Promise(setImmediate);
  };

  it('offers what is there', async () => {
    places = ['a', 'b', 'c'];
    answers = [yes, no, yes];
    await search.look();
    assert.deepEqual([offered, waits, errors], [[['a', 'c']], [], 0]);
  });

  it('looks again by itself where nobody could tell, and finds it then', async () => {
    answers = [silent, silent, yes];
    await search.look();
    await rung();
    await rung();
    assert.deepEqual(offered, [[], [], ['a']]);
    assert.deepEqual([waits, errors], [[500, 1000], 2]);
    await rung();
    assert.equal(offered.length, 3, 'and is content');
  });

  it('keeps what it knows until somebody can tell otherwise, and does not ask for ever', async () => {
    answers = [yes, ...Array.from({ length: 7 }, () => silent), no];
    await search.look();
    await search.look();
    for (let again = 0; again < 10; again++) {
      await rung();
    }
    assert.deepEqual(offered, Array.from({ length: 8 }, () => ['a']));
    await search.look();
    assert.deepEqual(offered.at(-1), []);
  });

  it('goes by the later look, whichever ends first, and is quiet after its end', async () => {
    let late: (found: boolean) => void = () => undefined;
    answers = [() => new Promise((resolve) => (late = resolve)), yes];
    const first = search.look();
    await search.look();
    late(false);
    await first;
    assert.deepEqual(offered, [['a']]);
    answers = [silent];
    await search.look();
    search.dispose();
    await rung();
    assert.equal(offered.length, 2);
  });
});
