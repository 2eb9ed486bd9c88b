import { setTimeout as sleep } from 'node:timers/promises';
import { allEvents, eventually, idsOf, randomFrom } from '../../compliance';
import type { Position } from '../position';
import { openEmbeddedEventStore } from './open';
import { Child } from './testing/child';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';
import { verifyEmbedded } from './verify/verify';

const ROUNDS = 20;
const LONGEST_RUN_MS = 150;
const seed = Number(process.env.RAPPORT_SEED ?? Date.now() % 1_000_000);

describe(`a writer that is killed ${ROUNDS} times (RAPPORT_SEED=${seed})`, () => {
  let folder: TemporaryFolder;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  /** Lets a process append for a while, kills it, and gives the ids that it said were stored. */
  async function killedAfter(runMs: number): Promise<string[]> {
    const child = new Child('append-forever.ts', folder.path);
    await eventually(() => child.lines.length > 0);
    await sleep(runMs);
    await child.kill();
    return child.lines.filter((line) => line.length === 36); // the last one may be cut off
  }

  /** The ids that the log holds behind a position, and its end. */
  async function stored(after: Position | undefined): Promise<{ ids: string[]; end: Position | undefined }> {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    const ids = idsOf(await allEvents(store, after === undefined ? {} : { after }));
    const end = await store.head();
    await store.close();
    return { ids, end };
  }

  it('has every acknowledged event once, in streams without gaps', async () => {
    const random = randomFrom(seed);
    let end: Position | undefined;
    let events = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const acknowledged = await killedAfter(random() * LONGEST_RUN_MS);
      const log = await stored(end);
      expect(new Set(log.ids).size).toBe(log.ids.length);
      const found = new Set(log.ids);
      expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
      events += log.ids.length;
      end = log.end;
    }
    expect(await verifyEmbedded({ folder: folder.path })).toMatchObject({ sound: true, events });
  }, 60_000);
});
