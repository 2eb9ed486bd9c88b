import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, MemberInfo, EndPoint } from '@eventstore/db-client/generated/gossip_pb';
import { openEmbeddedEventStore } from '../../embedded/open';
import { temporaryFolder } from '../../embedded/testing/temporary-folder';
import type { EventStore } from '../../event-store';
import { streamsService } from '../../served/streams-service';
import { StreamsService, type IStreamsServer } from '../protocol';
import { uuidOf } from '../uuid';

type Streams = Pick<IStreamsServer, 'read' | 'append' | 'batchAppend'>;

export interface Script {
  /** What it does otherwise than a sound server. */
  readonly change?: (sound: Streams) => Partial<Streams>;
  readonly credentials?: ServerCredentials;
  /** The port of the leader that its gossip names. */
  readonly leader?: () => number;
  /** Aborted when nothing more is to be served. */
  readonly stopping?: AbortSignal;
}

export interface ScriptedServer {
  readonly port: number;
  /** What it stores to. */
  readonly log: EventStore;
  close(): Promise<void>;
}

/** A server that misbehaves as it is told to, on a log of its own. */
export async function scriptedServer({
  change,
  credentials,
  leader,
  stopping,
}: Script): Promise<ScriptedServer> {
  const folder = temporaryFolder();
  const log = await openEmbeddedEventStore({ folder: folder.path });
  const sound = streamsService(log, () => 'system', stopping ?? new AbortController().signal);
  const server = new Server();
  const streams: UntypedServiceImplementation = { ...sound, ...change?.(sound) };
  server.addService(StreamsService, streams);
  if (leader !== undefined) server.addService(GossipService, gossipOf(leader));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials ?? ServerCredentials.createInsecure(), (error, chosen) =>
      error === null ? resolve(chosen) : reject(error),
    ),
  );
  return {
    port,
    log,
    close: async () => {
      server.forceShutdown();
      await log.close();
      folder.remove();
    },
  };
}

const gossipOf = (leader: () => number): UntypedServiceImplementation => ({
  read: (_: unknown, callback: (error: null, info: ClusterInfo) => void) => {
    const endPoint = new EndPoint().setAddress('127.0.0.1').setPort(leader());
    const member = new MemberInfo()
      .setInstanceId(uuidOf('00000000-0000-4000-8000-000000000001'))
      .setState(MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(endPoint);
    callback(null, new ClusterInfo().setMembersList([member]));
  },
});
