import assert from 'node:assert/strict';
import { pingEveryMs, Watchdog } from '../../../src/host/chatView/watchdog.ts';

function setUp() {
  const did: string[] = [];
  let now = 1_000_000;
  const watchdog = new Watchdog({
    ping: () => did.push('ping'),
    rebuild: () => did.push('rebuild'),
    giveUp: () => did.push('giveUp'),
    now: () => now,
  });
  const tick = (times = 1, ms = pingEveryMs): void => {
    for (let index = 0; index < times; index += 1) {
      now += ms;
      watchdog.tick();
    }
  };
  return { watchdog, did, tick };
}

describe('the watchdog', () => {
  it('asks a page that shows, and nobody else', () => {
    const { watchdog, did, tick } = setUp();
    tick(5);
    assert.deepEqual(did, []);
    watchdog.start();
    tick();
    assert.deepEqual(did, ['ping']);
    watchdog.stop();
    tick(10);
    assert.deepEqual(did, ['ping']);
  });

  it('leaves a page alone that answers', () => {
    const { watchdog, did, tick } = setUp();
    watchdog.start();
    for (let index = 0; index < 20; index += 1) {
      tick();
      watchdog.recovered();
    }
    assert.ok(did.every((each) => each === 'ping'));
  });

  it('builds a silent page again, then asks the person, once', () => {
    const { watchdog, did, tick } = setUp();
    watchdog.start();
    tick(20);
    assert.deepEqual(did.filter((each) => each !== 'ping'), ['rebuild', 'giveUp']);
  });

  it('does the same with a page that is ready each time and dies of what it is sent', () => {
    const { watchdog, did, tick } = setUp();
    watchdog.start();
    for (let index = 0; index < 30; index += 1) {
      watchdog.answered();
      tick(4);
    }
    assert.deepEqual(did.filter((each) => each !== 'ping'), ['rebuild', 'giveUp']);
  });

  it('begins anew with a page that came back', () => {
    const { watchdog, did, tick } = setUp();
    watchdog.start();
    tick(3);
    watchdog.answered();
    tick();
    watchdog.recovered();
    tick(3);
    assert.deepEqual(did.filter((each) => each !== 'ping'), ['rebuild', 'rebuild']);
  });

  it('blames no page for the sleep of the machine', () => {
    const { watchdog, did, tick } = setUp();
    watchdog.start();
    tick(2);
    tick(1, 3_600_000);
    assert.deepEqual(did, ['ping', 'ping', 'ping']);
  });
});
