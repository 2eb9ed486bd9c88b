import { randomFrom } from '@rapport/event-store/compliance';
import { EngineClient, readMapping, runImport } from '@rapport/interchange';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEngineProcess } from '../testing/engine-process';
import { inspect } from '../testing/inspect-data';

const root = join(__dirname, '../../..');
const helpdesk = join(root, '../shared/data/helpdesk/helpdesk.xes.gz');
const mapping = join(root, 'examples/mappings/helpdesk.yaml');
/** A share of the rounds by default; `npm run test:kill` runs all 50. */
const rounds = Number(process.env.RAPPORT_KILL_ROUNDS ?? 8);
const seed = Number(process.env.RAPPORT_SEED ?? 1);
/** Longer than a rebuild takes, so that some rounds end in the swap or behind it. */
const maxMs = 1_200;

async function importInto(dataFolder: string, workFolder: string): Promise<void> {
  const engine = await startEngineProcess({ dataFolder });
  await runImport({
    mapping: await readMapping(mapping),
    path: helpdesk,
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

/** What happens before the engine of a round is killed. */
const perils: readonly ((client: EngineClient, round: number) => Promise<unknown>)[] = [
  (client) => client.post('/v1/rebuilds', { all: true }),
  (client, round) =>
    Promise.all([client.post('/v1/rebuilds', { all: true }), client.commands(commands(round, 200))]),
  (client, round) => client.commands(commands(round, 500)),
];

const describeWithData = existsSync(helpdesk) ? describe : describe.skip;

describeWithData('killing the engine during rebuilds (skipped where ../shared/data is missing)', () => {
  it(`ends in the rows of a rebuild, over ${rounds} kills of builds, swaps and catch-ups (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    const folder = await mkdtemp(join(tmpdir(), 'rapport-kill-rebuild-'));
    const dataFolder = join(folder, 'data');
    await importInto(dataFolder, folder);
    for (let round = 0; round < rounds; round += 1) {
      // Every fourth start finds no rows at all and is killed while it makes them.
      if (round % 4 === 3) await rm(join(dataFolder, 'read'), { recursive: true });
      const engine = await startEngineProcess({ dataFolder });
      const gone = new AbortController();
      const client = new EngineClient({ url: engine.url, signal: gone.signal });
      const peril = round % 4 === 3 ? undefined : perils[round % perils.length];
      const outcome = peril?.(client, round).catch(() => undefined); // the kill may cut it off
      await delay(random() * maxMs);
      await engine.kill();
      gone.abort(); // or the client would wait for the engine to come back
      await outcome;
    }
    const found = await inspect(dataFolder);
    expect(found.log).toMatchObject({ sound: true });
    expect(found.twice).toEqual([]);
    for (const { name, live, rebuilt } of found.readModels)
      expect({ name, rows: live }).toEqual({ name, rows: rebuilt });
    await rm(folder, { recursive: true });
  }, 1_200_000);
});
