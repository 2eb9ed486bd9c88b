import { randomFrom } from '@rapport/event-store/compliance';
import { EngineClient, readMapping, runImport } from '@rapport/interchange';
import { openSqliteReadStore, type BuildId } from '@rapport/read-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describeWith, helpdeskLog } from '../../../examples/mappings/testing/data';
import { figuresOf, goldenFigures } from '../../../examples/mappings/testing/golden-figures';
import { startEngineProcess } from '../testing/engine-process';
import { inspect } from '../testing/inspect-data';

const mapping = join(__dirname, '../../../examples/mappings/helpdesk.yaml');
/** A share of the rounds by default; `npm run test:kill` runs all 50. */
const rounds = Number(process.env.RAPPORT_KILL_ROUNDS ?? 8);
const seed = Number(process.env.RAPPORT_SEED ?? 1);
/** Longer than a rebuild takes, so that some rounds end in the swap or behind it. */
const maxMs = 1_200;

async function importInto(dataFolder: string, workFolder: string): Promise<void> {
  const engine = await startEngineProcess({ dataFolder });
  await runImport({
    mapping: await readMapping(mapping),
    path: helpdeskLog,
    client: new EngineClient({ url: engine.url }),
    workFolder,
    rejectedFile: join(workFolder, 'rejected.ndjson'),
    observer: { begin: () => undefined, progress: () => undefined, note: () => undefined },
    signal: new AbortController().signal,
  });
  await engine.stop();
}

/** Begins journeys, so that there is something to catch up with. */
const commands = (round: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      command: 'begin-journey',
      journeyId: `late-${round}-${index}`,
      commandId: `late-${round}-${index}`,
      occurredAt: '2014-01-01T00:00:00.000Z',
      channel: 'web',
    }),
  );

const endOf2012 = '2012-12-31T23:59:59.999Z';

/** What happens before the engine of a round is killed. */
const perils: readonly ((client: EngineClient, round: number) => Promise<unknown>)[] = [
  (client) => client.post('/v1/rebuilds', { all: true }),
  (client, round) =>
    Promise.all([client.post('/v1/rebuilds', { all: true }), client.commands(commands(round, 200))]),
  (client, round) => client.commands(commands(round, 500)),
  (client, round) => client.post('/v1/replays', { name: `end-of-2012-${round}`, asOf: endOf2012 }),
];

/** The golden figures, by an engine that has caught up with whatever the kills before left. */
async function checkFigures(client: EngineClient): Promise<void> {
  while (!(await isReady(client))) await delay(10);
  expect(await figuresOf((path) => client.get(path))).toEqual(goldenFigures);
}

/** Replays that were asked for in one round and built in others are all of the past that an undisturbed one is of. */
async function checkReplays(client: EngineClient): Promise<void> {
  await client.post('/v1/replays', { name: 'undisturbed', asOf: endOf2012 });
  const list = async () => (await client.get('/v1/replays')) as { replays: readonly Replay[] };
  while ((await list()).replays.some(({ state }) => state === 'building')) await delay(20);
  const answers = new Set<string>();
  for (const { name, state } of (await list()).replays) {
    expect({ name, state }).toEqual({ name, state: 'ready' });
    for (const question of ['resolution-rate?by=month', 'stages?unit=journeys']) {
      const answer = (await client.get(`/v1/${question}&replay=${name}`)) as object;
      answers.add(JSON.stringify({ ...answer, position: undefined, replay: question }));
    }
  }
  expect(answers.size).toBe(2);
}

interface Replay {
  readonly name: string;
  readonly state: string;
}

const isReady = (client: EngineClient): Promise<boolean> =>
  client.get('/health/ready').then(
    () => true,
    () => false,
  );

const inForce = async (dataFolder: string): Promise<readonly BuildId[]> => {
  const readStore = await openSqliteReadStore(join(dataFolder, 'read'));
  const builds = await readStore.inForce();
  await readStore.close();
  return builds;
};

describeWith(helpdeskLog, 'killing the engine during rebuilds of the helpdesk log', () => {
  let folder: string;
  let dataFolder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapport-kill-rebuild-'));
    dataFolder = join(folder, 'data');
    await importInto(dataFolder, folder);
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('makes a rebuild that it has answered for, however soon it is killed', async () => {
    const before = await inForce(dataFolder);
    const engine = await startEngineProcess({ dataFolder });
    await new EngineClient({ url: engine.url }).post('/v1/rebuilds', { all: true });
    await engine.kill();
    expect(await inForce(dataFolder)).toEqual(before);
    const next = await startEngineProcess({ dataFolder });
    const client = new EngineClient({ url: next.url });
    const isDone = async (): Promise<boolean> => {
      const { projections } = (await client.get('/v1/projections')) as { projections: readonly object[] };
      return projections.every((one) => !('progress' in one));
    };
    while (!(await isDone())) await delay(20);
    await next.stop();
    const builds = (ids: readonly BuildId[]): readonly string[] => ids.map(({ build }) => build);
    const rebuilt = builds(await inForce(dataFolder));
    expect(rebuilt.filter((build) => builds(before).includes(build))).toEqual([]);
  }, 60_000);

  it(`leaves the golden figures and the rows of a rebuild, over ${rounds} kills of builds, swaps and catch-ups (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    for (let round = 0; round < rounds; round += 1) {
      // Every fourth start finds no rows at all and is killed while it makes them.
      const isBare = round % 4 === 3;
      if (isBare) await rm(join(dataFolder, 'read'), { recursive: true });
      const engine = await startEngineProcess({ dataFolder });
      const gone = new AbortController();
      const client = new EngineClient({ url: engine.url, signal: gone.signal });
      // Of the others every second is killed while it goes on with what the last kill broke off.
      if (!isBare && random() < 0.5) await checkFigures(client);
      const peril = isBare ? undefined : perils[Math.floor(random() * perils.length)];
      const outcome = peril?.(client, round).catch(() => undefined); // the kill may cut it off
      await delay(random() * maxMs);
      await engine.kill();
      gone.abort(); // or the client would wait for the engine to come back
      await outcome;
    }
    const engine = await startEngineProcess({ dataFolder });
    const client = new EngineClient({ url: engine.url });
    await checkFigures(client);
    await checkReplays(client);
    await engine.stop();
    const found = await inspect(dataFolder);
    expect(found.log).toMatchObject({ sound: true });
    expect(found.twice).toEqual([]);
    for (const { name, live, rebuilt } of found.readModels)
      expect({ name, rows: live }).toEqual({ name, rows: rebuilt });
  }, 1_200_000);
});
