/** The port to the network below HTTP, for the connection check. */

/** How requests to a URL travel. */
export interface Route {
  /** `editor`: through VS Code's own `fetch`, because a direct connection failed where that one got through. */
  readonly via: 'direct' | 'proxy' | 'editor';
  /** The proxy's address, without user and password; empty for none. */
  readonly proxy: string;
  /** What named the proxy: a setting, or an environment variable; empty for none. */
  readonly proxySource: string;
}

/** A certificate of the chain that a server showed. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** ms since 1970. */
  readonly validTo: number;
}

export interface NetworkProbe {
  /** The addresses of a host name; an address as it stands. Throws `network`. */
  resolve(host: string, signal: AbortSignal): Promise<readonly string[]>;
  route(url: string): Route;
  /** Makes a TLS connection, through the proxy where there is one, and leaves it. Throws `network`, `certificate` or `proxy`. */
  certificates(url: string, signal: AbortSignal): Promise<{ readonly protocol: string; readonly chain: readonly Certificate[] }>;
}
