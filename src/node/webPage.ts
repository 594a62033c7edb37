import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { request, type Dispatcher } from 'undici';
import { isPrivateAddress, type FetchedPage, type FetchPage } from '../core/context/web/webPage.ts';
import { toFailure } from '../core/errors.ts';
import type { NetworkSettings } from '../core/network.ts';
import { Dispatchers, type Way } from './dispatchers.ts';
import { networkError } from './networkError.ts';
import type { Environment } from './proxy.ts';

/** Bytes of a page. */
const largestPage = 5_000_000;
/** Characters of text that are kept. */
const longestText = 200_000;
const mostRedirects = 5;
/** How long a server may take, ms: to its first byte, and between two. */
const patienceMs = 20_000;
/** How long all of it may take, ms: redirects, and a server that tells its page by the byte, included. */
const wholeMs = 60_000;

const redirects = new Set([301, 302, 303, 307, 308]);
const textTypes = /^(?:text\/|application\/(?:json|xml|xhtml\+xml|yaml|javascript|[\w.-]+\+(?:json|xml))(?:;|$))/i;

/**
 * Fetches pages over this machine's network, proxies and certificates as for everything else, without cookies or keys.
 */
export function createPageFetch(network: () => NetworkSettings, environment: Environment = process.env, limitMs = wholeMs): FetchPage {
  return async (url, signal, allowed) => {
    const dispatchers = new Dispatchers(network, environment);
    const late = AbortSignal.timeout(limitMs);
    const either = AbortSignal.any([signal, late]);
    try {
      return await ended(follow(url, either, allowed, (to) => dispatchers.for(to)), either);
    } catch (error) {
      signal.throwIfAborted();
      if (late.aborted) {
        return { type: 'failed', reason: 'slow', detail: String(Math.round(limitMs / 1000)) };
      }
      const { detail = '' } = toFailure(networkError(error));
      return { type: 'failed', reason: 'network', detail };
    } finally {
      dispatchers.dispose();
    }
  };
}

/** Looking up a name cannot be given up: whoever waits is let go all the same. */
async function ended<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave: () => void = () => undefined;
  const gone = new Promise<never>((_, reject) => {
    leave = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', leave);
  });
  try {
    return await Promise.race([work, gone]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

async function follow(url: string, signal: AbortSignal, allowed: ReadonlySet<string>, wayTo: (url: string) => Way): Promise<FetchedPage> {
  let at = new URL(url);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    if (at.protocol !== 'http:' && at.protocol !== 'https:') {
      return { type: 'failed', reason: 'address', detail: at.protocol };
    }
    const { dispatcher, proxy } = wayTo(at.href);
    // What was allowed is a host that the person saw: where a server sends the request on to is asked about by itself.
    if (!allowed.has(at.host) && (await isPrivate(at.hostname, proxy !== undefined))) {
      return { type: 'private', host: at.host, url: at.href };
    }
    signal.throwIfAborted();
    const response = await request(at, {
      dispatcher,
      signal,
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
      headers: { 'user-agent': 'Lathe', accept: 'text/html, text/*;q=0.9, application/json;q=0.8, */*;q=0.1', 'accept-encoding': 'identity' },
    });
    const location = first(response.headers['location']);
    if (redirects.has(response.statusCode) && location !== '' && URL.canParse(location, at)) {
      await drop(response);
      at = new URL(location, at);
      continue;
    }
    return read(at.href, response);
  }
  return { type: 'failed', reason: 'redirects', detail: '' };
}

async function read(url: string, response: Dispatcher.ResponseData): Promise<FetchedPage> {
  const { statusCode, headers, body } = response;
  if (statusCode < 200 || statusCode > 299) {
    await drop(response);
    return { type: 'failed', reason: 'status', detail: String(statusCode) };
  }
  const contentType = first(headers['content-type']);
  if (contentType !== '' && !textTypes.test(contentType)) {
    await drop(response);
    return { type: 'failed', reason: 'kind', detail: contentType };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > largestPage) {
      break;
    }
  }
  const source = decoded(Buffer.concat(chunks), contentType);
  const isHtml = /html/i.test(contentType) || /^\s*<(?:!doctype html|html)/i.test(source);
  const { title, text } = isHtml ? (await import('./pageText.ts')).pageText(source) : { title: '', text: source.trim() };
  if (text === '') {
    return { type: 'failed', reason: 'empty', detail: '' };
  }
  return { type: 'page', url, title, text: text.slice(0, longestText), isCut: text.length > longestText || bytes > largestPage };
}

function decoded(bytes: Buffer, contentType: string): string {
  const named = /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(bytes.subarray(0, 2000).toString('latin1'))?.[1];
  try {
    return new TextDecoder(named ?? 'utf-8').decode(bytes);
  } catch {
    // A character set that nobody knows.
    return new TextDecoder().decode(bytes);
  }
}

/** Names are looked up here, unless a proxy does that: then only what the name itself tells is known. */
async function isPrivate(hostname: string, byProxy: boolean): Promise<boolean> {
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(name) !== 0) {
    return isPrivateAddress(name);
  }
  if (/^localhost$|\.(?:localhost|local|internal|lan|home\.arpa)$/i.test(name) || !name.includes('.')) {
    return true;
  }
  if (byProxy) {
    return false;
  }
  const addresses = await lookup(name, { all: true });
  return addresses.some(({ address }) => isPrivateAddress(address));
}

/** Lets the connection go; what still comes is of no use. */
async function drop({ body }: Dispatcher.ResponseData): Promise<void> {
  body.on('error', () => undefined);
  await Promise.resolve(body.destroy());
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
