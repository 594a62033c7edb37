import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine that answers every request with `handler`; one a test, ended by the test. */
export class LocalServer {
  readonly requests: { readonly headers: IncomingMessage['headers']; readonly body: string; readonly port: number | undefined }[] = [];
  /** Resolves when the first connection is closed. */
  readonly closed: Promise<void>;
  private readonly server;
  private onClosed: () => void = () => undefined;

  private constructor(handler: (response: ServerResponse, request: IncomingMessage) => void) {
    this.closed = new Promise((resolve) => {
      this.onClosed = resolve;
    });
    this.server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (piece: string) => (body += piece));
      request.on('end', () => {
        this.requests.push({ headers: request.headers, body, port: request.socket.remotePort });
        handler(response, request);
      });
    });
    this.server.once('connection', (socket) => socket.once('close', this.onClosed));
  }

  static async start(handler: (response: ServerResponse, request: IncomingMessage) => void): Promise<LocalServer> {
    const server = new LocalServer(handler);
    server.server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

export const chunk = (content: string): string => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
export const finished = `data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] })}\n\n`;
export const done = 'data: [DONE]\n\n';
