import type { Server } from '@grpc/grpc-js';
import type { Socket } from 'node:net';
import { listenersOf } from './listeners';

/**
 * The connections of a server that listens. The library forgets one whose caller was killed, and Node may keep its socket
 * open for ever, which keeps the server from closing.
 */
export function socketsOf(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  for (const listener of listenersOf(server))
    listener.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
  return sockets;
}
