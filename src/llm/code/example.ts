import type { Endpoint } from '../../core/endpoint.ts';
import type { ChatRequest } from '../../core/model.ts';
import { chatHttpRequest } from '../httpRequest.ts';

/** A request to be shown as code. No key is in it: where the key goes, its texts hold `keyMark`. */
export interface Example {
  readonly wire: Endpoint['wire'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** Occurs nowhere but where the key goes. */
  readonly keyMark: string;
  /** The environment variable that the code takes the key from. */
  readonly keyVariable: string;
}

/** Headers that a person may have put a secret of their own into. */
const secretName = /auth|key|token|secret|cookie|pass|session|credential/i;

/**
 * The request as it was sent, but answered in one piece, which is shorter to read in any language. `wire` may be the other
 * than the endpoint's own. `without`: fields that the endpoint refused. Throws `endpoint-invalid` for an unusable address.
 */
export function exampleOf(
  request: ChatRequest,
  endpoint: Endpoint & { readonly keyVariable: string },
  wire: Endpoint['wire'],
  without: ReadonlySet<string>,
): Example {
  const keyMark = `<${crypto.randomUUID()}>`;
  const headers = Object.fromEntries(
    Object.entries(endpoint.headers).map(([name, value]) => [name, secretName.test(name) ? placeholder(name) : value]),
  );
  const connection = { endpoint: { ...endpoint, wire, headers }, key: keyMark, idleTimeoutMs: 0 };
  const sent = chatHttpRequest(request, connection, new AbortController().signal, without);
  const body = Object.entries(JSON.parse(sent.body ?? '{}') as Record<string, unknown>).filter(([name]) => name !== 'stream');
  return {
    wire,
    url: sent.url,
    headers: { ...sent.headers, accept: 'application/json' },
    body: Object.fromEntries(body),
    keyMark,
    keyVariable: variableName(endpoint.keyVariable),
  };
}

/** What a person is to fill in: `x-team-token` becomes `YOUR_X_TEAM_TOKEN`. */
function placeholder(name: string): string {
  return `YOUR_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/** A name that every shell takes. */
function variableName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : 'API_KEY';
}
