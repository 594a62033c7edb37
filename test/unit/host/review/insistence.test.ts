import assert from 'node:assert/strict';
import { Insistence } from '../../../../src/host/review/insistence.ts';

function setUp(...audience: readonly string[]) {
  let told = 0;
  let there: readonly string[] = audience;
  const waits = new Map<number, () => void>();
  let timers = 0;
  const insistence = new Insistence<string>(
    () => (told += 1),
    () => there,
    (_ms, callback) => {
      const id = (timers += 1);
      waits.set(id, callback);
      return { dispose: () => waits.delete(id) };
    },
  );
  const passes = (): void => {
    for (const [id, callback] of [...waits]) {
      waits.delete(id);
      callback();
    }
  };
  return { insistence, told: () => told, passes, waits, leave: () => (there = []) };
}

describe('telling of a change until it is heard', () => {
  it('is done once where all have asked', () => {
    const { insistence, told, passes } = setUp('a', 'b');
    insistence.news();
    insistence.heard('a');
    insistence.heard('b');
    passes();
    passes();
    assert.equal(told(), 1);
  });

  it('goes on where one has not, and ends when it has', () => {
    const { insistence, told, passes } = setUp('a', 'b');
    insistence.news();
    insistence.heard('a');
    passes();
    assert.equal(told(), 2);
    insistence.heard('b');
    passes();
    assert.equal(told(), 2);
  });

  it('ends when those who have not asked are out of sight', () => {
    const { insistence, told, passes, leave } = setUp('a');
    insistence.news();
    leave();
    passes();
    assert.equal(told(), 1);
  });

  it('gives up on those who never ask', () => {
    const { insistence, told, passes, waits } = setUp('a');
    insistence.news();
    for (let pass = 0; pass < 10; pass += 1) {
      passes();
    }
    assert.equal(told(), 4);
    assert.equal(waits.size, 0);
  });

  it('begins anew with each change, with one timer', () => {
    const { insistence, told, passes, waits } = setUp('a');
    insistence.news();
    insistence.heard('a');
    insistence.news();
    assert.equal(waits.size, 1);
    passes();
    assert.equal(told(), 3, 'what was heard was of before');
  });

  it('ends with its owner', () => {
    const { insistence, waits } = setUp('a');
    insistence.news();
    insistence.dispose();
    assert.equal(waits.size, 0);
  });
});
