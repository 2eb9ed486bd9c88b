import type { Server } from '@grpc/grpc-js';
import type { Http2Server } from 'node:http2';

/** What a server listens with, which the library declares private. */
export function listenersOf(server: Server): Iterable<Http2Server> {
  return (
    server as unknown as { readonly http2Servers: ReadonlyMap<Http2Server, unknown> }
  ).http2Servers.keys();
}
