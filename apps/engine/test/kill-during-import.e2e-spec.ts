import { randomFrom } from '@rapport/event-store/compliance';
import { EngineClient, readMapping, runImport, type ImportObserver } from '@rapport/interchange';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, startEngineProcess, type EngineProcess } from '../testing/engine-process';
import { inspect } from '../testing/inspect-data';

const root = join(__dirname, '../../..');
const helpdesk = join(root, '../shared/data/helpdesk/helpdesk.xes.gz');
const mapping = join(root, 'examples/mappings/helpdesk.yaml');
/** A share of the rounds by default; `npm run test:kill` runs all 50. */
const rounds = Number(process.env.RAPPORT_KILL_ROUNDS ?? 8);
const seed = Number(process.env.RAPPORT_SEED ?? 1);

/** Of the kills come however soon after the start; the others leave the client time to find the engine again. */
const shareAtOnce = 0.25;

/** Remembers what the engine acknowledged, as the import saw it. */
class RememberingClient extends EngineClient {
  readonly acknowledged = new Set<string>();
  answers = 0;

  override async commands(lines: readonly string[]): ReturnType<EngineClient['commands']> {
    const results = await super.commands(lines);
    this.answers += 1;
    results.forEach(({ outcome }, index) => {
      if (outcome !== 'recorded' && outcome !== 'replayed') return;
      const { journeyId, commandId } = JSON.parse(lines[index] ?? '') as Record<string, string>;
      this.acknowledged.add(`${journeyId} ${commandId}`);
    });
    return results;
  }
}

const silent: ImportObserver = { begin: () => undefined, progress: () => undefined, note: () => undefined };

/** Imports the log into a new engine that is killed up to `kills` times at random moments; how many it came to. */
async function importUnderFire(kills: number, random: () => number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-kill-'));
  const dataFolder = join(folder, 'data');
  const port = await freePort();
  let engine: EngineProcess = await startEngineProcess({ dataFolder, port });
  const client = new RememberingClient({ url: engine.url });
  const progress = { done: false };
  const imported = runImport({
    mapping: await readMapping(mapping),
    path: helpdesk,
    client,
    workFolder: folder,
    rejectedFile: join(folder, 'rejected.ndjson'),
    observer: silent,
    signal: new AbortController().signal,
  }).finally(() => (progress.done = true));
  // The engine is not needed before the rows are staged; wait until commands arrive, then fire.
  let killed = 0;
  const fire = async (): Promise<void> => {
    for (let answers = 0; killed < kills; answers = client.answers) {
      const isAtOnce = answers > 0 && random() < shareAtOnce;
      while (!isAtOnce && client.answers === answers && !progress.done) await delay(5);
      await delay(20 + random() * 500);
      if (progress.done) return;
      await engine.kill();
      killed++;
      engine = await startEngineProcess({ dataFolder, port });
    }
  };
  await Promise.all([imported, fire()]);
  await engine.stop();
  const found = await inspect(dataFolder);
  expect(found.log).toMatchObject({ sound: true });
  expect(found.twice).toEqual([]);
  expect([...client.acknowledged].filter((command) => !found.commands.has(command))).toEqual([]);
  for (const { name, live, rebuilt } of found.readModels)
    expect({ name, rows: live }).toEqual({ name, rows: rebuilt });
  await rm(folder, { recursive: true });
  return killed;
}

const describeWithData = existsSync(helpdesk) ? describe : describe.skip;

describeWithData('killing the engine during an import (skipped where ../shared/data is missing)', () => {
  it(`loses nothing, doubles nothing and ends in the rows of a rebuild, over ${rounds} kills (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    for (let killed = 0; killed < rounds;) killed += await importUnderFire(rounds - killed, random);
  }, 1_200_000);
});
