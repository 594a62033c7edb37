import { BlockList, isIP } from 'node:net';
import type { NetworkSettings } from '../core/network.ts';

/** A proxy for one address. */
export interface Proxy {
  /** As it was configured, user and password included. A secret. */
  readonly url: string;
  /** The same without user and password. */
  readonly shown: string;
  /** What named it: a setting, or an environment variable. */
  readonly source: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy on the way to `url`, or undefined for none: VS Code's setting first, then the environment's variables, as VS Code
 * itself decides. This machine is always reached directly. A proxy that is no URL is taken for `http://` before it.
 */
export function proxyFor(url: string, settings: NetworkSettings, environment: Environment): Proxy | undefined {
  const target = new URL(url);
  if (settings.proxyOff || isLoopback(target.hostname)) {
    return undefined;
  }
  const [source, value] = named(target.protocol, settings, environment);
  const exceptions = [...settings.noProxy, ...(environment['NO_PROXY'] ?? environment['no_proxy'] ?? '').split(/[\s,]+/)];
  if (value === '' || exceptions.some((exception) => isException(target, exception))) {
    return undefined;
  }
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(full)) {
    return { url: full, shown: '', source };
  }
  const parsed = new URL(full);
  return { url: full, shown: `${parsed.protocol}//${parsed.host}`, source };
}

/** True for this machine itself. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

function named(protocol: string, settings: NetworkSettings, environment: Environment): readonly [string, string] {
  if (settings.proxy !== '') {
    return ['http.proxy', settings.proxy];
  }
  const names = protocol === 'https:' ? ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] : ['HTTP_PROXY', 'http_proxy'];
  for (const name of [...names, 'ALL_PROXY', 'all_proxy']) {
    const value = environment[name]?.trim() ?? '';
    if (value !== '') {
      return [name, value];
    }
  }
  return ['', ''];
}

/**
 * `example.com` means the host and all below it, as `.example.com` and `*.example.com` do; a port narrows it; `10.0.0.0/8` is a
 * range of addresses (names are not looked up for it); `*` is all.
 */
function isException(target: URL, exception: string): boolean {
  const text = exception.trim().toLowerCase();
  if (text === '' || text === '*') {
    return text === '*';
  }
  const [network = '', bits] = text.split('/');
  if (bits !== undefined) {
    return isInRange(target.hostname.replace(/^\[|\]$/g, ''), network, Number(bits));
  }
  const [, host = text, port] = /^(.*?)(?::(\d+))?$/.exec(text.replace(/^(?:\*?\.)/, '')) ?? [];
  const targetPort = target.port || (target.protocol === 'https:' ? '443' : '80');
  const hostname = target.hostname.toLowerCase();
  return (port === undefined || port === targetPort) && (hostname === host || hostname.endsWith(`.${host}`));
}

function isInRange(address: string, network: string, bits: number): boolean {
  const version = isIP(network);
  const mostBits = version === 4 ? 32 : 128;
  if (version === 0 || isIP(address) !== version || !Number.isInteger(bits) || bits < 0 || bits > mostBits) {
    return false;
  }
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(network, bits, family);
  return range.check(address, family);
}
