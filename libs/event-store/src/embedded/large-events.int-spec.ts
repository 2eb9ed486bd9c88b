import { randomUUID } from 'node:crypto';
import type { EventToAppend } from '../event';
import { openEmbeddedEventStore } from './open';
import { temporaryFolder } from './testing/temporary-folder';

const FACTS = { type: 'Large', schemaVersion: 1, occurredAt: 0, policyVersion: 0, metadata: {} };

const large = (): EventToAppend => ({ ...FACTS, id: randomUUID(), data: { text: 'x'.repeat(1_000_000) } });

describe('large events', () => {
  it('are handed over a few at a time, all of them, in order', async () => {
    const folder = temporaryFolder();
    const store = await openEmbeddedEventStore({ folder: folder.path });
    for (let count = 0; count < 12; count += 1) await store.append('s', [large()], 'any');
    const batches: (readonly number[])[] = [];
    const subscription = store.subscribe(
      (events) => void batches.push(events.map(({ revision }) => revision)),
      { after: 'start' },
    );
    await subscription.caughtUp;
    expect(batches.flat()).toEqual(Array.from({ length: 12 }, (_, index) => index));
    expect(Math.max(...batches.map(({ length }) => length))).toBe(5);
    expect((await store.readAll({ limit: 12 })).events).toHaveLength(12);
    await store.close();
    folder.remove();
  });
});
