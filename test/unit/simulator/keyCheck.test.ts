import assert from 'node:assert/strict';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.ts';
import { asking, send } from './rawClient.ts';

describe('simulator: keys', () => {
  let simulator: Simulator | undefined;
  const start = async (options: SimulatorOptions) => {
    simulator = await startSimulator({ tokenDelayMs: 0, ...options });
    return simulator.baseUrl;
  };
  afterEach(() => simulator?.close());

  const chat = '/chat/completions';
  const cases: readonly (readonly [string, string, Record<string, string>, Record<string, unknown>, number])[] = [
    ['a bearer token', chat, { authorization: 'Bearer k1' }, {}, 200],
    ['any of the accepted keys', chat, { authorization: 'Bearer k2' }, {}, 200],
    ['x-api-key', chat, { 'x-api-key': 'k1' }, {}, 200],
    ['key in the body of a chat request', chat, {}, { key: 'k1' }, 200],
    ['a bearer token on messages', '/v1/messages', { authorization: 'Bearer k1' }, {}, 200],
    ['x-api-key on messages', '/v1/messages', { 'x-api-key': 'k1' }, {}, 200],
    ['key in the body of a messages request, which is not documented', '/v1/messages', {}, { key: 'k1' }, 401],
    ['no key', chat, {}, {}, 401],
    ['a wrong bearer token', chat, { authorization: 'Bearer nope' }, {}, 401],
    ['another scheme', chat, { authorization: 'Basic k1' }, {}, 401],
    ['a wrong x-api-key', chat, { 'x-api-key': 'nope' }, {}, 401],
    ['a wrong key in the body', chat, {}, { key: 'nope' }, 401],
    ['two headers', chat, { authorization: 'Bearer k1', 'x-api-key': 'k1' }, {}, 400],
    ['a header and the body', chat, { authorization: 'Bearer k1' }, { key: 'k1' }, 400],
  ];
  for (const [label, path, headers, more, status] of cases) {
    it(`${status === 200 ? 'accepts' : 'refuses'} ${label}`, async () => {
      const baseUrl = await start({ keys: ['k1', 'k2'] });
      const answer = await send(baseUrl + path, { headers, body: asking('Hi', more) });
      assert.equal(answer.status, status);
      assert.ok(!/k1|nope/.test(answer.text), 'an answer never repeats a key');
    });
  }

  it('checks the key of the models endpoint too', async () => {
    const baseUrl = await start({ keys: ['k1'] });
    assert.equal((await send(`${baseUrl}/v1/models`, { method: 'GET', headers: {} })).status, 401);
    assert.equal((await send(`${baseUrl}/v1/models`, { method: 'GET', headers: { 'x-api-key': 'k1' } })).status, 200);
  });

  it('needs none when told so, and still refuses two', async () => {
    const baseUrl = await start({ keys: 'none-needed' });
    const body = asking('Hi');
    assert.equal((await send(baseUrl + chat, { headers: {}, body })).status, 200);
    assert.equal((await send(baseUrl + chat, { headers: { 'x-api-key': 'any' }, body })).status, 200);
    const two = { authorization: 'Bearer any', 'x-api-key': 'any' };
    assert.equal((await send(baseUrl + chat, { headers: two, body })).status, 400);
  });
});
