import type { SeldomAsked } from '../packed';
import type { Query } from './database';

/** What one window is aggregated to: columns as JSON arrays, ids and texts as one string each. Texts are null where no event is in it. */
export type PackedRow = readonly [
  streams: string,
  types: string,
  revisions: string,
  policyVersions: string,
  occurredAt: string,
  data: string | null,
  /** Also where the data is null since its texts are too long. */
  events: number,
  /** Of events that may have to be upcast. */
  schemaVersions: string,
  /** These two: null where they are seldom asked for. */
  recordedAt: string | null,
  ids: string | null,
  /** Pairs of an event's position and what it names; an empty list where they are not asked for. */
  causes: string,
];

/** Few events name one: those only, and looking for the word costs less than reading the JSON. */
const CAUSES = `json_group_array(json_array(position, metadata ->> '$.causationId'))
      FILTER (WHERE instr(metadata, '"causationId"') > 0)`;

/** One string of more than this is not asked for: what it would take in one go is more than the window is worth. */
export const MAX_PACKED_BYTES = 64 * 2 ** 20;

export interface PackedQueryOptions {
  /** Numbers; undefined: all. */
  readonly dataOf: readonly number[] | undefined;
  /** Numbers of types of which older schema versions may have to be upcast. */
  readonly upcast: readonly number[];
  readonly byStream: boolean;
  /** Numbers of types that are read of all streams. */
  readonly everywhere: readonly number[];
  readonly causes: boolean;
  readonly seldom: ReadonlySet<SeldomAsked>;
  /** Line feeds within a text become spaces, which JSON takes for the same. */
  readonly lineFeeds: 'kept' | 'replaced';
}

/**
 * One row for a whole window: what crosses from SQLite costs by the value, not by the byte. Parameters: after, up to and,
 * by stream, a blob with 01 at each wanted stream's number. A range of the primary key is walked, and aggregated, in order.
 */
export function packedQuery({
  dataOf,
  upcast,
  byStream,
  everywhere,
  causes,
  seldom,
  lineFeeds,
}: PackedQueryOptions): Query<PackedRow> {
  const text = lineFeeds === 'kept' ? 'data' : "replace(data, char(10), ' ')";
  const data = dataOf === undefined ? text : `iif(type IN (${dataOf.join(', ')}), ${text}, '')`;
  const texts = `group_concat(${data}, char(10))`; // named twice, made once
  const columns = ['stream', 'type', 'revision', 'policy_version', 'occurred_at'].map(list);
  const sql = `SELECT ${columns.join(', ')},
    iif(octet_length(${texts}) <= ${MAX_PACKED_BYTES}, ${texts}, NULL),
    count(*),
    ${upcast.length > 0 ? `${list('schema_version')} FILTER (WHERE type IN (${upcast.join(', ')}))` : "'[]'"},
    ${seldom.has('recordedAt') ? 'NULL' : list('recorded_at')},
    ${seldom.has('id') ? 'NULL' : "group_concat(hex(id), '')"},
    ${causes ? CAUSES : "'[]'"}
    FROM events WHERE ${window}${byStream ? ` AND ${ofStreams(everywhere)}` : ''}`;
  return { sql };
}

/** The positions of a window's events where it is read by stream, in order. Parameters as there. */
export const positionsQuery = ({
  everywhere,
}: Pick<PackedQueryOptions, 'everywhere'>): Query<[positions: string]> => ({
  sql: `SELECT ${list('position')} FROM events WHERE ${window} AND ${ofStreams(everywhere)}`,
});

const window = 'position > ? AND position <= ?';

const ofStreams = (everywhere: readonly number[]): string =>
  `(substr(?, stream, 1) = x'01'${everywhere.map((type) => ` OR type = ${type}`).join('')})`;

const list = (expression: string): string => `json_group_array(${expression})`;
