import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { EventToAppend } from '../../event';
import type { ExpectedRevision } from '../../event-store';

/** What a read of the whole log met. */
export interface BareReading {
  readonly events: number;
  /** Of them, those that the server did not write itself. */
  readonly ofUsers: number;
}

/** The official client as anybody uses it, to be measured against. */
export class BareClient {
  private readonly client: EventStoreDBClient;

  constructor(connectionString: string) {
    this.client = EventStoreDBClient.connectionString(connectionString);
  }

  async append(stream: string, events: readonly EventToAppend[], expected: ExpectedRevision): Promise<void> {
    const expectedRevision = typeof expected === 'number' ? BigInt(expected) : EXPECTED[expected];
    await this.client.appendToStream(stream, events.map(eventOf), { expectedRevision });
  }

  /** From the first event to the last, each decoded as the client does it. */
  async readAll(): Promise<BareReading> {
    let [events, ofUsers] = [0, 0];
    for await (const { event } of this.client.readAll()) {
      events += 1;
      if (event?.type.startsWith('$') === false) ofUsers += 1;
    }
    return { events, ofUsers };
  }

  close(): Promise<void> {
    return this.client.dispose();
  }
}

const EXPECTED = { 'no-stream': 'no_stream', any: 'any', exists: 'stream_exists' } as const;

function eventOf({ id, type, data, schemaVersion, occurredAt, policyVersion, metadata }: EventToAppend) {
  const envelope = { schemaVersion, occurredAt, policyVersion, ...metadata };
  return jsonEvent({ id, type, data: data as Record<string, unknown>, metadata: envelope });
}
