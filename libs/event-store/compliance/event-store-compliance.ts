import { appending } from './appending';
import { concurrency } from './concurrency';
import { durability } from './durability';
import type { OpenStore, StoreUnderTest } from './fixtures';
import { idempotence } from './idempotence';
import { positions } from './positions';
import { readingAll } from './reading-all';
import { readingPacked } from './reading-packed';
import { readingStreams } from './reading-streams';
import { subscribing } from './subscribing';
import { subscriptionFaults } from './subscription-faults';
import { validation } from './validation';

const CHAPTERS = {
  appending,
  concurrency,
  idempotence,
  validation,
  durability,
  positions,
  'reading a stream': readingStreams,
  'reading the log': readingAll,
  'reading the log in columns': readingPacked,
  subscribing,
  'faults and ends of subscriptions': subscriptionFaults,
};

/** What every adapter of the port promises. Knows nothing but the port, and runs against a log that may hold other events. */
export function eventStoreCompliance(name: string, open: OpenStore): void {
  describe(`${name} as an event store`, () => {
    let current: StoreUnderTest;
    beforeEach(async () => {
      current = await open();
    });
    afterEach(() => current.close());
    for (const [title, chapter] of Object.entries(CHAPTERS)) describe(title, () => chapter(() => current));
  });
}
