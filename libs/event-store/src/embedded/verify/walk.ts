import type { Query } from '../database';
import type { Head } from '../stream-chain';
import { sound } from './fault';

export const ROWS_A_PAGE = 5_000;

export type WalkedRow = readonly [
  position: number,
  stream: number,
  revision: number,
  prev: number,
  recordedAt: number,
  streamName: string | null,
  damage: string | null,
];

export const selectWalked: Query<WalkedRow> = {
  sql: `SELECT e.position, e.stream, e.revision, e.prev, e.recorded_at,
      s.name, CASE
        WHEN t.id IS NULL THEN 'its type is unknown'
        WHEN length(e.id) <> 16 THEN 'its id is damaged'
        WHEN NOT json_valid(e.data) THEN 'its data is not JSON'
        WHEN json_type(e.data) <> 'object' THEN 'its data is no JSON object'
        WHEN NOT json_valid(e.metadata) THEN 'its metadata is not JSON'
        WHEN json_type(e.metadata) <> 'object' THEN 'its metadata is no JSON object' END
    FROM events e LEFT JOIN types t ON t.id = e.type LEFT JOIN streams s ON s.id = e.stream
    WHERE e.position > ? ORDER BY e.position LIMIT ${ROWS_A_PAGE}`,
};

/** The events in their order: positions and revisions without gaps, the chain of each stream, times that never decrease. */
export class Walk {
  /** Where each stream ends, as far as it was walked. */
  readonly heads = new Map<number, Head>();
  position = 0;
  private recordedAt = Number.MIN_SAFE_INTEGER;

  step([position, stream, revision, prev, recordedAt, name, damage]: WalkedRow): void {
    const head = this.heads.get(stream);
    const here = `the event at position ${position}`;
    sound(position === this.position + 1, () => `position ${this.position + 1} is missing`);
    sound(
      revision === (head?.revision ?? -1) + 1,
      () =>
        `${here} has revision ${revision} of stream ${stream}, which ended at ${head?.revision ?? 'no revision'}`,
    );
    sound(
      prev === (head?.position ?? 0),
      () => `${here} points back to ${prev}, the stream's event before is at ${head?.position ?? 0}`,
    );
    sound(recordedAt >= this.recordedAt, () => `${here} was recorded before the one ahead of it`);
    sound(
      damage === null,
      () => `${here}, revision ${revision} of stream ${name ?? stream}, cannot be read: ${damage}`,
    );
    this.heads.set(stream, { id: stream, revision, position });
    this.position = position;
    this.recordedAt = recordedAt;
  }
}
