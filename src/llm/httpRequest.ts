import type { Connection } from '../core/endpoint.ts';
import { LatheError } from '../core/errors.ts';
import type { ChatRequest } from '../core/model.ts';
import { anthropicBody, anthropicVersion } from './anthropic/request.ts';
import { openAiBody } from './openai/request.ts';
import type { TransportRequest } from './transport.ts';
import { urlBelow } from './url.ts';

/**
 * The chat request as it goes over the wire. Throws `key-missing`, `endpoint-invalid` when the address cannot be used, and
 * `key-refused` for a key that no header can carry: nothing is sent then.
 */
export function chatHttpRequest(request: ChatRequest, connection: Connection, signal: AbortSignal): TransportRequest {
  const { endpoint, idleTimeoutMs } = connection;
  const key = usableKey(connection);
  const anthropic = endpoint.wire === 'anthropic';
  const body = anthropic ? anthropicBody(request) : openAiBody(request, endpoint);
  return {
    method: 'POST',
    url: urlBelow(endpoint, anthropic ? 'v1/messages' : endpoint.chatPath),
    headers: {
      accept: 'text/event-stream',
      ...(anthropic ? { 'anthropic-version': anthropicVersion } : {}),
      ...lowerCased(endpoint.headers),
      'content-type': 'application/json',
      ...(endpoint.auth === 'bearer' ? { authorization: `Bearer ${key}` } : {}),
      ...(endpoint.auth === 'x-api-key' ? { 'x-api-key': key } : {}),
    },
    body: JSON.stringify(endpoint.auth === 'body' ? { ...body, key } : body),
    signal,
    idleTimeoutMs,
  };
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
