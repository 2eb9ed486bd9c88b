import type { Direction, EventFilter } from '../event-store';
import type { Query } from './database';
import { eventColumns, type Detail, type EventRow } from './stored-event';

const queries = new Map<string, Query<EventRow>>();

/**
 * The events of a stretch of the log. Parameters, in this order: the types' ids as a JSON array and the prefix (each where
 * the filter has it), the lower bound, the upper bound, the limit. The side one comes from is excluded, the other included.
 */
export function selectWindow(
  direction: Direction,
  detail: Detail,
  filter: EventFilter | undefined,
): Query<EventRow> {
  const conditions = [
    ...(filter?.types ? ['e.type IN (SELECT value FROM json_each(?))'] : []),
    ...(filter?.streamPrefix === undefined ? [] : [HAS_PREFIX]),
    direction === 'forwards' ? 'e.position > ? AND e.position <= ?' : 'e.position >= ? AND e.position < ?',
  ];
  const order = direction === 'forwards' ? 'ASC' : 'DESC';
  const sql = `SELECT ${eventColumns(detail)} FROM events e WHERE ${conditions.join(' AND ')} ORDER BY e.position ${order} LIMIT ?`;
  return shared(sql);
}

const HAS_PREFIX = '(SELECT instr(s.name, ?) FROM streams s WHERE s.id = e.stream) = 1';

/** One query object for one text, since connections keep their statements by it. */
function shared(sql: string): Query<EventRow> {
  const known = queries.get(sql);
  if (known !== undefined) return known;
  const query: Query<EventRow> = { sql };
  queries.set(sql, query);
  return query;
}
