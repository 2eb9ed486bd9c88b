import type { Server } from '@grpc/grpc-js';
import type { Socket, Server as NetServer } from 'node:net';

/** What the server listens with, declared private. */
interface Internals {
  readonly http2Servers: ReadonlyMap<NetServer, unknown>;
}

/**
 * The connections of a server that listens. The library forgets one whose caller was killed, and Node may keep its socket
 * open for ever, which keeps the server from closing.
 */
export function socketsOf(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  for (const listener of (server as unknown as Internals).http2Servers.keys())
    listener.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
  return sockets;
}
