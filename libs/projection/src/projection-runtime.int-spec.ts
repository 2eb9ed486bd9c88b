import { openEmbeddedEventStore } from '@rapport/event-store';
import { openSqliteReadStore } from '@rapport/read-store';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectionRuntimeCompliance } from '../compliance';

projectionRuntimeCompliance('embedded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-projection-'));
  const [log, copy] = [join(folder, 'log.sqlite'), join(folder, 'saved.sqlite')];
  return {
    open: async () => ({
      log: await openEmbeddedEventStore({ folder }),
      readStore: await openSqliteReadStore(join(folder, 'read')),
    }),
    saveLog: () => copyFile(log, copy),
    restoreLog: () => copyFile(copy, log),
    removeLog: () => rm(log),
    dispose: () => rm(folder, { recursive: true }),
  };
});
