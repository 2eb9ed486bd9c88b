import { Metadata, ServerCredentials, status } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { anEvent, aStream, makeCertificate, someEvents } from '../../compliance';
import type { EventStore } from '../event-store';
import type { Position } from '../position';
import { openEventStoreDBEventStore } from './open';
import { BatchAppendResp, RpcCode, RpcStatus, type BatchAppendReq } from './protocol';
import { hangingServer } from './testing/hanging-server';
import { scriptedServer, type Script, type ScriptedServer } from './testing/scripted-server';
import { againstServers } from './testing/servers';
import { uuidOf } from './uuid';

/** What servers of EventStoreDB were seen to do, and what its client makes of it. */
describe('traps of EventStoreDB', () => {
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of closing.splice(0).reverse()) await one.close();
  });

  async function started(script: Script): Promise<ScriptedServer> {
    const server = await scriptedServer(script);
    closing.push(server);
    return server;
  }

  async function connected(address: string): Promise<EventStore> {
    const options = { connectionString: `esdb${address}`, retryDelayMs: 10, giveUpAfterMs: 5_000 };
    const store = await openEventStoreDBEventStore(options);
    closing.push(store);
    return store;
  }

  const plainly = ({ port }: ScriptedServer): Promise<EventStore> =>
    connected(`://127.0.0.1:${port}?tls=false`);

  /** Answers the first append of a stream whose name begins so otherwise, after storing it or not. */
  const answeringFirst = (
    prefix: string,
    stored: 'stored' | 'not stored',
    answer: (request: BatchAppendReq) => BatchAppendResp,
  ): Script => {
    let isFirst = true;
    return {
      change: (sound) => ({
        batchAppend: (call) => {
          const emit = call.emit.bind(call);
          const write = call.write.bind(call);
          const answered = new Map<string, BatchAppendResp>();
          call.emit = (event: string, ...args: unknown[]): boolean => {
            const request = args[0] as BatchAppendReq;
            if (event === 'data' && isFirst && nameOf(request).startsWith(prefix)) {
              isFirst = false;
              const response = answer(request).setCorrelationId(request.getCorrelationId());
              if (stored === 'not stored') return write(response);
              answered.set(idOf(request), response);
            }
            return emit(event, ...args);
          };
          call.write = (response: BatchAppendResp): boolean => {
            const instead = answered.get(idOf(response));
            answered.delete(idOf(response));
            return write(instead ?? response);
          };
          sound.batchAppend(call);
        },
      }),
    };
  };

  const idOf = (message: BatchAppendReq | BatchAppendResp): string =>
    message.getCorrelationId()?.getString() ?? '';
  const nameOf = (request: BatchAppendReq): string =>
    Buffer.from(request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();

  function failure(message: string, typeName: string): BatchAppendResp {
    const details = new Any();
    details.pack(new Empty().serializeBinary(), typeName);
    return new BatchAppendResp().setError(
      new RpcStatus().setCode(RpcCode.UNKNOWN).setMessage(message).setDetails(details),
    );
  }

  it('survives answers that nobody waits for', async () => {
    const server = await started({
      change: (sound) => ({
        batchAppend: (call) => {
          const write = call.write.bind(call);
          call.write = (response: BatchAppendResp): boolean => {
            write(new BatchAppendResp().setCorrelationId(uuidOf(randomUUID())));
            write(response);
            return write(response);
          };
          sound.batchAppend(call);
        },
      }),
    });
    const store = await plainly(server);
    const stream = aStream();
    for (let revision = -1; revision < 3; revision += 1)
      await store.append(stream, [anEvent()], revision < 0 ? 'no-stream' : revision);
    expect(await store.readStream(stream)).toHaveLength(4);
  });

  it.each(['stored', 'not stored'] as const)(
    'repeats what was answered as unknown and was %s',
    async (stored) => {
      const unknown = () => failure('Unknown', 'event_store.client.Unknown');
      const server = await started(answeringFirst('doubtful', stored, unknown));
      const store = await plainly(server);
      const stream = aStream('doubtful');
      await expect(store.append(stream, someEvents(2), 'no-stream')).resolves.toMatchObject({ revision: 1 });
      expect(await server.log.readStream(stream)).toHaveLength(2);
    },
  );

  it('tells that the outcome is unknown where repeating could store it twice', async () => {
    const timeout = () => failure('Timeout', 'event_store.client.Timeout');
    const server = await started(answeringFirst('doubtful', 'stored', timeout));
    const store = await plainly(server);
    const append = store.append(aStream('doubtful'), [anEvent()], 'any');
    await expect(append).rejects.toMatchObject({ code: 'unknown-outcome' });
  });

  it('tries again what the server was not ready for, whatever it expects', async () => {
    const notReady = () => failure('Server Is Not Ready', 'google.protobuf.Empty');
    const server = await started(answeringFirst('early', 'not stored', notReady));
    const store = await plainly(server);
    await expect(store.append(aStream('early'), [anEvent()], 'any')).resolves.toMatchObject({ revision: 0 });
  });

  it('goes to the leader that a server names', async () => {
    const leader = await started({});
    const trailers = new Metadata();
    trailers.set('exception', 'not-leader');
    trailers.set('leader-endpoint-host', '127.0.0.1');
    trailers.set('leader-endpoint-port', String(leader.port));
    let leads = true;
    const follower = await started({
      change: (sound) => ({
        batchAppend: (call) => {
          if (leads) sound.batchAppend(call);
          else
            call.emit('error', {
              code: status.NOT_FOUND,
              details: 'Leader info available',
              metadata: trailers,
            });
        },
      }),
    });
    const first = await plainly(follower);
    await first.append(aStream(), [anEvent()], 'any');
    leads = false;
    const store = await plainly(follower);
    const stream = aStream();
    await expect(store.append(stream, [anEvent()], 'no-stream')).resolves.toMatchObject({ revision: 0 });
    expect(await leader.log.readStream(stream)).toHaveLength(1);
  });

  it.each([
    ['', ['UNKNOWN', 'UNKNOWN', 'UNKNOWN']],
    [', is away, and goes on changing it', ['UNKNOWN', undefined, 'UNAVAILABLE', 'UNKNOWN', undefined]],
  ] as const)('takes no position for unknown because the server changes its role%s', async (_, answers) => {
    const script: (undefined | 'UNKNOWN' | 'UNAVAILABLE')[] = [];
    const server = await started({
      change: (sound) => ({
        read: (call) => {
          const failure = script.shift();
          if (failure === undefined) sound.read(call);
          else call.emit('error', { code: status[failure], details: failure });
        },
      }),
    });
    const store = await plainly(server);
    const { position } = await store.append(aStream(), [anEvent()], 'any');
    script.push(...answers);
    expect(await store.eventAt(position)).toMatchObject({ position });
    expect(script).toEqual([]);
  });

  it('keeps others from writing where the log says what it is', async () => {
    const store = await plainly(await started({}));
    const append = store.append('rapport-log', [anEvent({ type: 'MoveBegun' })], 'any');
    await expect(append).rejects.toMatchObject({ code: 'invalid-stream' });
  });

  it('names the revision there is, also where the connection string would not let the client throw', async () => {
    const server = await started({});
    const store = await connected(`://127.0.0.1:${server.port}?tls=false&throwOnAppendFailure=false`);
    const stream = aStream();
    await store.append(stream, someEvents(3), 'no-stream');
    await expect(store.append(stream, [anEvent()], 'no-stream')).rejects.toMatchObject({ actual: 2 });
  });

  describe('connection strings', () => {
    it.each(['', '+discover'])(
      'of gossip seeds find the leader, past seeds that are gone (%s)',
      async (how) => {
        const server: ScriptedServer = await started({ leader: () => server.port });
        const gone = await started({});
        await gone.close();
        closing.splice(closing.indexOf(gone), 1);
        const store = await connected(`${how}://127.0.0.1:${gone.port},127.0.0.1:${server.port}?tls=false`);
        await expect(store.append(aStream(), [anEvent()], 'any')).resolves.toMatchObject({ revision: 0 });
      },
    );

    it('with +discover ask the one name they have', async () => {
      const leader = await started({});
      const server = await started({ leader: () => leader.port });
      const store = await connected(`+discover://127.0.0.1:${server.port}?tls=false`);
      const stream = aStream();
      await store.append(stream, [anEvent()], 'any');
      expect(await leader.log.readStream(stream)).toHaveLength(1);
    });

    it('find another leader where the one that was named hangs', async () => {
      const [hanging, leader] = [await hangingServer(), await started({})];
      closing.push(hanging);
      const leaders = [hanging.port, leader.port];
      const server = await started({ leader: () => leaders.shift() ?? leader.port });
      const store = await connected(`+discover://127.0.0.1:${server.port}?tls=false`);
      await expect(store.append(aStream(), [anEvent()], 'any')).resolves.toMatchObject({ revision: 0 });
      expect(leaders).toEqual([]);
    });

    it('that are none are refused at once', async () => {
      await expect(connected(':/nowhere')).rejects.toThrow();
    });
  });

  const [server, user] = [makeCertificate(), makeCertificate('rapport')];
  afterAll(() => {
    server?.remove();
    user?.remove();
  });

  (server && user ? describe : describe.skip)('certificates (needs openssl)', () => {
    const pem = (file: string | undefined): Buffer => readFileSync(file ?? '');
    const escaped = (file: string | undefined): string => encodeURIComponent(file ?? '');
    const secure = () =>
      started({
        credentials: ServerCredentials.createSsl(
          pem(user?.certificateFile),
          [{ cert_chain: pem(server?.certificateFile), private_key: pem(server?.keyFile) }],
          true,
        ),
      });

    it('of the server and of the user are those that the connection string names', async () => {
      const { port } = await secure();
      const store = await connected(
        `://localhost:${port}?tls=true&tlsCAFile=${escaped(server?.certificateFile)}` +
          `&userCertFile=${escaped(user?.certificateFile)}&userKeyFile=${escaped(user?.keyFile)}`,
      );
      await expect(store.append(aStream(), [anEvent()], 'any')).resolves.toMatchObject({ revision: 0 });
    });

    it('that nobody vouches for are not trusted', async () => {
      const { port } = await secure();
      const connecting = connected(
        `://localhost:${port}?tls=true&tlsCAFile=${escaped(user?.certificateFile)}`,
      );
      await expect(connecting).rejects.toMatchObject({ code: 'store-unavailable' });
    });
  });
});

againstServers((name, open) =>
  describe(`positions that are none, to ${name}`, () => {
    it('are refused, where the server would skip events or not know what to say', async () => {
      const server = await open();
      const { connectionString } = server;
      const store = await openEventStoreDBEventStore({ connectionString });
      const { position } = await store.append(aStream(), [anEvent()], 'any');
      const moved = (by: number): Position =>
        `${store.logId}-${String(Number(position.slice(9)) + by).padStart(16, '0')}` as Position;
      const refusal = { code: 'foreign-position' };
      for (const by of [1, 1_000_000_000]) {
        await expect(store.readAll({ after: moved(by) })).rejects.toMatchObject(refusal);
        await expect(store.subscribe(() => undefined, { after: moved(by) }).closed).rejects.toMatchObject(
          refusal,
        );
        expect(await store.eventAt(moved(by))).toBeUndefined();
      }
      await store.close();
      await server.close();
    });
  }),
);
