import type { AuthForm, Connection } from '../core/endpoint.ts';
import { LatheError } from '../core/errors.ts';
import type { ChatRequest } from '../core/model.ts';
import { anthropicBody, anthropicVersion } from './anthropic/request.ts';
import { openAiBody } from './openai/request.ts';
import { optionalFields } from './optionalFields.ts';
import type { TransportRequest } from './transport.ts';
import { urlBelow } from './url.ts';

type Body = Readonly<Record<string, unknown>>;

const nothing: ReadonlySet<string> = new Set();

/**
 * The chat request as it goes over the wire. Throws `key-missing`, `endpoint-invalid` when the address cannot be used, and
 * `key-refused` for a key that no header can carry: nothing is sent then. `without`: fields that the endpoint refused.
 */
export function chatHttpRequest(
  request: ChatRequest,
  connection: Connection,
  signal: AbortSignal,
  without: ReadonlySet<string> = nothing,
): TransportRequest {
  const { endpoint, idleTimeoutMs } = connection;
  const auth = endpoint.wire === 'anthropic' ? headerForm(endpoint.auth) : endpoint.auth;
  const key = usableKey({ ...connection, endpoint: { ...endpoint, auth } });
  const body = bodyOf(request, connection, without);
  return {
    method: 'POST',
    url: urlBelow(endpoint, endpoint.wire === 'anthropic' ? 'v1/messages' : endpoint.chatPath),
    headers: {
      ...commonHeaders(connection, 'text/event-stream'),
      'content-type': 'application/json',
      ...keyHeader(auth, key),
    },
    body: JSON.stringify(auth === 'body' ? { ...body, key } : body),
    signal,
    idleTimeoutMs,
  };
}

/** A request that is answered with one JSON: a list of models, or a count. The key goes in a header: `body` becomes `bearer`. */
export function jsonHttpRequest(
  connection: Connection,
  path: string,
  signal: AbortSignal,
  body?: Body,
): TransportRequest {
  const { endpoint, idleTimeoutMs } = connection;
  const auth = headerForm(endpoint.auth);
  const key = usableKey({ ...connection, endpoint: { ...endpoint, auth } });
  return {
    method: body ? 'POST' : 'GET',
    url: urlBelow(endpoint, path),
    headers: {
      ...commonHeaders(connection, 'application/json'),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...keyHeader(auth, key),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal,
    idleTimeoutMs,
  };
}

/** Which fields of the request may be left out when the endpoint refuses them. */
export function sentFields(request: ChatRequest, connection: Connection, without: ReadonlySet<string>): readonly string[] {
  return optionalFields(bodyOf(request, connection, without));
}

function bodyOf(request: ChatRequest, { endpoint }: Connection, without: ReadonlySet<string>): Body {
  return endpoint.wire === 'anthropic' ? anthropicBody(request, without) : openAiBody(request, endpoint, without);
}

function commonHeaders({ endpoint }: Connection, accept: string): Record<string, string> {
  return {
    accept,
    ...(endpoint.wire === 'anthropic' ? { 'anthropic-version': anthropicVersion } : {}),
    ...lowerCased(endpoint.headers),
  };
}

/** Only chat completions take a key in the body. */
function headerForm(auth: AuthForm): AuthForm {
  return auth === 'body' ? 'bearer' : auth;
}

function keyHeader(auth: AuthForm, key: string): Record<string, string> {
  switch (auth) {
    case 'bearer':
      return { authorization: `Bearer ${key}` };
    case 'x-api-key':
    case 'key':
      return { [auth]: key };
    case 'body':
    case 'none':
      return {};
  }
}

function usableKey({ endpoint, key }: Connection): string {
  const trimmed = key?.trim() ?? '';
  if (endpoint.auth === 'none') {
    return '';
  }
  if (trimmed === '') {
    throw new LatheError({ code: 'key-missing', retryable: false });
  }
  if (endpoint.auth !== 'body' && !/^[\x20-\x7e]+$/.test(trimmed)) {
    throw new LatheError({ code: 'key-refused', retryable: false });
  }
  return trimmed;
}

// Header names are the same in any case; in one case ours replace, rather than repeat, the person's.
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
