import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultNetwork } from '../../../src/core/network.ts';
import type { FetchPage } from '../../../src/core/context/web/webPage.ts';
import { createPageFetch } from '../../../src/node/webPage.ts';

const network = { ...defaultNetwork, systemCertificates: false };

describe('fetching a web page', () => {
  let server: Server;
  let origin = '';
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const asked: IncomingMessage[] = [];
  const signal = new AbortController().signal;
  const none: ReadonlySet<string> = new Set();
  /** What the person allowed: the server of these tests. */
  let here: ReadonlySet<string> = none;
  const fetchPage: FetchPage = createPageFetch(() => network, {});

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    here = new Set([new URL(origin).host]);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked.length = 0;
    answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<title>T</title><p>Grüße');
  });

  it('gives its title and text, and sends neither cookies nor keys', async () => {
    assert.deepEqual(await fetchPage(`${origin}/a`, signal, here), { type: 'page', url: `${origin}/a`, title: 'T', text: 'Grüße', isCut: false });
    assert.equal(asked[0]?.headers.cookie, undefined);
    assert.equal(asked[0]?.headers.authorization, undefined);
  });

  it('asks nothing in a private network without leave, by whichever name', async () => {
    for (const url of [origin, origin.replace('127.0.0.1', 'localhost'), 'http://[::1]:1/', 'http://printer/', 'http://169.254.169.254/latest/']) {
      assert.equal((await fetchPage(url, signal, none)).type, 'private', url);
    }
    assert.equal(asked.length, 0);
  });

  it('follows redirects, but with leave for one address not to another private one', async () => {
    answer = (request, response) =>
      request.url === '/a' ? response.writeHead(302, { location: '/b' }).end() : response.writeHead(200, { 'content-type': 'text/plain' }).end('there');
    assert.deepEqual(await fetchPage(`${origin}/a`, signal, here), { type: 'page', url: `${origin}/b`, title: '', text: 'there', isCut: false });
    answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
    assert.deepEqual(await fetchPage(`${origin}/a`, signal, here), { type: 'private', host: '127.0.0.1:9', url: 'http://127.0.0.1:9/' });
    answer = (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    assert.deepEqual(await fetchPage(`${origin}/a`, signal, here), { type: 'failed', reason: 'address', detail: 'file:' });
    answer = (_, response) => response.writeHead(302, { location: '/again' }).end();
    assert.deepEqual(await fetchPage(`${origin}/a`, signal, here), { type: 'failed', reason: 'redirects', detail: '' });
  });

  it('goes where it is sent to in a private network once that host is allowed too', async () => {
    const other = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('the other'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    answer = (_, response) => response.writeHead(302, { location: `http://${host}/b?c` }).end();
    assert.deepEqual(await fetchPage(`${origin}/a`, signal, here), { type: 'private', host, url: `http://${host}/b?c` });
    assert.deepEqual(await fetchPage(`${origin}/a`, signal, new Set([...here, host])), { type: 'page', url: `http://${host}/b?c`, title: '', text: 'the other', isCut: false });
    other.close();
  });

  it('gives up a server that tells its page by the byte, and lets its connection go', async () => {
    const closed = new Promise<void>((resolve) => {
      answer = (request, response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        const drip = setInterval(() => response.write('x'), 5);
        request.socket.on('close', () => {
          clearInterval(drip);
          resolve();
        });
      };
    });
    const impatient = createPageFetch(() => network, {}, 100);
    assert.deepEqual(await impatient(origin, signal, here), { type: 'failed', reason: 'slow', detail: '0' });
    await closed;
  });

  it('says why there is none', async () => {
    answer = (_, response) => response.writeHead(404).end('no');
    assert.deepEqual(await fetchPage(origin, signal, here), { type: 'failed', reason: 'status', detail: '404' });
    answer = (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('x');
    assert.deepEqual(await fetchPage(origin, signal, here), { type: 'failed', reason: 'kind', detail: 'image/png' });
    answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<script>only()</script>');
    assert.deepEqual(await fetchPage(origin, signal, here), { type: 'failed', reason: 'empty', detail: '' });
    answer = (_, response) => response.destroy();
    const failed = await fetchPage(origin, signal, here);
    assert.equal(failed.type === 'failed' && failed.reason, 'network');
  });

  it('reads other character sets, and no more than a page should have', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from([0x47, 0xfc]));
    assert.equal(((await fetchPage(origin, signal, here)) as { text: string }).text, 'Gü');
    answer = (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(6_000_000));
    const long = await fetchPage(origin, signal, here);
    assert.ok(long.type === 'page' && long.isCut && long.text.length === 200_000);
  });

  it('ends when it is given up', async () => {
    const controller = new AbortController();
    answer = () => {
      controller.abort();
    };
    await assert.rejects(fetchPage(origin, controller.signal, here), { name: 'AbortError' });
  });
});
