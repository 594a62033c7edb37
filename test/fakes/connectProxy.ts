import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A real CONNECT proxy on this machine. Every host name leads to this machine, so that a test may use any. */
export class ConnectProxy {
  /** What was asked for, such as `gateway.test:443`, of the tunnels that were opened. */
  readonly tunnels: string[] = [];
  /** `Proxy-Authorization` of each try. */
  readonly authorizations: (string | undefined)[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer();

  private constructor(private readonly expected: string | undefined) {
    this.server.on('connect', (request: IncomingMessage, client: Socket) => {
      this.open(request, client);
    });
    this.server.on('connection', (socket) => {
      this.keep(socket);
    });
  }

  /** `authorization`: the header that it wants; undefined for a proxy that lets everybody through. */
  static async start(authorization?: string): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(authorization);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) {
      socket.destroy();
    }
    this.server.close();
    await once(this.server, 'close');
  }

  private open(request: IncomingMessage, client: Socket): void {
    const authorization = request.headers['proxy-authorization'];
    this.authorizations.push(authorization);
    if (this.expected !== undefined && authorization !== this.expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const target = request.url ?? '';
    this.tunnels.push(target);
    const server = connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(server).pipe(client);
    });
    this.keep(server);
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
  }
}
