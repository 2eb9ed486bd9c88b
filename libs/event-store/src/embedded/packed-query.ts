import type { Query } from './database';

/** What one window is aggregated to: columns as JSON arrays, ids and texts as one string each. All null where no event is in it. */
export type PackedRow = readonly [
  streams: string,
  types: string,
  revisions: string,
  policyVersions: string,
  occurredAt: string,
  recordedAt: string,
  ids: string | null,
  data: string | null,
  /** Empty where no upcasts are known. */
  schemaVersions: string,
  /** An empty list where they are not asked for. */
  causes: string,
];

/** Few events name one, and looking for the word costs less than reading the JSON. */
const CAUSE = `iif(instr(metadata, '"causationId"') > 0, metadata ->> '$.causationId', NULL)`;

/** One string of more than this is not asked for: what it would take in one go is more than the window is worth. */
export const MAX_PACKED_BYTES = 64 * 2 ** 20;

export interface PackedQueryOptions {
  /** Numbers; undefined: all. */
  readonly dataOf: readonly number[] | undefined;
  readonly bySchemaVersion: boolean;
  readonly byStream: boolean;
  readonly causes: boolean;
  /** Line feeds within a text become spaces, which JSON takes for the same. */
  readonly lineFeeds: 'kept' | 'replaced';
}

/**
 * One row for a whole window: what crosses from SQLite costs by the value, not by the byte. Parameters: after, up to and,
 * by stream, a blob with 01 at each wanted stream's number. A range of the primary key is walked, and aggregated, in order.
 */
export function packedQuery({
  dataOf,
  bySchemaVersion,
  byStream,
  causes,
  lineFeeds,
}: PackedQueryOptions): Query<PackedRow> {
  const text = lineFeeds === 'kept' ? 'data' : "replace(data, char(10), ' ')";
  const data = dataOf === undefined ? text : `iif(type IN (${dataOf.join(', ')}), ${text}, '')`;
  const columns = ['stream', 'type', 'revision', 'policy_version', 'occurred_at', 'recorded_at'];
  const sql = `SELECT ${columns.map((name) => `json_group_array(${name})`).join(', ')},
    group_concat(hex(id), ''),
    iif(sum(octet_length(${data})) <= ${MAX_PACKED_BYTES}, group_concat(${data}, char(10)), NULL),
    ${bySchemaVersion ? 'json_group_array(schema_version)' : "''"},
    ${causes ? `json_group_array(${CAUSE})` : "'[]'"}
    FROM events WHERE position > ? AND position <= ?${byStream ? " AND substr(?, stream, 1) = x'01'" : ''}`;
  return { sql };
}
