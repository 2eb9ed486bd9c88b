import { openEmbeddedEventStore, serveEventStoreDB } from '@rapport/event-store';
import type { EventStoreLocation } from '@rapport/stores';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A log over EventStoreDB's protocol, as several engines share one. */
export interface SharedLog {
  readonly location: EventStoreLocation;
  close(): Promise<void>;
}

/** The server that `EVENTSTOREDB_URL` names, else an embedded log that is served. */
export async function sharedLog(): Promise<SharedLog> {
  const named = process.env.EVENTSTOREDB_URL;
  if (named) return { location: at(named), close: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'rapport-shared-log-'));
  const log = await openEmbeddedEventStore({ folder });
  const served = await serveEventStoreDB(log, { host: '127.0.0.1', port: 0, access: () => 'system' });
  return {
    location: at(`esdb://127.0.0.1:${served.port}?tls=false`),
    close: async () => {
      await served.close();
      await log.close();
      await rm(folder, { recursive: true });
    },
  };
}

const at = (connectionString: string): EventStoreLocation => ({ kind: 'eventstoredb', connectionString });
