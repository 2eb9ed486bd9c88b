import { PostgresServer } from '@rapport/read-store/testing';
import type { StoreLocations } from '@rapport/stores';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { Pool } from 'undici';
import { workload, type CommandLine } from '../../workload';
import { Node } from './node';
import { eventStoreDBUrl } from './server';

export interface GrownNodes {
  /** Commands per CPU-second of two nodes to those of one, where a proxy sends a journey's commands to either in turn. */
  readonly ratio: number;
  /** The same where a proxy sends all commands of a journey to one node. */
  readonly stickyRatio: number;
  readonly perCpuSecond: number;
}

/** Which of the nodes takes a journey's next command. */
type Routing = 'in turn' | 'sticky';

const rounds = 3;
const inFlight = 64;
const journeysOfShare = 20;

/**
 * Two nodes on one log and one PostgreSQL against one alone. Both deployments run all the time and project each other's
 * commands as well; of each, the CPU time of its own nodes counts, whether they take commands or only follow.
 */
export async function grownNodes(commands: number): Promise<GrownNodes> {
  const given = process.env.RAPPORT_TEST_POSTGRES;
  const server = given === undefined ? await PostgresServer.start({ durable: true }) : undefined;
  const postgres = given ?? server?.connectionString ?? '';
  const [alone, together] = [aSchema(), aSchema()];
  const one = [await Node.start(storesAt(postgres, alone))];
  const stores = storesAt(postgres, together);
  const two = [await Node.start(stores), await Node.start(stores)];
  try {
    await played(one, commands, 'in turn');
    await played(two, commands, 'in turn');
    const results: GrownNodes[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const single = await played(one, commands, 'in turn');
      const inTurn = await played(two, commands, 'in turn');
      const sticky = await played(two, commands, 'sticky');
      results.push({ ratio: inTurn / single, stickyRatio: sticky / single, perCpuSecond: inTurn });
    }
    return median(results);
  } finally {
    for (const node of [...one, ...two]) await node.stop();
    for (const schema of [alone, together]) await dropped(postgres, schema);
    await server?.stop();
  }
}

const aSchema = (): string => `bench_${randomBytes(4).toString('hex')}`;

function storesAt(postgres: string, schema: string): StoreLocations {
  const location = new URL(postgres);
  location.searchParams.set('schema', schema);
  return {
    eventStore: { kind: 'eventstoredb', connectionString: eventStoreDBUrl() },
    readStore: { kind: 'postgres', connectionString: location.href },
  };
}

/** Commands per CPU-second. */
async function played(nodes: readonly Node[], commands: number, routing: Routing): Promise<number> {
  const before = await cpuOf(nodes);
  const pools = nodes.map(({ url }) => new Pool(url, { connections: inFlight }));
  await Promise.all(shares(commands).map((share, index) => sent(pools, share, index, routing)));
  await Promise.all(pools.map((pool) => pool.close()));
  return commands / ((await cpuOf(nodes)) - before);
}

async function cpuOf(nodes: readonly Node[]): Promise<number> {
  const used = await Promise.all(nodes.map((node) => node.cpuSeconds()));
  return used.reduce((sum, seconds) => sum + seconds, 0);
}

/** A journey's commands are all in one share, so that each is sent behind the answer to the one before. */
function shares(count: number): CommandLine[][] {
  const all = Array.from({ length: inFlight }, (): CommandLine[] => []);
  let number = 0;
  const name = `nodes-${randomBytes(4).toString('hex')}`;
  for (const line of workload(count, journeysOfShare * inFlight, name)) all[number++ % inFlight]?.push(line);
  return all;
}

async function sent(
  pools: readonly Pool[],
  share: readonly CommandLine[],
  index: number,
  routing: Routing,
): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  for (const [number, { command, ...body }] of share.entries()) {
    const visit = routing === 'sticky' ? 0 : Math.floor(number / journeysOfShare);
    const pool = pools[(index + visit) % pools.length];
    const request = { path: `/v1/commands/${command}`, body: JSON.stringify(body), headers };
    const answer = await pool?.request({ ...request, method: 'POST' });
    await answer?.body.dump();
    if (answer?.statusCode !== 200) throw new Error(`${command} was answered ${answer?.statusCode}.`);
  }
}

function median(results: readonly GrownNodes[]): GrownNodes {
  const middle = results.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(rounds / 2)];
  if (middle === undefined) throw new Error('There was no round to take the median of.');
  return middle;
}

async function dropped(connectionString: string, schema: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await client.end();
}
