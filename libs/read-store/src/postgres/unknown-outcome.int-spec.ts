import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import type { BuildId } from '../builds';
import { BuildHeld, BuildLost, ReadStoreUnavailable } from '../errors';
import type { ReadStore } from '../read-store';
import { table } from '../testing/numbers';
import { openPostgresReadStore } from '.';

/** Longer than until it tries to let go. */
const triedAgainMs = 500;

const checkpoint = (position: string) => ({
  logId: 'log',
  position,
  lastEventId: 'e',
  newestOccurredAt: null,
});
const changes = (number: number) => ({
  puts: [{ subject: 'j1', part: '', values: [number] }],
  removals: [],
  cells: [{ measure: 'm', group: '', scope: 'journeys' as const, values: [1], count: 1 }],
});

describeWithPostgres('a commit whose answer is lost', () => {
  let schema: PostgresSchema;
  let store: ReadStore;
  let losing: Losing;
  beforeEach(async () => {
    schema = await postgresSchema();
    losing = await Losing.open(Number(new URL(schema.location).port || 5432));
    const location = new URL(schema.location);
    location.port = String(losing.port);
    store = await openPostgresReadStore({ connectionString: location.href });
  });
  afterEach(async () => {
    await store.close();
    await losing.close();
    await schema.drop();
  });

  it('is there once, when it is asked for again', async () => {
    const build = await written();
    losing.losesNext = true;
    await expect(build.commit(changes(2), checkpoint('2'))).rejects.toThrow(ReadStoreUnavailable);
    await build.commit(changes(2), checkpoint('2'));
    expect(await cellsOf(build.model)).toEqual([1, 2]);
    await build.commit(changes(3), checkpoint('3'));
    expect(await cellsOf(build.model)).toEqual([1, 3]);
  });

  it('is not added to by one that goes further: what holds the build has to be opened anew', async () => {
    const build = await written();
    losing.losesNext = true;
    await expect(build.commit(changes(2), checkpoint('2'))).rejects.toThrow(ReadStoreUnavailable);
    await expect(build.commit(changes(3), checkpoint('3'))).rejects.toThrow(BuildLost);
    await build.close();
    const again = await store.open(build.id, table);
    expect(await again.model.checkpoint()).toEqual(checkpoint('2'));
    await again.commit(changes(3), checkpoint('3'));
    expect(await cellsOf(again.model)).toEqual([1, 3]);
  });

  it.each(['1', '2'])(
    'that moves no position is not passed by one that knows nothing of it, at %s',
    async (position) => {
      const build = await written();
      losing.losesNext = true;
      await expect(build.commit(changes(2), checkpoint('1'))).rejects.toThrow(ReadStoreUnavailable);
      await expect(build.commit(changes(3), checkpoint(position))).rejects.toThrow(BuildLost);
      expect(await cellsOf(build.model)).toEqual([1, 2]);
    },
  );

  it('that took a build leaves it to others, though this node lives', async () => {
    const build = await written();
    await build.close();
    losing.losesNext = true;
    await expect(store.open(build.id, table)).rejects.toThrow(ReadStoreUnavailable);
    await eventually(() => taken(build.id));
  });

  it('that took a build takes nothing from who opens it again', async () => {
    const build = await written();
    await build.close();
    losing.losesNext = true;
    await expect(store.open(build.id, table)).rejects.toThrow(ReadStoreUnavailable);
    const again = await store.open(build.id, table);
    await sleep(triedAgainMs);
    await expect(taken(build.id)).rejects.toThrow(BuildHeld);
    await again.commit(changes(2), checkpoint('2'));
  });

  /** By another node. */
  async function taken(id: BuildId) {
    const other = await openPostgresReadStore({ connectionString: schema.location });
    try {
      await other.open(id, table);
    } finally {
      await other.close();
    }
  }

  async function written() {
    const build = await store.create('numbers', 1, table);
    await build.commit(changes(1), checkpoint('1'));
    return build;
  }
});

async function cellsOf(model: { cells(measure: string): AsyncIterable<{ readonly entries: Float64Array }> }) {
  const numbers: number[] = [];
  for await (const { entries } of model.cells('m')) numbers.push(...entries);
  return numbers;
}

async function eventually(work: () => Promise<void>) {
  for (;;)
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof BuildHeld)) throw error;
    }
}

/** Stands before the server, and cuts a connection when the answer to its COMMIT comes. */
class Losing {
  losesNext = false;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async open(port: number): Promise<Losing> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const losing = new Losing(server);
    server.on('connection', (near) => {
      losing.join(near, connect(port, '127.0.0.1'));
    });
    return losing;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          near.destroy();
          far.destroy();
        });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      if (this.losesNext && bytes.includes('C\0\0\0\x0bCOMMIT')) {
        this.losesNext = false;
        near.destroy();
      } else near.write(bytes);
    });
  }
}
