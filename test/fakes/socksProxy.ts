import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

const version = 5;
const noPassword = 0;
const withPassword = 2;
const byName = 3;

/** A real SOCKS5 proxy on this machine, as far as RFC 1928 and 1929 are used. Every host name leads to this machine. */
export class SocksProxy {
  /** What was asked for, such as `gateway.test:443`. */
  readonly tunnels: string[] = [];
  /** User and password of each try, where they were asked for, such as `me:secret`. */
  readonly passwords: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => {
    this.keep(client);
    void this.serve(client).catch(() => client.destroy());
  });

  private constructor(private readonly expected: string | undefined) {}

  /** `expected`: user and password that it wants; undefined for a proxy that lets everybody through. */
  static async start(expected?: string): Promise<SocksProxy> {
    const proxy = new SocksProxy(expected);
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

  // Each side speaks in turn, in messages far smaller than a packet.
  private async serve(client: Socket): Promise<void> {
    await message(client);
    client.write(Uint8Array.of(version, this.expected === undefined ? noPassword : withPassword));
    if (this.expected !== undefined) {
      const login = await message(client);
      const userEnd = 2 + (login[1] ?? 0);
      const password = `${login.toString('utf8', 2, userEnd)}:${login.toString('utf8', userEnd + 1)}`;
      this.passwords.push(password);
      client.write(Uint8Array.of(1, password === this.expected ? 0 : 1));
      if (password !== this.expected) {
        client.end();
        return;
      }
    }
    const order = await message(client);
    if (order[3] !== byName) {
      throw new Error('only names are looked up');
    }
    const nameEnd = 5 + (order[4] ?? 0);
    const port = order.readUInt16BE(nameEnd);
    this.tunnels.push(`${order.toString('utf8', 5, nameEnd)}:${port}`);
    const server = connect(port, '127.0.0.1', () => {
      client.write(Uint8Array.of(version, 0, 0, 1, 0, 0, 0, 0, 0, 0));
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

async function message(socket: Socket): Promise<Buffer> {
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes;
}
