// An endpoint in the simulator's words that keeps an exact pace, whatever the clock's timers do: a token that is late goes with the next.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { ChatWire } from '../../simulator/chatWire.ts';

export interface PacedAnswer {
  readonly pieces: readonly string[];
  /** Tokens a second; Infinity: all at once. */
  readonly pace: number;
  /** Told how many pieces have been written so far. */
  readonly onSent?: (count: number) => void;
}

/** When the first and the last byte were written, ms since 1970. */
export interface Sent {
  readonly first: number;
  readonly last: number;
}

export interface PacedEndpoint {
  readonly baseUrl: string;
  /** The next request is answered with it. Resolves when its last byte has been written. */
  answer(answer: PacedAnswer): Promise<Sent>;
  close(): void;
}

export async function startPacedEndpoint(): Promise<PacedEndpoint> {
  const waiting: { readonly answer: PacedAnswer; readonly sent: (times: Sent) => void }[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => {
      const next = waiting.shift();
      if (next === undefined) {
        response.writeHead(404).end();
      } else {
        void send(next.answer, response).then(next.sent);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v7/llm`,
    answer: (answer) =>
      new Promise((resolve) => {
        waiting.push({ answer, sent: resolve });
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function send({ pieces, pace, onSent }: PacedAnswer, response: ServerResponse): Promise<Sent> {
  const wire = new ChatWire('gen-bench', 'bench', 1);
  response.socket?.setNoDelay(true);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(wire.opening());
  const first = Date.now();
  const began = performance.now();
  for (let sent = 0; sent < pieces.length; ) {
    const due = Math.min(pieces.length, sent + 256, Math.floor(((performance.now() - began) * pace) / 1000));
    if (due <= sent) {
      await setTimeout(1);
      continue;
    }
    for (; sent < due; sent++) {
      response.write(wire.piece({ channel: 'text', text: pieces[sent] ?? '' }));
    }
    onSent?.(sent);
    await (response.writableNeedDrain ? once(response, 'drain') : setImmediate());
  }
  response.end(wire.closing('stop', pieces.length) + wire.end());
  return { first, last: Date.now() };
}
