// An endpoint whose answers the test speaks, word by word: what has come so far is what a journey is about.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer that has been asked for. */
export interface ScriptedAnswer {
  say(text: string): void;
  /** Says that it is complete. */
  finish(): void;
  /** Drops the connection in mid-answer. */
  cut(): void;
  /** Resolves when the client has gone. */
  readonly left: Promise<void>;
}

export class ScriptedEndpoint {
  private readonly asked: ScriptedAnswer[] = [];
  private wake: (() => void) | undefined;

  private constructor(
    /** What a client is given. */
    readonly baseUrl: string,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<ScriptedEndpoint> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const endpoint = new ScriptedEndpoint(`http://127.0.0.1:${port}/v1`, async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    });
    server.on('request', (request, response) => {
      request.resume();
      request.once('end', () => {
        endpoint.begin(response);
      });
    });
    return endpoint;
  }

  /** The next answer that has been asked for, or will be. */
  async next(): Promise<ScriptedAnswer> {
    for (;;) {
      const answer = this.asked.shift();
      if (answer) {
        return answer;
      }
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Leaves what has been asked for and not been taken up. */
  forget(): void {
    this.asked.length = 0;
  }

  close(): Promise<void> {
    return this.stop();
  }

  private begin(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (choice: object): void => {
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`);
    };
    this.asked.push({
      say: (content) => {
        send({ delta: { content } });
      },
      finish: () => {
        send({ delta: {}, finish_reason: 'stop' });
        response.end('data: [DONE]\n\n');
      },
      cut: () => {
        response.destroy();
      },
      left: new Promise((resolve) => response.once('close', resolve)),
    });
    this.wake?.();
  }
}
