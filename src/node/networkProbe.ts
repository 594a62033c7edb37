import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import tls from 'node:tls';
import type { NetworkSettings } from '../core/network.ts';
import type { Certificate, NetworkProbe } from '../llm/networkProbe.ts';
import { proxyAuthorization, tlsOptions } from './dispatchers.ts';
import { networkError } from './networkError.ts';
import { proxyFor, type Environment, type Proxy } from './proxy.ts';

export interface ProbeDeps {
  readonly network: () => NetworkSettings;
  readonly environment: Environment;
  /** Whether requests to a URL go through VS Code's own `fetch`. */
  readonly isByEditor: (url: string) => boolean;
}

/** The probe over this machine's network. */
export function createNetworkProbe({ network, environment, isByEditor }: ProbeDeps): NetworkProbe {
  return {
    resolve: async (host, signal) => {
      const name = host.replace(/^\[|\]$/g, '');
      if (isIP(name) !== 0) {
        return [name];
      }
      try {
        return (await unlessAborted(lookup(name, { all: true }), signal)).map(({ address }) => address);
      } catch (error) {
        signal.throwIfAborted();
        throw networkError(error);
      }
    },
    route: (url) => {
      const proxy = proxyFor(url, network(), environment);
      return { via: isByEditor(url) ? 'editor' : proxy ? 'proxy' : 'direct', proxy: proxy?.shown ?? '', proxySource: proxy?.source ?? '' };
    },
    certificates: async (url, signal) => {
      const target = new URL(url);
      const settings = network();
      const proxy = proxyFor(url, settings, environment);
      let socket: Socket | undefined;
      try {
        const port = Number(target.port || '443');
        socket = proxy && (await tunnel(proxy, settings, target.hostname, port, signal));
        return await handshake({ host: target.hostname, port, socket, settings }, signal);
      } catch (error) {
        signal.throwIfAborted();
        throw networkError(error, proxy?.shown);
      } finally {
        socket?.destroy();
      }
    },
  };
}

/** A connection to the host through the proxy. */
function tunnel(proxy: Proxy, settings: NetworkSettings, host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const authorization = proxyAuthorization(proxy, settings);
  const { request } = new URL(proxy.url).protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    request(proxy.url, {
      method: 'CONNECT',
      path: `${host}:${port}`,
      headers: authorization === '' ? {} : { 'proxy-authorization': authorization },
      agent: false,
      signal,
      ...tlsOptions(settings),
    })
      .once('connect', ({ statusCode = 0 }, socket: Socket) => {
        if (statusCode === 200) {
          resolve(socket);
        } else {
          socket.destroy();
          reject(new Error(`Proxy response (${statusCode})`));
        }
      })
      .once('error', reject)
      .end();
  });
}

interface Handshake {
  readonly host: string;
  readonly port: number;
  readonly socket: Socket | undefined;
  readonly settings: NetworkSettings;
}

function handshake(
  { host, port, socket, settings }: Handshake,
  signal: AbortSignal,
): Promise<{ readonly protocol: string; readonly chain: readonly Certificate[] }> {
  return new Promise((resolve, reject) => {
    const secure = tls.connect({ host, port, ...(socket ? { socket } : {}), ...(isIP(host) === 0 ? { servername: host } : {}), ...tlsOptions(settings) });
    const leave = (): void => {
      secure.destroy();
      reject(new Error('aborted'));
    };
    signal.addEventListener('abort', leave, { once: true });
    secure
      .once('secureConnect', () => {
        resolve({ protocol: secure.getProtocol() ?? '', chain: chainOf(secure.getPeerCertificate(true)) });
        secure.destroy();
      })
      .once('error', reject)
      .once('close', () => {
        signal.removeEventListener('abort', leave);
      });
  });
}

function chainOf(first: tls.DetailedPeerCertificate): readonly Certificate[] {
  const chain: Certificate[] = [];
  const seen = new Set<string>();
  for (let at: tls.DetailedPeerCertificate | undefined = first; at && !seen.has(at.fingerprint256); at = at.issuerCertificate as tls.DetailedPeerCertificate | undefined) {
    seen.add(at.fingerprint256);
    chain.push({ subject: nameOf(at.subject), issuer: nameOf(at.issuer), validTo: Date.parse(at.valid_to) });
  }
  return chain;
}

function nameOf({ CN, O }: tls.Certificate): string {
  return [CN, O].flat().find(Boolean) ?? '';
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      reject(new Error('aborted'));
    };
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', leave);
    });
  });
}
