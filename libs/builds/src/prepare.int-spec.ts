import { openEmbeddedEventStore, type EventStore } from '@rapport/event-store';
import { anEvent } from '@rapport/event-store/compliance';
import { PolicyRegistry } from '@rapport/policy';
import { createProjectionRuntime, dumpRows } from '@rapport/projection';
import { projections } from '@rapport/projections';
import { openSqliteReadStore } from '@rapport/read-store';
import { storesIn } from '@rapport/stores';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareBuilds } from './prepare';

const begin = (log: EventStore, journeyId: string): Promise<unknown> =>
  log.append(
    `journey-${journeyId}`,
    [anEvent({ type: 'JourneyBegun', data: { channel: 'web' } })],
    'no-stream',
  );

describe('preparing builds beside whoever writes the log', () => {
  let dataFolder: string;
  let log: EventStore;
  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'rapport-prepare-'));
    log = await openEmbeddedEventStore({ folder: dataFolder });
    await begin(log, 'j1');
    await begin(log, 'j2');
  });
  afterEach(async () => {
    await log.close();
    await rm(dataFolder, { recursive: true });
  });

  const names = projections.map(({ name }) => name);
  const seen: number[] = [];
  const prepare = (onWait: (names: readonly string[]) => void = () => undefined) =>
    prepareBuilds({
      ...{ stores: storesIn(dataFolder), rebuildEvents: 1_000, signal: new AbortController().signal },
      onProgress: ({ done }) => seen.push(done),
      onWait,
    });

  it('builds what is missing, and nothing twice', async () => {
    const first = await prepare();
    expect(first).toMatchObject({ ready: [], events: 2 });
    expect(first.built.map(({ projection }) => projection)).toEqual(names);
    expect(await prepare()).toEqual({ built: [], ready: names, events: 0 });
  });

  it('waits for what somebody else is making, and takes it', async () => {
    const readStore = await openSqliteReadStore(join(dataFolder, 'read'));
    const [definition] = projections;
    const [name, version] = [definition?.name ?? '', definition?.version ?? 0];
    const build = await readStore.create(name, version, definition?.table ?? {});
    const load = await build.load();
    const head = { logId: log.logId, position: String(await log.head()), newestOccurredAt: 1 };
    const lastEventId = (await log.readAll({ limit: 2 })).events.at(-1)?.id ?? '';
    await load.save({ head: { ...head, lastEventId }, slab: 0, lastSubject: null, done: 1 });
    let waited: readonly string[] = [];
    const preparing = prepare((these) => {
      waited = these;
      setTimeout(() => void load.finish({ ...head, lastEventId }).then(() => build.close()), 300);
    });
    expect((await preparing).built).toHaveLength(names.length);
    expect(waited).toEqual([name]);
    const made = (await readStore.builds()).filter(({ id }) => id.projection === name);
    expect(made).toMatchObject([{ id: build.id, state: 'complete' }]);
    await readStore.close();
  });

  it('leaves the next start but to catch up', async () => {
    await prepare();
    await begin(log, 'j3');
    const readStore = await openSqliteReadStore(join(dataFolder, 'read'));
    const told: string[] = [];
    const runtime = createProjectionRuntime({
      ...{ projections, log, readStore, policies: new PolicyRegistry() },
      onFault: ({ message }) => told.push(message),
    });
    await runtime.start();
    await runtime.settled();
    expect(told).toEqual(
      names.map((name) => `${name} takes up a build of this version that is kept: none is in force yet.`),
    );
    const stages = projections.find(({ name }) => name === 'relationship-stage');
    let rows = '';
    for await (const lines of dumpRows(runtime.model(stages ?? { name: '', table: {} }))) rows += lines;
    expect(rows.match(/"subject":"j\d"/g)).toEqual(['"subject":"j1"', '"subject":"j2"', '"subject":"j3"']);
    expect((await runtime.status()).every(({ builds }) => builds.length === 1)).toBe(true);
    await runtime.stop();
    await readStore.close();
  });

  it('builds again what is not of this log any more', async () => {
    await prepare();
    await log.close();
    await rm(join(dataFolder, 'log.sqlite'));
    log = await openEmbeddedEventStore({ folder: dataFolder });
    await begin(log, 'j9');
    expect((await prepare()).built).toHaveLength(names.length);
  });
});
