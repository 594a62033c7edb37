import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { createClient } from '../../../src/node/client.ts';
import { defaultNetwork } from '../../../src/core/network.ts';
import { FakeLogger } from '../../fakes/logger.ts';
import { FakeModelNotes } from '../../fakes/modelNotes.ts';
import { modelsLab, request, secret, turnOf } from '../llm/turn.ts';
import { chunk, done, finished, LocalServer } from './localServer.ts';

const turns = 1000;

function open(kind: 'TCPSocketWrap' | 'Timeout'): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === kind).length;
}

describe(`${turns} turns`, () => {
  it('leave no listener, no timer, and no socket behind', async function () {
    this.timeout(60_000);
    const server = await LocalServer.start((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(chunk('ok') + finished + done);
    });
    const [sockets, timers] = [open('TCPSocketWrap'), open('Timeout')];
    const connection = { endpoint: { ...modelsLab, baseUrl: server.url }, key: secret, idleTimeoutMs: 5000 };
    const client = createClient({
      connect: () => Promise.resolve(connection),
      notes: new FakeModelNotes(),
      network: () => defaultNetwork,
      logger: new FakeLogger(),
      environment: {},
    });
    const { signal } = new AbortController();
    for (let turn = 0; turn < turns; turn += 4) {
      await Promise.all([1, 2, 3, 4].map(() => turnOf(client.stream(request, signal))));
    }
    assert.equal(server.requests.length, turns);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
    const connections = new Set(server.requests.map(({ port }) => port)).size;
    assert.ok(connections < turns / 20, `${connections} connections`);
    client.dispose();
    await server.stop();
    // Sockets tell that they are closed in a later turn of the event loop.
    while (open('TCPSocketWrap') > sockets) {
      await new Promise(setImmediate);
    }
    assert.ok(open('Timeout') <= timers, `${open('Timeout') - timers} timers`);
  });
});
