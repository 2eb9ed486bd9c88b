import { anEvent, present } from '../../compliance';
import { openEmbeddedEventStore } from '../embedded/open';
import type { EmbeddedEventStore } from '../embedded/embedded-event-store';
import { temporaryFolder } from '../embedded/testing/temporary-folder';
import type { RecordedEvent } from '../event';
import type { EventLog } from '../event-store';
import { openEventStoreDBEventStore, type EventStoreDBEventStore } from '../eventstoredb';
import { servedLog, type ServerUnderTest } from '../eventstoredb/testing/servers';
import type { Position } from '../position';
import { eventsOf } from './events-of';
import { fingerprint } from './fingerprint';
import { migrateLog, type MigrationOptions, type MigrationPhase } from './migrate';

const signal = new AbortController().signal;

async function everything(log: EventLog): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of eventsOf(log, { signal })) events.push(event);
  return events;
}

describe('moving an embedded log into EventStoreDB', () => {
  let now: number;
  let folder: ReturnType<typeof temporaryFolder>;
  let from: EmbeddedEventStore;
  let server: ServerUnderTest;
  let to: EventStoreDBEventStore;
  let pairs: [Position, Position][];
  let phases: MigrationPhase[];

  beforeEach(async () => {
    now = 1_600_000_000_000;
    folder = temporaryFolder();
    from = await openEmbeddedEventStore({ folder: folder.path, clock: () => (now += 7) });
    server = await servedLog();
    to = await openEventStoreDBEventStore({ connectionString: server.connectionString });
    [pairs, phases] = [[], []];
  });
  afterEach(async () => {
    await to.close();
    await server.close();
    await from.close();
    folder.remove();
  });

  const write = async (stream: string, count: number, expected: number | 'no-stream'): Promise<void> => {
    const metadata = { commandId: `${stream}-${expected}`, correlationId: 'k', actor: 'ä' };
    const events = Array.from({ length: count }, (_, index) =>
      anEvent({ data: { index, text: 'ü' }, occurredAt: now - 1_000 + index, policyVersion: 3, metadata }),
    );
    await from.append(stream, events, expected);
  };
  /** 3 streams, 370 events, in turns. */
  const history = async (): Promise<void> => {
    await write('policy', 1, 'no-stream');
    await write('one', 3, 'no-stream');
    await write('two', 6, 'no-stream');
    for (let turn = 0; turn < 120; turn++) {
      await write('one', 2, 2 + 2 * turn);
      await write('two', 1, 5 + turn);
    }
  };
  const migrate = (more: Partial<MigrationOptions> = {}) =>
    migrateLog({
      ...{ from, to, signal },
      onProgress: (phase) => {
        if (phases.at(-1) !== phase) phases.push(phase);
      },
      onMoved: (old, { position }) => void pairs.push([old, position]),
      ...more,
    });

  it('keeps ids, times, streams and the order of all, and says where each event is now', async () => {
    await history();
    const migration = await migrate();
    expect(migration).toMatchObject({ from: from.logId, to: to.logId, events: 370, streams: 3, moved: 370 });
    expect(migration.displaced).toBe(0);
    const [old, moved] = [await everything(from), await everything(to)];
    expect(moved.map(fingerprint)).toEqual(old.map(fingerprint));
    expect(moved.map(({ recordedAt }) => recordedAt)).toEqual(old.map(({ recordedAt }) => recordedAt));
    expect(pairs).toEqual(old.map(({ position }, index) => [position, moved[index]?.position]));
    expect(phases).toEqual(['moving', 'verifying']);
  });

  it('keeps the order of all where the same streams come again and again', async () => {
    const revisions = new Map<number, number>();
    for (let at = 0; at < 600; at++) {
      const stream = (at * at) % 41;
      const revision = revisions.get(stream);
      await write(`s-${stream}`, 1, revision ?? 'no-stream');
      revisions.set(stream, (revision ?? -1) + 1);
    }
    expect(await migrate()).toMatchObject({ events: 600, displaced: 0 });
  });

  it('goes on where a former run was broken off, and does nothing once all is there', async () => {
    await history();
    let restored = 0;
    const breaking = Object.assign(Object.create(to) as EventStoreDBEventStore, {
      restore: (...args: Parameters<EventStoreDBEventStore['restore']>) =>
        ++restored > 50 ? Promise.reject(new Error('cut')) : to.restore(...args),
    });
    await expect(migrate({ to: breaking })).rejects.toThrow('cut');
    const engine = () => openEventStoreDBEventStore({ connectionString: server.connectionString });
    await expect(engine()).rejects.toMatchObject({ code: 'store-read-only' });
    const there = (await everything(to)).length;
    expect(there).toBeGreaterThan(0);
    const first = await migrate();
    expect(first).toMatchObject({ events: 370, moved: 370 - there, displaced: 0 });
    expect(await migrate()).toEqual({ ...first, moved: 0 });
    await (await engine()).close();
  });

  it('moves what was recorded since in the next run', async () => {
    await history();
    const [before] = [await migrate()];
    await write('three', 2, 'no-stream');
    expect(await migrate()).toMatchObject({ events: before.events + 2, streams: 4, moved: 2 });
  });

  it('goes on though a broken connection left a gap, and says that the order is not the same', async () => {
    await history();
    const old = await everything(from);
    const [first, later] = [present(old[0]), old.filter(({ stream }) => stream === 'two').slice(0, 6)];
    await to.restore(first.stream, [first], 'no-stream');
    await to.restore('two', later, 'no-stream');
    const migration = await migrate();
    expect(migration).toMatchObject({ events: 370, moved: 363, displaced: 6 });
    const moved = await to.readStream('two');
    expect(moved.map(fingerprint)).toEqual((await from.readStream('two')).map(fingerprint));
  });

  it('refuses a log that holds something else', async () => {
    await history();
    await to.append('elsewhere', [anEvent()], 'no-stream');
    await expect(migrate()).rejects.toMatchObject({ code: 'migration-refused' });
    expect(await everything(to)).toHaveLength(1);
  });

  it('refuses a log in which an event of the same id says something else, as of an engine that was started there', async () => {
    await history();
    const [policy] = await from.readStream('policy');
    await to.append('policy', [present(policy)], 'no-stream'); // recorded anew, at another time
    await expect(migrate()).rejects.toThrow('Has an engine been started on the new log');
  });

  it('moves one of two logs that are moved at the same time, and refuses the other', async () => {
    await history();
    const beside = temporaryFolder();
    const other = await openEmbeddedEventStore({ folder: beside.path });
    for (let index = 0; index < 50; index++) await other.append(`other-${index}`, [anEvent()], 'no-stream');
    const both = await Promise.allSettled([migrate(), migrate({ from: other })]);
    await other.close();
    beside.remove();
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [moved, refused] = both[0].status === 'fulfilled' ? both : [both[1], both[0]];
    expect(refused).toMatchObject({ reason: { code: 'migration-refused' } });
    expect(moved).toMatchObject({ value: { events: (await everything(to)).length } });
  });

  it('refuses a log into which another one is moved, or was, naming that', async () => {
    await history();
    await to.moving.begin('another1');
    await to.append('elsewhere', [anEvent()], 'no-stream'); // half of the other log
    await expect(migrate()).rejects.toThrow('Another log, another1, is moved there already');
    await to.moving.end();
    await expect(migrate()).rejects.toThrow('Another log, another1, is moved there already');
    expect(await everything(to)).toHaveLength(1);
  });

  it('ends when it is told to', async () => {
    await history();
    const controller = new AbortController();
    const stopped = migrate({
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('stop')),
    });
    await expect(stopped).rejects.toThrow('stop');
  });
});
