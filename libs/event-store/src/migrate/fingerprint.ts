import { dataTextOf } from '../data-text';
import type { RecordedEvent } from '../event';

/** All that an event says, but for its position: equal texts, equal events. */
export function fingerprint(event: RecordedEvent): string {
  const { id, stream, revision, type, schemaVersion, policyVersion, occurredAt, recordedAt } = event;
  const metadata = Object.entries(event.metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = [id, stream, revision, type, schemaVersion, policyVersion, occurredAt, recordedAt, metadata];
  return `${JSON.stringify(facts)} ${dataTextOf(event)}\n`;
}
