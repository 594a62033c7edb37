import type { Logger } from '../core/logger.ts';
import type { Transport, TransportRequest, TransportResponse } from '../llm/transport.ts';
import { NoConnection } from './networkError.ts';
import { isLoopback } from './proxy.ts';

/**
 * Our own way to the network, and where that cannot connect, VS Code's: its `fetch` may know a proxy script or a certificate
 * that we do not. A way that got through is remembered for its origin. Only a request that was surely not sent is sent again.
 */
export class FallbackTransport implements Transport {
  private readonly byEditor = new Set<string>();

  constructor(
    private readonly own: Transport,
    private readonly editor: Transport,
    private readonly logger: Logger,
  ) {}

  /** Whether requests to the URL go by the editor's way. */
  isByEditor(url: string): boolean {
    return this.byEditor.has(new URL(url).origin);
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const { origin, hostname } = new URL(request.url);
    if (this.byEditor.has(origin)) {
      try {
        return await this.editor.send(request);
      } catch (error) {
        if (!(error instanceof NoConnection)) {
          throw error;
        }
        this.byEditor.delete(origin);
      }
    }
    try {
      return await this.own.send(request);
    } catch (error) {
      if (!(error instanceof NoConnection) || isLoopback(hostname)) {
        throw error;
      }
      return await this.tryEditor(request, origin, error);
    }
  }

  private async tryEditor(request: TransportRequest, origin: string, first: NoConnection): Promise<TransportResponse> {
    let response: TransportResponse;
    try {
      response = await this.editor.send(request);
    } catch {
      request.signal.throwIfAborted();
      // The first failure is that of the way the settings describe.
      throw first;
    }
    this.logger.info(`${origin}: no direct connection (${first.failure.code}), VS Code's own got through`);
    this.byEditor.add(origin);
    return response;
  }
}
