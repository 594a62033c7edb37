import { normaliseBaseUrl } from '../core/baseUrl.ts';
import type { Endpoint } from '../core/endpoint.ts';
import { LatheError } from '../core/errors.ts';

/** `path` below the endpoint's base. Throws `endpoint-invalid` when the base is not a usable URL. */
export function urlBelow(endpoint: Endpoint, path: string): string {
  const base = normaliseBaseUrl(endpoint.baseUrl);
  if (base === undefined) {
    throw new LatheError({ code: 'endpoint-invalid', retryable: false });
  }
  return `${base}/${path.replace(/^\/+/, '')}`;
}
