import { Pool, type ClientConfig, type PoolClient } from 'pg';

const idleFor = 10_000;
/** Seconds; a connection that is kept for ever would keep the statements of builds that are gone. */
const livesAtMost = 1_800;

/** A connection that breaks is told of by whatever runs on it next; without a listener it would end the process. */
export const ignored = (): void => undefined;

export function newPool(config: ClientConfig, max: number): Pool {
  const pool = new Pool({ ...config, max, idleTimeoutMillis: idleFor, maxLifetimeSeconds: livesAtMost });
  pool.on('error', ignored);
  pool.on('connect', (client) => client.on('error', ignored));
  return pool;
}

export async function borrowed<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isWhole = false;
  try {
    const result = await work(client);
    isWhole = true;
    return result;
  } finally {
    if (isWhole) client.release();
    else await giveBack(client, 'ROLLBACK');
  }
}

export type End = 'COMMIT' | 'ROLLBACK' | 'unusable';

/** Ends the transaction that is open on it; where that fails the connection is not used again. */
export async function giveBack(client: PoolClient, end: End): Promise<void> {
  if (end === 'unusable') {
    client.release(true);
    return;
  }
  try {
    await client.query(end);
    client.release();
  } catch {
    client.release(true);
  }
}
