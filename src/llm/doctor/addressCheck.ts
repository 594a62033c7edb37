import type { Connection } from '../../core/endpoint.ts';
import { isLatheError, type Failure } from '../../core/errors.ts';
import { failureInBody, failureOfStatus } from '../errors.ts';
import { jsonHttpRequest } from '../httpRequest.ts';
import { isHtml } from '../errorWords.ts';
import { isObject, parseJson } from '../json.ts';
import { redactFailure } from '../redact.ts';
import type { Transport } from '../transport.ts';
import { trialPatienceMs } from './trial.ts';

export type Address = { readonly type: 'here'; readonly path: string } | { readonly type: 'none'; readonly failure: Failure };

const chatPaths = ['/chat/completions', '/v1/chat/completions'] as const;

/**
 * Where below the base address the API is: asked with an empty question, which costs nothing. An API refuses that, with 400, 401
 * or the like; where there is none it is 404, 405 or a page. Chat completions are looked for with and without `/v1`, the endpoint's own
 * path first. Throws only after an abort.
 */
export async function findAddress(transport: Transport, connection: Connection, signal: AbortSignal): Promise<Address> {
  const { endpoint } = connection;
  const paths = endpoint.wire === 'anthropic' ? ['/v1/messages'] : [...new Set([endpoint.chatPath, ...chatPaths])];
  let first: Failure | undefined;
  for (const path of paths) {
    const failure = await missingAt(transport, connection, path, signal);
    if (!failure) {
      return { type: 'here', path };
    }
    first ??= failure;
    if (failure.code !== 'endpoint-invalid' && failure.code !== 'protocol' && failure.code !== 'model-unavailable') {
      break;
    }
  }
  return { type: 'none', failure: first ?? { code: 'endpoint-invalid', retryable: false } };
}

/** Undefined when an API answered there. */
async function missingAt(transport: Transport, connection: Connection, path: string, signal: AbortSignal): Promise<Failure | undefined> {
  const patient = { ...connection, idleTimeoutMs: Math.min(connection.idleTimeoutMs, trialPatienceMs) };
  // Without a key the address can still be told: the API says that it wants one.
  const asked = connection.key === undefined ? { ...patient, endpoint: { ...patient.endpoint, auth: 'none' as const } } : patient;
  try {
    const response = await transport.send(jsonHttpRequest(asked, path, signal, {}));
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > 65_536) {
        break;
      }
    }
    const value = parseJson(text);
    const failure =
      response.status < 200 || response.status > 299
        ? failureOfStatus(response.status, response.headers, text)
        : isObject(value)
          ? failureInBody(value, response.headers)
          : undefined;
    // No model was named, so only an answer that misses it is about one.
    const notFound = response.status === 404 && !/model/i.test(failure?.detail ?? '');
    const missing = isHtml(text) || failure?.code === 'endpoint-invalid' || notFound;
    return missing ? redactFailure(failure ?? { code: 'endpoint-invalid', retryable: false }, connection.key) : undefined;
  } catch (error) {
    signal.throwIfAborted();
    return isLatheError(error) ? redactFailure(error.failure, connection.key) : { code: 'internal', retryable: false };
  }
}
