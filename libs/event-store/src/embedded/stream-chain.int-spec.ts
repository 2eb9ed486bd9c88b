import { join } from 'node:path';
import { aStream, someEvents } from '../../compliance';
import type { Query } from './database';
import { ANCHOR_EVERY } from './schema';
import { selectChain, startOfWalk } from './stream-chain';
import { openRaw, type RawStore } from './testing/open-raw';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';
import { WriterHeads } from './writer-heads';

const EVENTS = 100_000;
const STREAM = 'journey-long';

describe('a page of a stream of 100,000 events', () => {
  let folder: TemporaryFolder;
  let raw: RawStore;
  beforeAll(async () => {
    folder = temporaryFolder();
    raw = openRaw(join(folder.path, 'log.sqlite'));
    const minimal = { data: {} };
    for (let stored = 0; stored < EVENTS; stored += 2_000) {
      void raw.store.append(STREAM, someEvents(2_000, minimal), 'any');
      await raw.store.append(aStream(), someEvents(1, minimal), 'any');
    }
  });
  afterAll(async () => {
    await raw.store.close();
    folder.remove();
  });

  const head = () => new WriterHeads(raw.database).of(STREAM) ?? { id: 0, revision: 0, position: 0 };

  it('visits at most 63 rows more than it has, wherever it lies', () => {
    const end = head();
    expect(end.revision).toBe(EVENTS - 1);
    for (let highest = 0; highest < EVENTS; highest += 997) {
      const start = startOfWalk(raw.database, end, highest);
      expect(start.revision - highest).toBeGreaterThanOrEqual(0);
      expect(start.revision - highest).toBeLessThan(ANCHOR_EVERY);
    }
  });

  it('steps from row to row by their position, never through a table', () => {
    const plan: Query<[id: number, parent: number, unused: number, detail: string]> = {
      sql: `EXPLAIN QUERY PLAN ${selectChain.sql}`,
    };
    const steps = raw.database.all(plan, 1, 1, 1).map(([, , , detail]) => detail);
    const onEvents = steps.filter((step) => / e\b/.test(step));
    expect(onEvents).toHaveLength(2);
    for (const step of onEvents) expect(step).toBe('SEARCH e USING INTEGER PRIMARY KEY (rowid=?)');
  });

  it.each([0, 1, 63, 64, 49_999, EVENTS - 2, EVENTS - 1])('finds revision %d', async (from) => {
    const [forwards] = await raw.store.readStream(STREAM, { from, limit: 1 });
    const [backwards] = await raw.store.readStream(STREAM, { from, limit: 1, direction: 'backwards' });
    expect([forwards?.revision, backwards?.revision]).toEqual([from, from]);
  });
});
