import type { Database, Query } from '../database';
import { headsUpTo } from '../heads';
import { ANCHOR_EVERY } from '../schema';
import type { Head } from '../stream-chain';
import { sound } from './fault';

const selectHeads: Query<[id: number, name: string, revision: number, position: number]> = {
  sql: 'SELECT id, name, head_revision, head_position FROM streams',
};
const countAnchors: Query<[anchors: number]> = { sql: 'SELECT count(*) FROM anchors' };
const selectAstray: Query<[stream: number, revision: number]> = {
  sql: `SELECT a.stream, a.revision FROM anchors a LEFT JOIN events e ON e.position = a.position
    WHERE e.stream IS NOT a.stream OR e.revision IS NOT a.revision LIMIT 1`,
};
const countAt: Query<[events: number]> = {
  sql: 'SELECT count(*) FROM events WHERE position = ? AND stream = ? AND revision = ?',
};

/** The rows of the streams agree with their events, given where the events end. */
export function checkHeads(database: Database, heads: ReadonlyMap<number, Head>): void {
  const rows = database.all(selectHeads);
  sound(rows.length === heads.size, () => `${heads.size} streams have events, ${rows.length} have a row`);
  const upTo = headsUpTo(database);
  for (const [id, name, revision, position] of rows) {
    const head = heads.get(id);
    const isExact = head?.position === position && head.revision === revision;
    const mayLag = head !== undefined && head.position > upTo;
    const lags = mayLag && database.get(countAt, position, id, revision)?.[0] === 1;
    sound(
      isExact || lags,
      () => `stream ${name} is said to end at ${revision}, its events end at ${head?.revision ?? 'none'}`,
    );
  }
}

/** Each 64th event of each stream has its anchor, and each anchor its event. */
export function checkAnchors(database: Database, heads: ReadonlyMap<number, Head>): void {
  const astray = database.get(selectAstray);
  sound(
    astray === undefined,
    () => `the anchor of revision ${astray?.[1] ?? 0} of stream ${astray?.[0] ?? 0} leads astray`,
  );
  let expected = 0;
  for (const { revision } of heads.values()) expected += Math.floor((revision + 1) / ANCHOR_EVERY);
  const anchors = database.get(countAnchors)?.[0];
  sound(anchors === expected, () => `there are ${anchors ?? 0} anchors where ${expected} are due`);
}
