import { setTimeout } from 'node:timers/promises';
import type { DisposableClient } from '../core/client.ts';
import type { Connection } from '../core/endpoint.ts';
import type { Logger } from '../core/logger.ts';
import type { ModelInfo } from '../core/models/modelInfo.ts';
import type { ModelNotes } from '../core/models/modelNotes.ts';
import type { NetworkSettings } from '../core/network.ts';
import { LlmClient } from '../llm/client.ts';
import { TokenCounter } from '../llm/countTokens.ts';
import { checkConnection } from '../llm/doctor/doctor.ts';
import { listModels } from '../llm/models.ts';
import { RequestPlaces } from '../llm/resilience/requestPlaces.ts';
import { ResilientModel } from '../llm/resilience/resilientModel.ts';
import { walletBalance } from '../llm/walletBalance.ts';
import { Dispatchers } from './dispatchers.ts';
import { FallbackTransport } from './fallbackTransport.ts';
import { FetchTransport, type Fetch } from './fetchTransport.ts';
import { createNetworkProbe } from './networkProbe.ts';
import type { Environment } from './proxy.ts';
import { UndiciTransport } from './undiciTransport.ts';

// Of the same bundle: what speaks HTTP is there once.
export { createPageFetch } from './webPage.ts';

export interface ClientDeps {
  /** Where to send a request now, and with which key; what it throws passes through unchanged. */
  readonly connect: () => Promise<Connection>;
  readonly notes: ModelNotes;
  readonly network: () => NetworkSettings;
  readonly logger: Logger;
  /** Names the proxies that no setting names; the process's own by default. */
  readonly environment?: Environment;
  /** VS Code's own `fetch`, the second way to the network. */
  readonly editorFetch?: () => Fetch;
  /** For tests: resolves after `ms`, throws when `signal` aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * The client over this machine's network. This file is the entry of a bundle of its own, loaded on first use. Disposing closes
 * every connection; an answer that is still arriving then fails as `network` or `cut-off`.
 */
export function createClient({ connect, notes, network, logger, environment = process.env, editorFetch = () => globalThis.fetch, sleep = wait }: ClientDeps): DisposableClient {
  const dispatchers = new Dispatchers(network, environment);
  const own = new UndiciTransport((url) => dispatchers.for(url));
  const transport = new FallbackTransport(own, new FetchTransport(editorFetch), logger);
  const probe = createNetworkProbe({ network, environment, isByEditor: (url) => transport.isByEditor(url) });
  const counter = new TokenCounter(transport);
  const wire = new LlmClient(transport, connect, logger);
  const places = new RequestPlaces();
  const list = (connection: Connection, signal: AbortSignal): Promise<readonly ModelInfo[]> =>
    places.during(connection.endpoint, signal, () => listModels(transport, connection, signal));
  const client = new ResilientModel({
    exchange: (...args) => wire.exchange(...args),
    connect,
    places,
    notes,
    logger,
    sleep,
    random: Math.random,
    now: Date.now,
  });
  return {
    stream: (request, signal, onProgress) => client.stream(request, signal, onProgress),
    listModels: async (signal) => list(await connect(), signal),
    listModelsOf: list,
    countTokens: async (request, signal) => {
      const connection = await connect();
      return places.during(connection.endpoint, signal, () => counter.count(connection, request, signal));
    },
    balance: async (path, signal) => walletBalance(transport, await connect(), path, signal),
    check: (target, signal) => checkConnection({ transport, exchange: (...args) => wire.exchange(...args), probe, now: () => performance.now() }, target, signal),
    dispose: () => {
      dispatchers.dispose();
    },
  };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal });
}
