import type { Database, Query } from './database';
import { eventColumns, type EventRow } from './stored-event';
import { ANCHOR_EVERY } from './schema';

/** Where a stream ends. */
export interface Head {
  /** The stream's integer. */
  readonly id: number;
  readonly revision: number;
  readonly position: number;
}

const selectAnchor: Query<[revision: number, position: number]> = {
  sql: 'SELECT revision, position FROM anchors WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT 1',
};

/** Walks from a position (1) down to a revision (2) and leaves out what lies above a revision (3); newest first. */
export const selectChain: Query<EventRow> = {
  sql: `
    WITH RECURSIVE chain AS (
      SELECT ${eventColumns('full')}, e.prev FROM events e WHERE e.position = ?
      UNION ALL
      SELECT ${eventColumns('full')}, e.prev FROM chain c CROSS JOIN events e ON e.position = c.prev WHERE c.revision > ?
    )
    SELECT position, stream, revision, type, schema_version, policy_version, occurred_at, recorded_at, id, data, metadata
    FROM chain WHERE revision <= ?`,
};

/** The nearest known place at or above a revision: at most 63 revisions above it. */
export function startOfWalk(
  database: Database,
  head: Head,
  revision: number,
): Pick<Head, 'revision' | 'position'> {
  if (head.revision - revision < ANCHOR_EVERY) return head;
  const anchor = database.get(selectAnchor, head.id, revision);
  return anchor && anchor[0] < head.revision ? { revision: anchor[0], position: anchor[1] } : head;
}

/** The rows of revisions `lowest` to `highest`, newest first. */
export function readChain(database: Database, head: Head, lowest: number, highest: number): EventRow[] {
  if (lowest > highest) return [];
  const start = startOfWalk(database, head, highest);
  return database.all(selectChain, start.position, lowest, highest);
}
