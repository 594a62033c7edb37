import type { IncomingMessage } from 'node:http';
import { keyFault, type AcceptedKeys } from './keyCheck.ts';
import { modelList } from './models.ts';
import type { Refusal } from './plan.ts';
import type { Ask } from './reply.ts';
import { readChat, readCount, readMessages } from './requestShape.ts';
import { estimateTokens } from './tokens.ts';
import { badRequest, jsonRefusal, modelError } from './wireErrors.ts';

/** The path of ModelsLab's API; chat completions lie below it without `/v1`, the others with it. */
export const basePath = '/api/v7/llm';

/** A correct request to generate. */
export interface Generation {
  readonly kind: 'generation';
  readonly wire: 'chat' | 'messages';
  readonly ask: Ask;
}

/** Finds the endpoint, and checks the key and the request's shape. Answers that need no generation come back complete. */
export function route(
  request: IncomingMessage,
  path: string,
  body: unknown,
  keys: AcceptedKeys,
): Refusal | Generation {
  const endpoint = endpoints.find((candidate) => (candidate.isOfAccount === true ? '' : basePath) + candidate.path === path);
  if (!endpoint) {
    return modelError(404, 'Not found', 'invalid_request_error', 'not_found');
  }
  if (request.method !== endpoint.method) {
    return modelError(405, `Use ${endpoint.method}`, 'invalid_request_error', 'method_not_allowed');
  }
  const fault = keyFault(request.headers, endpoint.keyInBody ? bodyKey(body) : undefined, keys);
  if (fault) {
    return fault;
  }
  if (endpoint.method === 'POST') {
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      return badRequest('Content-Type must be application/json');
    }
    if (body === undefined) {
      return badRequest('The body is not JSON');
    }
  }
  return endpoint.answer(body);
}

interface EndpointRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The documents show a key in the body for chat completions only. */
  readonly keyInBody: boolean;
  readonly answer: (body: unknown) => Refusal | Generation;
  /** It lies outside of the language API. */
  readonly isOfAccount?: true;
}

const endpoints: readonly EndpointRoute[] = [
  { method: 'POST', path: '/chat/completions', keyInBody: true, answer: (body) => generation('chat', readChat(body)) },
  { method: 'POST', path: '/v1/messages', keyInBody: false, answer: (body) => generation('messages', readMessages(body)) },
  {
    method: 'POST',
    path: '/v1/messages/count_tokens',
    keyInBody: false,
    answer: (body) => {
      const read = readCount(body);
      return 'fault' in read ? read.fault : jsonRefusal(200, { input_tokens: estimateTokens(read.value) });
    },
  },
  { method: 'GET', path: '/v1/models', keyInBody: false, answer: () => jsonRefusal(200, modelList()) },
  {
    // https://docs.modelslab.com/general-api/wallet-balance
    ...{ method: 'POST', path: '/api/wallet_balance', keyInBody: true, isOfAccount: true },
    answer: () => jsonRefusal(200, { status: 'success', data: { balance: '12.34', currency: 'usd' } }),
  },
];

function generation(wire: Generation['wire'], read: ReturnType<typeof readChat>): Refusal | Generation {
  return 'fault' in read ? read.fault : { kind: 'generation', wire, ask: read.value };
}

function bodyKey(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'key' in body ? body.key : undefined;
}
