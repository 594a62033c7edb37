import assert from 'node:assert/strict';
import { Handshake } from '../../../src/host/chatView/handshake.ts';

describe('the handshake with a page', () => {
  it('talks to a page once it is ready and what it needs is there', () => {
    const handshake = new Handshake();
    assert.equal(handshake.epoch, undefined);
    handshake.ready('a');
    assert.deepEqual([handshake.epoch, handshake.preparing], [undefined, true]);
    assert.equal(handshake.listen('a'), true);
    assert.deepEqual([handshake.epoch, handshake.preparing], ['a', false]);
  });

  it('talks to the page that was ready last, whichever is prepared last', () => {
    const handshake = new Handshake();
    handshake.ready('a');
    handshake.ready('b');
    assert.equal(handshake.listen('b'), true);
    assert.equal(handshake.listen('a'), false, 'what was slow for a page that is gone');
    assert.equal(handshake.epoch, 'b');
  });

  it('does not talk to the one before while another waits', () => {
    const handshake = new Handshake();
    handshake.ready('a');
    handshake.listen('a');
    handshake.ready('b');
    assert.equal(handshake.epoch, undefined);
  });

  it('talks to no page that was hidden while it waited', () => {
    const handshake = new Handshake();
    handshake.ready('a');
    handshake.silence();
    assert.equal(handshake.preparing, false);
    assert.equal(handshake.listen('a'), false);
  });

  it('waits no longer when what a page needs cannot be had', () => {
    const handshake = new Handshake();
    handshake.ready('b');
    handshake.fail('a');
    assert.equal(handshake.preparing, true);
    handshake.fail('b');
    assert.equal(handshake.preparing, false);
    assert.equal(handshake.epoch, undefined);
  });
});
