import type { PostgresServer } from '@rapport/read-store/testing';
import { Client } from 'pg';
import type { EngineNode } from './engine-node';
import { answersWithinMs } from './options';

/** Of the nodes, and of what they share: for whoever has to find out why something did not hold. */
export async function stateOf(nodes: readonly EngineNode[], postgres: PostgresServer): Promise<string> {
  const said = await Promise.all(nodes.map(async (node) => [node.name, await ask(node.url)] as const));
  const state = { nodes: Object.fromEntries(said), postgres: await inPostgres(postgres.connectionString) };
  return JSON.stringify(state, undefined, 2);
}

const ask = (url: string): Promise<unknown> =>
  fetch(`${url}/v1/projections`, { signal: AbortSignal.timeout(answersWithinMs) }).then(
    (answer) => answer.json(),
    String,
  );

const questions = {
  node: 'SELECT *, clock_timestamp() AS now FROM rapport.node',
  role: 'SELECT * FROM rapport.role',
  build:
    'SELECT build, projection, version, replay, completed, left(progress, 200) AS progress, holder, epoch, commits, position, is_removed, in_force.build IS NOT NULL AS in_force FROM rapport.build LEFT JOIN rapport.in_force USING (projection, build)',
  activity: `SELECT application_name, state, wait_event, now() - xact_start AS since, pg_blocking_pids(pid) AS blocked_by, pid, query
    FROM pg_stat_activity WHERE backend_type = 'client backend' AND state <> 'idle'`,
};

async function inPostgres(connectionString: string): Promise<unknown> {
  const client = new Client({ connectionString, connectionTimeoutMillis: answersWithinMs });
  try {
    await client.connect();
    const found: Record<string, unknown> = {};
    for (const [name, question] of Object.entries(questions))
      found[name] = (await client.query(question)).rows;
    return found;
  } catch (error) {
    return String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
