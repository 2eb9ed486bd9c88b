import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Link {
  readonly downstream: Socket;
  readonly upstream: Socket;
}

/** A network between a client and a server that can be cut and healed. */
export class CuttableProxy {
  private readonly links = new Set<Link>();
  private isCut = false;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {}

  static async to(target: number): Promise<CuttableProxy> {
    const server = createServer({ noDelay: true }); // else each window of HTTP/2 waits for a delayed acknowledgement
    const proxy = new CuttableProxy(server, target);
    server.on('connection', (socket) => proxy.relay(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  get connections(): number {
    return this.links.size;
  }

  /** Every connection breaks, and new ones do not come to be. */
  cut(): void {
    this.isCut = true;
    for (const { downstream } of this.links) downstream.resetAndDestroy();
  }

  heal(): void {
    this.isCut = false;
  }

  /** Lets through what clients say, and nothing of what they are answered, on the connections that there are. */
  mute(): void {
    for (const { downstream, upstream } of this.links) upstream.unpipe(downstream).resume();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private relay(downstream: Socket): void {
    if (this.isCut) {
      downstream.resetAndDestroy();
      return;
    }
    const upstream = connect({ port: this.target, host: '127.0.0.1', noDelay: true });
    const link = { downstream, upstream };
    this.links.add(link);
    downstream.pipe(upstream);
    upstream.pipe(downstream);
    for (const socket of [downstream, upstream]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.links.delete(link);
        downstream.destroy();
        upstream.destroy();
      });
    }
  }
}
