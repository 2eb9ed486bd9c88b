import { EventStoreDBClient } from '@eventstore/db-client';
import { StoreClosed } from '../errors';
import type {
  CallOptions,
  Channel,
  Client as GrpcClient,
  ClientDuplexStream,
  ClientReadableStream,
  Metadata,
} from '@grpc/grpc-js';
import { connected } from './connected';
import {
  StreamsClient,
  StreamsService,
  type BatchAppendReq,
  type BatchAppendResp,
  type ReadReq,
} from './protocol';
import { seedsOf, withSeeds, type Seed } from './seeds';
import { undiscovered } from './undiscovered';

/** Delivers messages undecoded: `recordIn` does what of it is needed, in a quarter of the time. */
export type ReadCall = ClientReadableStream<Buffer>;
export type BatchCall = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

/**
 * What the client's own calls are made of, declared protected. We use its connection (connection strings, certificates,
 * discovery of the leader, a new channel after a failure) and make the calls ourselves: its `readAll` knows no filter, and
 * its batched appends share one map for the whole process, in which an answer to an append that is gone is a crash.
 */
interface Internals {
  GRPCStreamCreator<Client extends GrpcClient, Call>(
    client: new (...args: never[]) => Client,
    name: string,
    create: (client: Client) => Promise<Call>,
  ): () => Promise<Call>;
  /** Where it is one that another server may not meet, the next call looks for another server. */
  handleError(client: GrpcClient, error: unknown): Promise<void>;
  callArguments(options: { requiresLeader?: boolean }, call: CallOptions): [Metadata, CallOptions];
  getChannel(): Promise<Channel>;
}

/** No deadline: keepalive notices a connection that is gone. */
const forever: CallOptions = { deadline: Infinity };

/** The leader alone can say what was stored: another member may lag, and would show an end of the log that is none. */
const ofTheLeader = { requiresLeader: true };

const asItIs = (message: Buffer): Buffer => message;

/** One connection to a server or a cluster, made when it is first used and made again when it broke. */
export class Connection {
  private readonly client: EventStoreDBClient;
  private readonly seeds: readonly Seed[];
  private closed = false;

  /** @throws Error where the connection string is none, or names files that are not there */
  constructor(connectionString: string) {
    this.seeds = seedsOf(connectionString);
    this.client = EventStoreDBClient.connectionString(withSeeds(connectionString));
  }

  /** @param withinMs for a read that cannot take long: one that is under way when a server hangs is else never over */
  read(request: ReadReq, withinMs = Infinity): Promise<ReadCall> {
    const { path, requestSerialize } = StreamsService.read;
    return this.call('read', (client) => {
      const [metadata, options] = this.internals.callArguments(ofTheLeader, {
        deadline: Date.now() + withinMs,
      });
      return client.makeServerStreamRequest(path, requestSerialize, asItIs, request, metadata, options);
    });
  }

  batchAppend(): Promise<BatchCall> {
    return this.call('append', (client) =>
      client.batchAppend(...this.internals.callArguments(ofTheLeader, forever)),
    );
  }

  /** Ends what calls there are. Not by the client's `dispose`, which waits for ever for a call that its server ended. */
  async close(): Promise<void> {
    this.closed = true;
    await this.internals.getChannel().then(
      (channel) => channel.close(),
      () => undefined, // there is none to be had, so none is open
    );
  }

  private get internals(): Internals {
    return this.client as unknown as Internals;
  }

  /** What a call meets after its end has nobody to tell, and must not end the process. */
  private async call<Call extends ReadCall | BatchCall>(
    name: string,
    create: (client: StreamsClient) => Call,
  ): Promise<Call> {
    if (this.closed) throw new StoreClosed('The event store is closed.');
    const onceConnected = async (client: StreamsClient): Promise<Call> => {
      await this.connected(client);
      return create(client);
    };
    const begin = this.internals.GRPCStreamCreator(StreamsClient, name, onceConnected);
    const call = await begin().catch(async (error: unknown) => {
      throw await undiscovered(error, this.seeds);
    });
    call.on('error', () => undefined);
    return call;
  }

  private async connected(client: StreamsClient): Promise<void> {
    try {
      await connected(client.getChannel());
    } catch (error) {
      await this.internals.handleError(client, error);
      throw error;
    }
  }
}
