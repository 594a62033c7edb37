import assert from 'node:assert/strict';
import { isLatheError } from '../../../src/core/errors.ts';
import { walletBalance } from '../../../src/llm/walletBalance.ts';
import { FakeTransport } from '../../fakes/transport.ts';
import { modelsLab, secret } from './turn.ts';

const path = '/api/wallet_balance';
const connection = { endpoint: modelsLab, key: secret, idleTimeoutMs: 60_000 };

function answering(body: unknown, status = 200): FakeTransport {
  const transport = new FakeTransport([new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))]);
  transport.status = status;
  transport.headers = { 'content-type': 'application/json' };
  return transport;
}

const ask = (transport: FakeTransport, at = path, key: string | undefined = secret) =>
  walletBalance(transport, { ...connection, key }, at, new AbortController().signal);

const failsAs = (code: string) => (error: unknown): boolean => isLatheError(error) && error.failure.code === code && !JSON.stringify(error.failure).includes(secret);

describe('the balance', () => {
  it('is asked for at the origin that the key belongs to, with the key in the body and nowhere else', async () => {
    const transport = answering({ status: 'success', data: { balance: 12.5, currency: 'usd' } });
    assert.deepEqual(await ask(transport), { amount: 12.5, currency: 'USD' });
    const [sent] = transport.requests;
    assert.equal(sent?.url, 'https://example.test/api/wallet_balance');
    assert.equal(sent.method, 'POST');
    assert.deepEqual(JSON.parse(sent.body ?? ''), { key: secret });
    assert.ok(!JSON.stringify([sent.url, sent.headers]).includes(secret));
  });

  it('may be a number as text, and without a currency', async () => {
    assert.deepEqual(await ask(answering({ status: 'success', data: { balance: '3.10' } })), { amount: 3.1, currency: '' });
  });

  it('fails clearly, without the key in its words', async () => {
    await assert.rejects(ask(answering({ status: 'success', data: {} })), failsAs('protocol'));
    await assert.rejects(ask(answering({ status: 'error', message: `Invalid API key ${secret}` })), failsAs('key-refused'));
    await assert.rejects(ask(answering('<html></html>')), failsAs('endpoint-invalid'));
  });

  it('is not asked for where there is none, or no key', async () => {
    const transport = answering({});
    await assert.rejects(ask(transport, ''), failsAs('endpoint-invalid'));
    await assert.rejects(ask(transport, path, ''), failsAs('key-missing'));
    assert.equal(transport.requests.length, 0);
  });
});
