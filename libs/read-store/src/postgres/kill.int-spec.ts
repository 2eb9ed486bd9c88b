import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import type { ReadStore } from '../read-store';
import { expectAllOnce, numberIn } from '../testing/all-once';
import { startScript } from '../testing/in-process';
import { openPostgresReadStore } from '.';

const subjects = 60_000;
const kills = 4;
const longestRunMs = 400;

describeWithPostgres('a load into PostgreSQL whose process is killed again and again', () => {
  let schema: PostgresSchema;
  let store: ReadStore;
  beforeEach(async () => {
    schema = await postgresSchema();
    store = await openPostgresReadStore({ connectionString: schema.location, leaseMs: 600 });
  });
  afterEach(async () => {
    await store.close();
    await schema.drop();
  });

  it('goes on where it was saved, and ends with every row and cell once', async () => {
    let saved = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, closed, seen, begun } = startLoad();
      await Promise.race([begun, closed]);
      await sleep(Math.random() * longestRunMs);
      child.kill('SIGKILL');
      await closed;
      expect(numberIn(seen[0])).toBeGreaterThanOrEqual(saved);
      saved = Math.max(saved, ...seen.slice(0, -1).map(numberIn).filter(Number.isFinite)); // the last line may be cut off
      await untilNobodyElseLives();
    }
    const last = startLoad();
    await last.closed;
    expect(last.seen.at(-1)).toBe('finished');
    await expectAllOnce(store, subjects);
  }, 120_000);

  const startLoad = () => startScript(join(__dirname, 'testing/load.ts'), schema.location, String(subjects));

  async function untilNobodyElseLives(): Promise<void> {
    while ((await store.shared?.nodes())?.length !== 1) await sleep(20);
  }
});
