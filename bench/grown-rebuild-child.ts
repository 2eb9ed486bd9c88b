import pino from 'pino';
import { projections } from '@rapport/projections';
import { storesIn } from '@rapport/stores';
import { createEngine } from '../apps/engine/src/engine';
import { BareClient } from '../libs/event-store/src/eventstoredb/testing/bare-client';
import { eventStoreDBUrl } from './suites/grown/server';
import { takingTurns, timed, type Compared } from './turns';

export interface GrownRebuild extends Compared {
  readonly events: number;
  readonly rssMiB: number;
}

const rounds = 3;

/** In a process of its own, so that its memory can be told. The read models are embedded: PostgreSQL is measured for itself. */
async function main(dataFolder: string): Promise<void> {
  const connectionString = eventStoreDBUrl();
  const engine = await createEngine(
    {
      ...{ port: 0, host: '127.0.0.1', dataFolder, logLevel: 'silent', projections: 'running' },
      rebuilds: 'inline', // the thread that is measured
      stores: { ...storesIn(dataFolder), eventStore: { kind: 'eventstoredb', connectionString } },
    },
    pino({ level: 'silent' }),
  );
  const { runtime, store } = engine.platform;
  const client = new BareClient(connectionString);
  const head = await store.head();
  if (head !== undefined) await runtime.waitFor(head, 600_000);
  const { events, ofUsers } = await client.readAll();
  const names = projections.map(({ name }) => name);
  const compared = await takingTurns(
    rounds,
    () => timed(ofUsers, () => runtime.rebuild(names)),
    () => timed(events, () => client.readAll()),
  );
  const rssMiB = process.resourceUsage().maxRSS / 1024;
  await client.close();
  await engine.close();
  process.send?.({ ...compared, events: ofUsers, rssMiB } satisfies GrownRebuild);
}

void main(process.argv[2] ?? '').then(() => process.disconnect());
