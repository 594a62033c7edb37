import type { Connection } from '../core/endpoint.ts';
import type { Disposable } from '../core/lifecycle.ts';
import type { Logger } from '../core/logger.ts';
import type { ChatModel } from '../core/model.ts';
import { LlmClient } from '../llm/client.ts';
import { UndiciTransport } from './undiciTransport.ts';

/**
 * The model over this machine's network. This file is the entry of a bundle of its own, loaded on first use. Disposing closes
 * every connection; an answer that is still arriving then fails as `network` or `cut-off`.
 */
export function createClient(connect: () => Promise<Connection>, logger: Logger): ChatModel & Disposable {
  const transport = new UndiciTransport();
  const client = new LlmClient(transport, connect, logger);
  return {
    stream: (request, signal) => client.stream(request, signal),
    dispose: () => {
      transport.dispose();
    },
  };
}
