import { openEventStoreDBEventStore, type EventToAppend, type ExpectedRevision } from '@rapport/event-store';
import { randomUUID } from 'node:crypto';
import { BareClient } from '../../../libs/event-store/src/eventstoredb/testing/bare-client';
import { takingTurns, timed, type Compared, type Turn } from '../../turns';
import { eventStoreDBUrl } from './server';

interface Load {
  /** Events in all, of one turn. */
  readonly events: number;
  /** Events of one append. */
  readonly batch: number;
  readonly inFlight: number;
}

type Append = (
  stream: string,
  events: readonly EventToAppend[],
  expected: ExpectedRevision,
) => Promise<unknown>;

const rounds = 7;

/** Appends through the adapter against the bare client's, of the same events, at a revision that each names. */
export async function grownAppends(load: Load): Promise<Compared> {
  const connectionString = eventStoreDBUrl();
  const store = await openEventStoreDBEventStore({ connectionString });
  const client = new BareClient(connectionString);
  const ours = () => played(load, (...append) => store.append(...append));
  const theirs = () => played(load, (...append) => client.append(...append));
  try {
    await ours();
    await theirs();
    return await takingTurns(rounds, ours, theirs);
  } finally {
    await store.close();
    await client.close();
  }
}

/** Each of those in flight fills a stream of its own. */
function played({ events, batch, inFlight }: Load, append: Append): Promise<Turn> {
  let left = events / batch;
  const worker = async (): Promise<void> => {
    const stream = `bench-${randomUUID()}`;
    for (let next = 0; left > 0; next += batch) {
      left -= 1;
      await append(stream, Array.from({ length: batch }, anEvent), next === 0 ? 'no-stream' : next - 1);
    }
  };
  return timed(events, () => Promise.all(Array.from({ length: inFlight }, worker)));
}

const anEvent = (): EventToAppend => ({
  id: randomUUID(),
  type: 'CaseOpened',
  schemaVersion: 1,
  occurredAt: Date.UTC(2024, 0, 1),
  policyVersion: 1,
  data: {
    caseId: 'c1',
    interactionId: 'i1',
    product: 'parcel',
    topic: 'delivery',
    channel: 'phone',
    touchpoint: 'help-centre',
    team: 'first-line',
    subject: 'The parcel did not arrive on the day that was promised',
    source: { system: 'bench', mapping: 'workload@1' },
  },
  metadata: { commandId: randomUUID(), bodyHash: '0123456789abcdef0123456789abcdef' },
});
