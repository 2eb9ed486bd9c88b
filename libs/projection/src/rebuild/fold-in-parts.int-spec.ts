import { openEmbeddedEventStore, type EventStore } from '@rapport/event-store';
import { PolicyRegistry } from '@rapport/policy';
import { openSqliteReadStore, type BuildId, type ReadStore } from '@rapport/read-store';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { history } from '../../compliance/arrivals/histories';
import { dump } from '../../compliance/dump';
import { append, bought, linked } from '../../compliance/events';
import { cases, purchases, stages } from '../../compliance/projections';
import type { AnyProjection } from '../definition';
import { Folder } from '../fold/folder';
import { buildAnew, endOf } from './build-anew';
import { Building } from './building';
import { foldInParts } from './fold-in-parts';
import { atEnd, saveBeginnings } from './fold-range';
import type { MakePart } from './part';
import { partInThread } from './part-in-thread';
import { Progress } from './progress';

const definitions: readonly AnyProjection[] = [purchases, cases, stages];
const policies = new PolicyRegistry();
/** In the midst of the journeys of `history`; `customer:family` lies before it, and has members on both sides. */
const from = 'cleo';

describe('folding in two parts', () => {
  let folder: string;
  let log: EventStore;
  let readStore: ReadStore;
  let second: ReadStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-parts-'));
    log = await openEmbeddedEventStore({ folder });
    [readStore, second] = await Promise.all([
      openSqliteReadStore(join(folder, 'read')),
      openSqliteReadStore(join(folder, 'read')),
    ]);
  });
  afterEach(async () => {
    for (const store of [readStore, second, log]) await store.close();
    await rm(folder, { recursive: true });
  });

  const makePart: MakePart = (order, ...others) =>
    partInThread(definitions, {
      ...{ log, readStore: second, policies, listeners: [] },
      limits: { rebuildEvents: 1_000 },
    })(order, ...others);

  const buildingOf = async (definition: AnyProjection, id?: BuildId): Promise<Building> => {
    const { name, version, table } = definition;
    const build = await (id ? readStore.open(id, table) : readStore.create(name, version, table));
    return Building.begin(name, new Folder(definition, policies), build);
  };

  const optionsOf = async (buildings: readonly Building[], maxEventsInMemory: number) => ({
    ...{ log, buildings, maxEventsInMemory, saveMs: 0 },
    progress: new Progress([], await log.count()),
  });

  async function end() {
    const head = await endOf(log);
    if (head === undefined) throw new Error('The log is empty.');
    return head;
  }

  async function inParts(
    buildings: readonly Building[],
    make = makePart,
    maxEvents = 1_000,
  ): Promise<string> {
    const [options, head] = [await optionsOf(buildings, maxEvents), await end()];
    await saveBeginnings(options, head, { before: from });
    const newest = await foldInParts(options, head, from, make);
    for (const building of buildings) await building.finish(atEnd(head, newest));
    return dumped(buildings);
  }

  async function reopened(id: BuildId, definition: AnyProjection = purchases) {
    const build = await readStore.open(id, definition.table);
    return { model: build.model, close: () => build.close() };
  }

  async function inOne(): Promise<string> {
    const buildings = await Promise.all(definitions.map((definition) => buildingOf(definition)));
    await buildAnew({ ...(await optionsOf(buildings, 1_000)), head: await end() });
    return dumped(buildings);
  }

  async function dumped(buildings: readonly Building[]): Promise<string> {
    let all = '';
    for (const [at, { name, build }] of buildings.entries()) {
      const { model, close } = await reopened(build.id, definitions[at]);
      all += `# ${name} ${JSON.stringify(await model.checkpoint())}\n${await dump(model)}`;
      await close();
    }
    return all;
  }

  it.each([1_000, 8])('ends as in one, whoever is linked, with %i events in memory', async (maxEvents) => {
    await fc.assert(
      fc.asyncProperty(history, async (arrivals) => {
        await append(log, ...arrivals);
        const buildings = await Promise.all(definitions.map((definition) => buildingOf(definition)));
        expect(await inParts(buildings, makePart, maxEvents)).toBe(await inOne());
      }),
      { numRuns: 12 },
    );
  });

  it('fails where either part fails, and is gone on with', async () => {
    await append(
      log,
      bought('anna', 1),
      bought('dora', 2),
      linked('anna', 3, 'family'),
      linked('dora', 4, 'family'),
    );
    const buildings = await Promise.all(definitions.map((definition) => buildingOf(definition)));
    const failing: MakePart = async (...order) => {
      await makePart(...order);
      throw new Error('The second thread is gone.');
    };
    await expect(inParts(buildings, failing)).rejects.toThrow('The second thread is gone.');
    const ids = buildings.map(({ build }) => build.id);
    for (const { build } of buildings) await build.close();
    const again = await Promise.all(definitions.map((one, index) => buildingOf(one, ids[index])));
    expect(again.map(({ saved }) => saved?.partFrom)).toEqual([from, from, from]);
    expect(await inParts(again)).toBe(await inOne());
  });

  it('ends the other part where one fails', async () => {
    await append(log, bought('anna', 1));
    const building = await buildingOf(purchases);
    let ended = false;
    const waiting: MakePart = (_order, _onProgress, signal) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => {
          ended = true;
          reject(new Error('Ended.'));
        }),
      );
    const options = await optionsOf([building], 1_000);
    const broken = { ...options, log: { ...options.log, packed: () => { throw new Error('No log.'); } } }; // prettier-ignore
    await expect(foldInParts(broken, await end(), from, waiting)).rejects.toThrow('No log.');
    expect(ended).toBe(true);
    await building.build.close();
  });
});
