import type { DisposableClient } from '../core/client.ts';
import type { Connection } from '../core/endpoint.ts';
import type { Logger } from '../core/logger.ts';
import type { ModelNotes } from '../core/models/modelNotes.ts';
import type { NetworkSettings } from '../core/network.ts';
import { LlmClient } from '../llm/client.ts';
import { countTokens } from '../llm/countTokens.ts';
import { checkConnection } from '../llm/doctor.ts';
import { listModels } from '../llm/models.ts';
import { createNetworkProbe } from './networkProbe.ts';
import { UndiciTransport } from './undiciTransport.ts';

export interface ClientDeps {
  /** Where to send a request now, and with which key; what it throws passes through unchanged. */
  readonly connect: () => Promise<Connection>;
  readonly notes: ModelNotes;
  readonly network: () => NetworkSettings;
  readonly logger: Logger;
}

/**
 * The client over this machine's network. This file is the entry of a bundle of its own, loaded on first use. Disposing closes
 * every connection; an answer that is still arriving then fails as `network` or `cut-off`.
 */
export function createClient({ connect, network, logger }: ClientDeps): DisposableClient {
  const transport = new UndiciTransport();
  const probe = createNetworkProbe(network);
  const client = new LlmClient(transport, connect, logger);
  return {
    stream: (request, signal, onProgress) => client.stream(request, signal, onProgress),
    listModels: async (signal) => listModels(transport, await connect(), signal),
    listModelsOf: (connection, signal) => listModels(transport, connection, signal),
    countTokens: async (request, signal) => countTokens(transport, await connect(), request, signal),
    check: (target, signal) => checkConnection({ transport, probe, now: () => performance.now() }, target, signal),
    dispose: () => {
      transport.dispose();
    },
  };
}
