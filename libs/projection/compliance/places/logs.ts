import {
  openEmbeddedEventStore,
  openEventStoreDBEventStore,
  serveEventStoreDB,
  type EventStore,
} from '@rapport/event-store';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a log is during one test. */
export interface LogPlace {
  open(): Promise<EventStore>;
  save(): Promise<void>;
  restore(): Promise<void>;
  remove(): Promise<void>;
  dispose(): Promise<void>;
}

export type MakeLog = () => Promise<LogPlace>;

/** SQLite in a folder of its own. */
export const embeddedLog: MakeLog = () => logIn((folder) => openEmbeddedEventStore({ folder }));

/** The same, served over EventStoreDB's protocol, and asked over it. */
export const servedLog: MakeLog = () => logIn(openServed);

async function openServed(folder: string): Promise<EventStore> {
  const log = await openEmbeddedEventStore({ folder });
  const served = await serveEventStoreDB(log, { host: '127.0.0.1', port: 0, access: () => 'system' });
  const connectionString = `esdb://127.0.0.1:${served.port}?tls=false`;
  return closing(await openEventStoreDBEventStore({ connectionString }), async (adapter) => {
    await adapter.close();
    await served.close();
    await log.close();
  });
}

async function logIn(open: (folder: string) => Promise<EventStore>): Promise<LogPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-log-'));
  const [log, copy] = [join(folder, 'log.sqlite'), join(folder, 'saved.sqlite')];
  return {
    open: () => open(folder),
    save: () => copyFile(log, copy),
    restore: () => copyFile(copy, log),
    remove: () => rm(log),
    dispose: () => rm(folder, { recursive: true }),
  };
}

/** The same log, closed in another way, and once. */
export function closing(log: EventStore, close: (log: EventStore) => Promise<void>): EventStore {
  let closed: Promise<void> | undefined;
  const other: Pick<EventStore, 'close'> = { close: () => (closed ??= close(log)) };
  return Object.assign(Object.create(log) as EventStore, other);
}
