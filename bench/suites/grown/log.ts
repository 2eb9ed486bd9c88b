import { openEmbeddedEventStore, openEventStoreDBEventStore } from '@rapport/event-store';
import { logOf } from '../../logs';
import { eventStoreDBUrl } from './server';

const journeys = 10_000;
const inFlight = 64;

/** Copies the workload's log into the server, where it is not there already. */
export async function serverHoldsLog(events: number): Promise<void> {
  const target = await openEventStoreDBEventStore({ connectionString: eventStoreDBUrl() });
  try {
    if ((await target.readStream('journey-bench-0', { limit: 1 })).length > 0) return;
    const source = await openEmbeddedEventStore({ folder: await logOf(events) });
    const streams = Array.from({ length: journeys }, (_, index) => `journey-bench-${index}`).values();
    const worker = async (): Promise<void> => {
      for (const stream of streams)
        await target.restore(stream, await source.readStream(stream), 'no-stream');
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    await source.close();
  } finally {
    await target.close();
  }
}
