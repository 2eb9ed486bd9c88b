import { NameTaken } from '@rapport/projection';
import { projections } from '@rapport/projections';
import { openPostgresReadStore } from '@rapport/read-store';
import { describeWithPostgres, postgresSchema } from '@rapport/read-store/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openPlatform } from './open';

describeWithPostgres('an engine that cannot start with its projections', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-open-'));
  beforeAll(() => projections.push(...projections.slice(0, 1)));
  afterAll(() => {
    projections.pop();
    rmSync(folder, { recursive: true });
  });

  it('is no node of the read store any more', async () => {
    const { location: connectionString, drop } = await postgresSchema();
    const stores = {
      eventStore: { kind: 'embedded', folder },
      readStore: { kind: 'postgres', connectionString },
    } as const;
    const place = { dataFolder: folder, stores };
    const config = {
      ...place,
      port: 0,
      host: '127.0.0.1',
      logLevel: 'silent',
      projections: 'paused',
    } as const;
    await expect(openPlatform(config, pino({ level: 'silent' }))).rejects.toThrow(NameTaken);
    const other = await openPostgresReadStore({ connectionString });
    expect(await other.shared?.nodes()).toEqual([other.shared?.node]);
    await other.close();
    await drop();
  });
});
