import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import type { ReadStore } from '../read-store';
import { expectAllOnce } from '../testing/all-once';
import { startScript } from '../testing/in-process';
import { hasCompleteBuild, killUntilLoaded } from '../testing/killed-load';
import { openPostgresReadStore } from '.';

const subjects = 60_000;

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
    const kills = await killUntilLoaded({
      start: () => startScript(join(__dirname, 'testing/load.ts'), schema.location, String(subjects)),
      longestRunMs: 400,
      isComplete: async () => {
        await untilNobodyElseLives();
        return hasCompleteBuild(store);
      },
    });
    expect(kills).toBeGreaterThan(1);
    await expectAllOnce(store, subjects);
  }, 120_000);

  async function untilNobodyElseLives(): Promise<void> {
    while ((await store.shared?.nodes())?.length !== 1) await sleep(20);
  }
});
