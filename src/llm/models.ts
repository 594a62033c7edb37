import type { Connection } from '../core/endpoint.ts';
import { LatheError } from '../core/errors.ts';
import type { ModelInfo } from '../core/models/modelInfo.ts';
import type { Transport } from './transport.ts';

/** The models that the endpoint lists. */
export function listModels(transport: Transport, connection: Connection, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  void transport;
  void connection;
  void signal;
  return Promise.reject(new LatheError({ code: 'endpoint-invalid', retryable: false }));
}
