import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A server that hangs, as its clients see it: connections are there, also new ones, and nothing comes back. */
export class StallingProxy {
  private readonly upstreams = new Set<Socket>();
  private isStalled = false;

  private constructor(
    private readonly server: Server,
    readonly location: string,
  ) {}

  static async to(target: string): Promise<StallingProxy> {
    const location = new URL(target);
    const port = Number(location.port || 5432);
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    location.port = String((server.address() as AddressInfo).port);
    const proxy = new StallingProxy(server, location.href);
    server.on('connection', (socket) => proxy.relay(socket, connect(port, location.hostname)));
    return proxy;
  }

  stall(): void {
    this.isStalled = true;
    for (const upstream of this.upstreams) upstream.pause();
  }

  goOn(): void {
    this.isStalled = false;
    for (const upstream of this.upstreams) upstream.resume();
  }

  async close(): Promise<void> {
    for (const upstream of this.upstreams) upstream.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private relay(downstream: Socket, upstream: Socket): void {
    this.upstreams.add(upstream);
    downstream.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => downstream.write(data));
    if (this.isStalled) upstream.pause();
    for (const socket of [downstream, upstream]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.upstreams.delete(upstream);
        downstream.destroy();
        upstream.destroy();
      });
    }
  }
}
