import type { Statement } from '../connection/statement';

/** The statements by which a node lives. */
export interface NodeStatements {
  /** $1: node, $2: milliseconds. No row where the node is not known, else whether its lease had not ended, and whose have. */
  readonly renew: Statement;
  /** $1: node, $2: milliseconds. */
  readonly register: Statement;
  /** Ends the connections of nodes whose lease has ended, so that nothing that they began stands in the way. $1: such nodes. */
  readonly disconnect: Statement;
}

export function nodeStatements(schema: string): NodeStatements {
  const node = `"${schema}".node`;
  const fromNow = `clock_timestamp() + $2::double precision * interval '1 ms'`;
  return {
    renew: {
      name: 'renew',
      text: `WITH mine AS (SELECT expires_at FROM ${node} WHERE node = $1),
          renewed AS (UPDATE ${node} SET expires_at = ${fromNow} WHERE node = $1)
        SELECT expires_at > clock_timestamp(),
          ARRAY(SELECT node FROM ${node} WHERE node <> $1 AND expires_at <= clock_timestamp())
        FROM mine`,
    },
    register: {
      name: 'register',
      text: `INSERT INTO ${node} (node, expires_at) VALUES ($1, ${fromNow})
        ON CONFLICT (node) DO UPDATE SET expires_at = excluded.expires_at`,
    },
    disconnect: {
      name: 'disconnect',
      text: `SELECT pg_terminate_backend(pid) FROM ${node} JOIN pg_stat_activity ON application_name = 'rapport ' || node
        WHERE node = ANY($1::text[]) AND expires_at <= clock_timestamp() AND datname = current_database()`,
    },
  };
}
