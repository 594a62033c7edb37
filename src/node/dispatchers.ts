import { Agent, buildConnector, ProxyAgent, Socks5ProxyAgent, type Dispatcher } from 'undici';
import type { Disposable } from '../core/lifecycle.ts';
import type { NetworkSettings } from '../core/network.ts';
import { trustedCertificates } from './certificates.ts';
import { proxyInvalid } from './networkError.ts';
import { proxyFor, type Environment, type Proxy } from './proxy.ts';

/** Short, because VS Code's own way to the network is tried next. */
const connectTimeoutMs = 5000;
/** How long an unused connection is kept, unless the server says otherwise; most keep theirs for a minute or more. */
const keepAliveMs = 30_000;

/** Names are looked up by the proxy in any case, which is what the `h` asks for. */
const socks = /^socks(?:5h?)?:/i;

export interface Way {
  readonly dispatcher: Dispatcher;
  /** The proxy that it goes through. */
  readonly proxy: Proxy | undefined;
}

/** TLS as the settings want it. */
export function tlsOptions({ strictSsl, systemCertificates }: NetworkSettings): { readonly rejectUnauthorized: boolean; readonly ca?: string[] } {
  const ca = strictSsl && systemCertificates ? trustedCertificates() : undefined;
  return { rejectUnauthorized: strictSsl, ...(ca ? { ca: [...ca] } : {}) };
}

/** What a proxy is to be told of who asks; empty for nothing. A secret. */
export function proxyAuthorization(proxy: Proxy, { proxyAuthorization: value }: NetworkSettings): string {
  if (value !== '') {
    return value;
  }
  const { username, password } = new URL(proxy.url);
  return username === ''
    ? ''
    : `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
}

/**
 * The ways to the network, made when they are first needed and kept as long as the settings stay: dispatchers of our own,
 * because a global one would be the whole extension host's. After a change new requests take new ones, and the old ones end
 * with the answers that still arrive over them.
 */
export class Dispatchers implements Disposable {
  private readonly made = new Map<string, Dispatcher>();
  private settings = '';
  private disposed = false;

  constructor(
    private readonly network: () => NetworkSettings,
    private readonly environment: Environment,
  ) {}

  /** Throws when the proxy's address cannot be used, or after the end. */
  for(url: string): Way {
    if (this.disposed) {
      throw new Error('the network client has ended');
    }
    const network = this.network();
    this.renew(JSON.stringify(network));
    const proxy = proxyFor(url, network, this.environment);
    if (proxy?.shown === '') {
      throw proxyInvalid(proxy.source);
    }
    const key = proxy?.url ?? '';
    let dispatcher = this.made.get(key);
    if (!dispatcher) {
      dispatcher = proxy ? proxyAgent(proxy, network) : new Agent({ keepAliveTimeout: keepAliveMs, connect: { ...tlsOptions(network), timeout: connectTimeoutMs } });
      this.made.set(key, dispatcher);
    }
    return { dispatcher, proxy };
  }

  dispose(): void {
    this.disposed = true;
    for (const dispatcher of this.made.values()) {
      // Open requests fail; there is nobody left to tell if closing their sockets does, too.
      dispatcher.destroy().catch(ignore);
    }
    this.made.clear();
  }

  private renew(settings: string): void {
    if (this.settings !== settings) {
      this.settings = settings;
      for (const dispatcher of this.made.values()) {
        dispatcher.close().catch(ignore);
      }
      this.made.clear();
    }
  }
}

function proxyAgent(proxy: Proxy, network: NetworkSettings): Dispatcher {
  const options = { ...tlsOptions(network), timeout: connectTimeoutMs };
  if (socks.test(proxy.url)) {
    // Undici's own ProxyAgent would speak TLS to it, and take a user and password as they are escaped.
    const socksOptions = { keepAliveTimeout: keepAliveMs, connect: buildConnector({ timeout: connectTimeoutMs }), requestTls: options };
    return new Socks5ProxyAgent(proxy.url.replace(socks, 'socks5:'), socksOptions);
  }
  const token = proxyAuthorization(proxy, network);
  return new ProxyAgent({
    keepAliveTimeout: keepAliveMs,
    uri: proxy.url,
    ...(token === '' ? {} : { token }),
    requestTls: options,
    proxyTls: options,
  });
}

function ignore(): void {
  // Nothing waits for it.
}
