/** What came of fetching a page. */
export type FetchedPage =
  | { readonly type: 'page'; readonly url: string; readonly title: string; readonly text: string; readonly isCut: boolean }
  /** `url` is on this machine or in a private network; nothing was asked there. It may be where the server sent the request on to. */
  | { readonly type: 'private'; readonly host: string; readonly url: string }
  /** `address`: not http or https. `kind`: no text; `detail` is the media type. `status`: `detail` is the HTTP status. `slow`: it took too long as a whole. */
  | { readonly type: 'failed'; readonly reason: 'address' | 'network' | 'status' | 'kind' | 'redirects' | 'slow' | 'empty'; readonly detail: string };

/**
 * Fetches a page once and makes text of it. Of private addresses only those are asked whose host, with its port, is in `allowed`. Throws
 * only after an abort.
 */
export type FetchPage = (url: string, signal: AbortSignal, allowed: ReadonlySet<string>) => Promise<FetchedPage>;

/** A web address as a person types it, with https where they left the scheme out; undefined when it is none. */
export function webAddress(text: string): string | undefined {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!/^https?:\/\//i.test(whole) || /\s/.test(whole) || !URL.canParse(whole)) {
    return undefined;
  }
  const url = new URL(whole);
  return url.hostname.includes('.') || url.hostname === 'localhost' || url.hostname.startsWith('[') ? url.href : undefined;
}

/** Whether an IP address is not one of the open internet: loopback, private, link-local, shared, reserved or multicast. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.toLowerCase().replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(bare);
  if (v4) {
    const [a = 0, b = 0] = v4.slice(1).map(Number);
    return a === 0 || a === 10 || a === 127 || a >= 224 || (a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254) || (a === 172 && b >= 16 && b < 32) || (a === 192 && (b === 168 || b === 0)) || (a === 198 && (b === 18 || b === 19));
  }
  if (!bare.includes(':')) {
    return false;
  }
  // An IPv4 address in its other clothes, unique local, link-local, site-local and multicast.
  return bare === '::' || bare === '::1' || bare.startsWith('::ffff:') || bare.startsWith('64:ff9b:') || /^f[cdf]/.test(bare) || /^fe[89a-f]/.test(bare);
}
