import type { Connection } from '../core/endpoint.ts';
import { LatheError, isLatheError } from '../core/errors.ts';
import type { ModelInfo } from '../core/models/modelInfo.ts';
import { readJson } from './readJson.ts';
import { jsonHttpRequest } from './httpRequest.ts';
import { arrayAt, isObject, stringAt } from './json.ts';
import { modelOf } from './modelInfo.ts';
import type { Transport } from './transport.ts';

/** Most pages that are read of a list that comes in pages, as Anthropic's does. */
const maxPages = 20;

/**
 * The models that the endpoint lists, each once, in its order. ModelsLab has them at `/v1/models`
 * (https://docs.modelslab.com/llm-api/list-models), others at `/models`; its example sends the key in `x-api-key`, so that form is
 * tried when a bearer token is refused. Any shape of list will do, and metadata is taken where there is some.
 * Throws a `LatheError`: `endpoint-invalid` where there is no list.
 */
export async function listModels(transport: Transport, connection: Connection, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  try {
    return await listAt(transport, connection, 'v1/models', signal);
  } catch (error) {
    if (!isLatheError(error)) {
      throw error;
    }
    const { code } = error.failure;
    const { endpoint } = connection;
    if (code === 'key-refused' && (endpoint.auth === 'bearer' || endpoint.auth === 'body')) {
      try {
        return await listAt(transport, { ...connection, endpoint: { ...endpoint, auth: 'x-api-key' } }, 'v1/models', signal);
      } catch {
        signal.throwIfAborted();
        throw error;
      }
    }
    // A missing page may be told in many ways; nothing is lost by asking at the other place.
    if (code !== 'endpoint-invalid' && code !== 'protocol' && code !== 'model-unavailable' && code !== 'bad-request') {
      throw error;
    }
    return listAt(transport, connection, 'models', signal);
  }
}

async function listAt(transport: Transport, connection: Connection, path: string, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const found = new Map<string, ModelInfo>();
  let after = '';
  for (let page = 0; page < maxPages; page++) {
    const query = after === '' ? '' : `?after_id=${encodeURIComponent(after)}`;
    const value = await readJson(transport, connection.key, jsonHttpRequest(connection, path + query, signal));
    const entries = entriesOf(value);
    if (!entries) {
      throw new LatheError({ code: 'protocol', retryable: true });
    }
    for (const entry of entries) {
      const model = modelOf(entry);
      if (model && !found.has(model.id)) {
        found.set(model.id, model);
      }
    }
    const last = isObject(value) && value['has_more'] === true ? stringAt(value, 'last_id') : undefined;
    if (last === undefined || last === after) {
      break;
    }
    after = last;
  }
  return [...found.values()];
}

function entriesOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) {
    return value as readonly unknown[];
  }
  for (const field of ['data', 'models']) {
    if (isObject(value) && Array.isArray(value[field])) {
      return arrayAt(value, field);
    }
  }
  return undefined;
}
