import { Server, ServerCredentials } from '@grpc/grpc-js';
import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { StoreClosed } from '../errors';
import type { EventStore } from '../event-store';
import { ServerFeaturesService, StreamsService } from '../eventstoredb/protocol';
import type { AccessRule } from './access';
import { dropFarDeadlines } from './deadlines';
import { serverFeatures } from './features';
import { socketsOf } from './sockets';
import { streamsService } from './streams-service';

export interface ServeOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly access: AccessRule;
  /** Certificate chain and private key, PEM; without them the port is in plain text. */
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer };
}

export interface ServedProtocol {
  readonly port: number;
  /** Sends followers away, to come again, finishes what was accepted and takes nothing more. */
  close(): Promise<void>;
}

/** How long callers have to finish before their calls are cut. */
const GRACE_MS = 2_000;

/** Serves a log over EventStoreDB's gRPC protocol, as far as reading, following and appending go. */
export async function serveEventStoreDB(store: EventStore, options: ServeOptions): Promise<ServedProtocol> {
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every caller that stays listens
  server.addService(StreamsService, streamsService(store, options.access, stopping.signal));
  server.addService(ServerFeaturesService, serverFeatures);
  const port = await bound(server, options);
  dropFarDeadlines(server);
  const sockets = socketsOf(server);
  return {
    port,
    close: () => {
      stopping.abort(new StoreClosed('Nothing more is served here.'));
      return shutDown(server, sockets);
    },
  };
}

/** An append of one megabyte, its ids and types on top. */
const MAX_MESSAGE_BYTES = 4 * 1_048_576;

function bound(server: Server, { host, port, tls }: ServeOptions): Promise<number> {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) =>
    server.bindAsync(address, credentialsOf(tls), (error, chosen) => {
      if (error === null) resolve(chosen);
      else {
        server.forceShutdown();
        reject(error);
      }
    }),
  );
}

const credentialsOf = (tls: ServeOptions['tls']): ServerCredentials =>
  tls === undefined
    ? ServerCredentials.createInsecure()
    : ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.key }]);

function shutDown(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    const cut = (): void => {
      server.forceShutdown();
      for (const socket of sockets) socket.destroy();
    };
    const grace = setTimeout(cut, GRACE_MS);
    server.tryShutdown(() => {
      clearTimeout(grace);
      resolve();
    });
  });
}
