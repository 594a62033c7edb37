import assert from 'node:assert/strict';
import { NoConnection, networkError } from '../../../src/node/networkError.ts';

const system = (code: string, syscall: string): Error => Object.assign(new Error(`${syscall} ${code}`), { code, syscall });

describe('networkError', () => {
  it('knows when surely nothing was sent, so that another way may be tried', () => {
    for (const error of [system('ETIMEDOUT', 'connect'), system('ECONNREFUSED', 'connect'), system('ENOTFOUND', 'getaddrinfo'), system('EHOSTUNREACH', 'connect')]) {
      assert.ok(networkError(error) instanceof NoConnection, error.message);
    }
  });

  it('knows when something may have been sent, so that asking again may be billed twice', () => {
    for (const error of [system('ETIMEDOUT', 'read'), system('EHOSTUNREACH', 'read'), system('ETIMEDOUT', 'write'), system('ECONNRESET', 'read')]) {
      const found = networkError(error);
      assert.ok(!(found instanceof NoConnection), error.message);
      assert.deepEqual(found.failure, { code: 'network', retryable: true, detail: error.message });
    }
  });

  it('finds the cause inside, and the last of several', () => {
    const inner = new AggregateError([system('ENETUNREACH', 'connect'), system('ECONNREFUSED', 'connect')], '');
    assert.equal(networkError(new TypeError('fetch failed', { cause: inner })).failure.detail, 'connect ECONNREFUSED');
  });
});
