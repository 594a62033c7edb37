// The endpoint that the clients talk to, in a process of its own, so that its work is not counted as theirs.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { framesOf, type Wire } from './stream.ts';

/** Serves both wires until its parent leaves; tells the port. `megabytes` in the query repeats the text so long. */
export async function serve(): Promise<void> {
  const frames = { chat: framesOf('chat'), messages: framesOf('messages') };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const wire: Wire = url.pathname.endsWith('/messages') ? 'messages' : 'chat';
    request.resume();
    void write(response, frames[wire], Number(url.searchParams.get('megabytes') ?? 0) * 2 ** 20);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.((server.address() as AddressInfo).port);
  process.once('disconnect', () => process.exit());
}

/** One event a write, as gateways do; what the kernel joins, it joins. */
async function write(response: ServerResponse, frames: readonly string[], least: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const middle = frames.filter((frame) => frame.includes('"content":"') || frame.includes('text_delta'));
  let sent = 0;
  let resume: () => void = () => undefined;
  for (const event of ['drain', 'close']) {
    response.on(event, () => {
      resume();
    });
  }
  const put = async (frame: string): Promise<void> => {
    sent += frame.length;
    if (!response.write(frame) && !response.destroyed) {
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    }
  };
  while (sent < least && !response.destroyed) {
    for (const frame of middle) {
      await put(frame);
    }
  }
  for (const frame of least > 0 ? frames.slice(-3) : frames) {
    await put(frame);
  }
  response.end();
}

export interface BenchServer {
  readonly origin: string;
  readonly stop: () => void;
}

/** Starts this same bundle again as the server. */
export async function startServer(file: string): Promise<BenchServer> {
  const child: ChildProcess = fork(file, ['server'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () => {
      child.kill();
    },
  };
}
