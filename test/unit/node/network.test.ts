import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '../../../src/node/client.ts';
import type { DisposableClient } from '../../../src/core/client.ts';
import type { Connection } from '../../../src/core/endpoint.ts';
import { defaultNetwork, type NetworkSettings } from '../../../src/core/network.ts';
import type { Fetch } from '../../../src/node/fetchTransport.ts';
import { ConnectProxy } from '../../fakes/connectProxy.ts';
import { SocksProxy } from '../../fakes/socksProxy.ts';
import { FakeLogger } from '../../fakes/logger.ts';
import { FakeModelNotes } from '../../fakes/modelNotes.ts';
import { modelsLab, request, secret, text, turnOf, type Turn } from '../llm/turn.ts';
import { chunk, done, finished } from './localServer.ts';

const folder = 'test/fixtures/tls';
const answer = { deltas: [text('ok'), { type: 'finish', reason: 'stop' }] };
const password = 'p%40ss-4711';
const noFetch: Fetch = () => Promise.reject(new Error('no such way'));

describe('the network', () => {
  let servers: Server[];
  let proxies: (ConnectProxy | SocksProxy)[];
  let clients: DisposableClient[];
  let asked: { readonly url: string; readonly authorization: string | undefined }[];

  beforeEach(() => {
    servers = [];
    proxies = [];
    clients = [];
    asked = [];
  });

  afterEach(async () => {
    for (const client of clients) {
      client.dispose();
    }
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
    for (const proxy of proxies) {
      await proxy.stop();
    }
  });

  async function serve(secure: boolean): Promise<number> {
    const files = { key: readFileSync(`${folder}/server.key`), cert: readFileSync(`${folder}/server.pem`) };
    const server = secure ? createHttps(files) : createHttp();
    server.on('request', (incoming, response) => {
      asked.push({ url: incoming.url ?? '', authorization: incoming.headers.authorization });
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(chunk('ok') + finished + done);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    return (server.address() as AddressInfo).port;
  }

  async function proxy(authorization?: string): Promise<ConnectProxy> {
    const started = await ConnectProxy.start(authorization);
    proxies.push(started);
    return started;
  }

  function client(baseUrl: string, network: () => Partial<NetworkSettings>, more: { fetch?: Fetch; environment?: Record<string, string> } = {}): () => Promise<Turn> {
    const connection: Connection = { endpoint: { ...modelsLab, baseUrl }, key: secret, idleTimeoutMs: 5000 };
    const made = createClient({
      connect: () => Promise.resolve(connection),
      notes: new FakeModelNotes(),
      network: () => ({ ...defaultNetwork, ...network() }),
      logger: new FakeLogger(),
      environment: more.environment ?? {},
      editorFetch: () => more.fetch ?? noFetch,
      sleep: () => Promise.resolve(),
    });
    clients.push(made);
    return () => turnOf(made.stream(request, new AbortController().signal));
  }

  for (const secure of [true, false]) {
    const scheme = secure ? 'https' : 'http';

    it(`goes through the proxy of the setting to ${scheme}, and keeps the tunnel`, async () => {
      const port = await serve(secure);
      const through = await proxy();
      const ask = client(`${scheme}://gateway.test:${port}`, () => ({ proxy: `http://${through.host}`, strictSsl: false }));
      for (let turns = 0; turns < 6; turns++) {
        assert.deepEqual(await ask(), answer);
      }
      // A request in the very moment in which another ends may open a second one.
      assert.ok(through.tunnels.length <= 2, `${through.tunnels.length} tunnels`);
      assert.deepEqual(new Set(through.tunnels), new Set([`gateway.test:${port}`]));
      assert.deepEqual(new Set(asked.map(({ authorization }) => authorization)), new Set([`Bearer ${secret}`]));
    });
  }

  for (const secure of [true, false]) {
    it(`goes through a SOCKS proxy to ${secure ? 'https' : 'http'}, which looks names up, with its password`, async () => {
      const port = await serve(secure);
      const through = await SocksProxy.start(`me:${decodeURIComponent(password)}`);
      proxies.push(through);
      const url = `${secure ? 'https' : 'http'}://gateway.test:${port}`;
      const environment = { ALL_PROXY: `socks5h://me:${password}@${through.host}` };
      const ask = client(url, () => ({ strictSsl: false }), { environment });
      assert.deepEqual(await ask(), answer);
      assert.deepEqual(await ask(), answer);
      assert.deepEqual(new Set(through.tunnels), new Set([`gateway.test:${port}`]));
      const { failure } = await client(url, () => ({ strictSsl: false, proxy: `socks5://me:wrong@${through.host}` }))();
      assert.deepEqual([failure?.code, failure?.detail], ['proxy', `socks5://${through.host}: Authentication failed`]);
    });
  }

  it('goes through a SOCKS proxy that wants no password, and says when there is none', async () => {
    const port = await serve(false);
    const through = await SocksProxy.start();
    proxies.push(through);
    const url = `http://gateway.test:${port}`;
    assert.deepEqual(await client(url, () => ({ proxy: `socks5://${through.host}` }))(), answer);
    const gone = await SocksProxy.start();
    const { host } = gone;
    await gone.stop();
    assert.equal((await client(url, () => ({ proxy: `socks5://${host}` }))()).failure?.code, 'proxy');
  });

  it('goes through the proxy of the environment, but not to its exceptions', async () => {
    const port = await serve(false);
    const through = await proxy();
    const environment = { HTTP_PROXY: `http://${through.host}`, NO_PROXY: 'direct.test' };
    assert.deepEqual(await client(`http://gateway.test:${port}`, () => ({}), { environment })(), answer);
    assert.equal((await client(`http://direct.test:${port}`, () => ({}), { environment })()).failure?.code, 'network');
    assert.equal(through.tunnels.length, 1);
  });

  it('tells the proxy its password, from the address or the setting, and tells nobody else', async () => {
    const port = await serve(false);
    const basic = `Basic ${Buffer.from(`me:${decodeURIComponent(password)}`).toString('base64')}`;
    const through = await proxy(basic);
    const url = `http://gateway.test:${port}`;
    assert.deepEqual(await client(url, () => ({ proxy: `http://me:${password}@${through.host}` }))(), answer);
    assert.deepEqual(await client(url, () => ({ proxy: `http://${through.host}`, proxyAuthorization: basic }))(), answer);
    const { failure } = await client(url, () => ({ proxy: `http://me:wrong-${password}@${through.host}` }))();
    assert.deepEqual(failure, { code: 'proxy', retryable: true, detail: `http://${through.host} 407` });
    assert.ok(asked.every(({ authorization }) => authorization === `Bearer ${secret}`));
    assert.ok(through.authorizations.every((authorization) => authorization?.startsWith('Basic ')));
  });

  it('says that it was the proxy when that cannot be reached, or is no address', async () => {
    const gone = await proxy();
    const { host } = gone;
    await gone.stop();
    proxies = [];
    const { failure } = await client('https://gateway.test', () => ({ proxy: `http://me:${password}@${host}` }))();
    assert.equal(failure?.code, 'proxy');
    assert.match(failure.detail ?? '', /^http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/);
    assert.ok(!failure.detail?.includes(password));
    const invalid = await client('https://gateway.test', () => ({ proxy: 'http://[' }))();
    assert.deepEqual(invalid.failure, { code: 'proxy', retryable: false, detail: 'http.proxy' });
  });

  it('takes another way when the settings change', async () => {
    const port = await serve(false);
    const [first, second] = [await proxy(), await proxy()];
    let current = first;
    const ask = client(`http://gateway.test:${port}`, () => ({ proxy: `http://${current.host}` }));
    assert.deepEqual(await ask(), answer);
    current = second;
    assert.deepEqual(await ask(), answer);
    assert.deepEqual([first.tunnels.length, second.tunnels.length], [1, 1]);
  });

  it('refuses a certificate of an unknown authority, and takes any where VS Code is told to', async () => {
    const port = await serve(true);
    const { failure } = await client(`https://localhost:${port}`, () => ({}))();
    assert.equal(failure?.code, 'certificate');
    assert.match(failure.detail ?? '', /UNABLE_TO_VERIFY_LEAF_SIGNATURE/);
    assert.deepEqual(await client(`https://localhost:${port}`, () => ({ strictSsl: false }))(), answer);
    assert.equal(asked.length, 1);
  });

  const authority = resolve(folder, 'ca.pem');
  const title = 'takes a certificate of an authority that NODE_EXTRA_CA_CERTS names, for its own name only';
  it(title, async function () {
    if (process.env['NODE_EXTRA_CA_CERTS'] === authority) {
      const port = await serve(true);
      assert.deepEqual(await client(`https://localhost:${port}`, () => ({}))(), answer);
      const { failure } = await client(`https://127.0.0.1:${port}`, () => ({}))();
      assert.equal(failure?.code, 'certificate');
      assert.match(failure.detail ?? '', /ERR_TLS_CERT_ALTNAME_INVALID/);
      return;
    }
    // Node reads the variable as it starts, so this test runs itself in a process of its own.
    this.timeout(30_000);
    const child = spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', '--no-config', fileURLToPath(import.meta.url), '--grep', title], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: authority },
    });
    let output = '';
    child.stdout.on('data', (text) => (output += String(text)));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 0, output);
    assert.match(output, /1 passing/);
  });

  it("takes VS Code's own way where there is no other, and remembers it until that fails", async () => {
    const port = await serve(false);
    let calls = 0;
    let works = true;
    const fetch: Fetch = (_url, init) => {
      calls++;
      return works ? globalThis.fetch(`http://127.0.0.1:${port}/`, init) : Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }));
    };
    const ask = client('http://nowhere.invalid', () => ({}), { fetch });
    assert.deepEqual(await ask(), answer);
    assert.deepEqual(await ask(), answer);
    assert.equal(calls, 2);
    works = false;
    const { failure } = await ask();
    assert.equal(failure?.code, 'network');
    assert.match(failure.detail ?? '', /nowhere\.invalid/);
    // Three tries, the first of which went by the remembered way alone before both.
    assert.equal(calls, 2 + 1 + 3);
  });

  it("does not take VS Code's way to this machine itself", async () => {
    const port = await serve(false);
    servers[0]?.close();
    let calls = 0;
    const fetch: Fetch = () => {
      calls++;
      return Promise.reject(new Error('no such way'));
    };
    const { failure } = await client(`http://127.0.0.1:${port}`, () => ({}), { fetch })();
    assert.deepEqual([failure?.code, calls], ['network', 0]);
    servers = [];
  });

  it('does not follow a redirect with the key', async () => {
    const port = await serve(false);
    servers[0]?.removeAllListeners('request');
    servers[0]?.on('request', (incoming, response) => {
      asked.push({ url: incoming.url ?? '', authorization: incoming.headers.authorization });
      response.writeHead(307, { location: 'https://elsewhere.test/api?token=x' }).end();
    });
    const { failure } = await client(`http://127.0.0.1:${port}`, () => ({}))();
    assert.deepEqual(failure, { code: 'endpoint-invalid', retryable: false, status: 307, detail: 'HTTP 307: moved to https://elsewhere.test/api' });
    assert.equal(asked.length, 1);
  });
});
