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
  /** As `ratio`, but each command of a journey follows the answer to the one before at once. */
  readonly atOnceRatio: number;
  readonly perCpuSecond: number;
}

/** Which of the nodes takes a journey's next command. */
type Routing = 'in turn' | 'sticky';

const rounds = 5;
const inFlight = 64;

/** What is sent. */
interface Load {
  readonly commands: number;
  /** Of each of those in flight, in turn. */
  readonly journeys: number;
}

/**
 * Two nodes on one log and one PostgreSQL against one alone. Both deployments run all the time and project each other's
 * commands as well; of each, the CPU time of its own nodes counts, whether they take commands or only follow.
 */
export async function grownNodes(commands: number): Promise<GrownNodes> {
  const [load, atOnce] = [20, 1].map((journeys) => ({ commands, journeys })) as [Load, Load];
  const given = process.env.RAPPORT_TEST_POSTGRES;
  const server = given === undefined ? await PostgresServer.start({ durable: true }) : undefined;
  const postgres = given ?? server?.connectionString ?? '';
  const [alone, together] = [aSchema(), aSchema()];
  const one = [await Node.start(storesAt(postgres, alone))];
  const stores = storesAt(postgres, together);
  const two = [await Node.start(stores), await Node.start(stores)];
  try {
    await played(one, load, 'in turn');
    await played(two, load, 'in turn');
    const results: GrownNodes[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const single = await played(one, load, 'in turn');
      const inTurn = await played(two, load, 'in turn');
      const stickyRatio = (await played(two, load, 'sticky')) / single;
      const atOnceRatio = (await played(two, atOnce, 'in turn')) / (await played(one, atOnce, 'in turn'));
      results.push({ ratio: inTurn / single, stickyRatio, atOnceRatio, perCpuSecond: inTurn });
    }
    return medians(results);
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
async function played(nodes: readonly Node[], load: Load, routing: Routing): Promise<number> {
  const before = await cpuOf(nodes);
  const pools = nodes.map(({ url }) => new Pool(url, { connections: inFlight }));
  const visit = (number: number): number => (routing === 'sticky' ? 0 : Math.floor(number / load.journeys));
  const poolOf = (share: number) => (number: number) => pools[(share + visit(number)) % pools.length];
  await Promise.all(shares(load).map((share, index) => sent(share, poolOf(index))));
  await Promise.all(pools.map((pool) => pool.close()));
  return load.commands / ((await cpuOf(nodes)) - before);
}

async function cpuOf(nodes: readonly Node[]): Promise<number> {
  const used = await Promise.all(nodes.map((node) => node.cpuSeconds()));
  return used.reduce((sum, seconds) => sum + seconds, 0);
}

/** A journey's commands are all in one share, so that each is sent behind the answer to the one before. */
function shares({ commands, journeys }: Load): CommandLine[][] {
  const all = Array.from({ length: inFlight }, (): CommandLine[] => []);
  let number = 0;
  const name = `nodes-${randomBytes(4).toString('hex')}`;
  for (const line of workload(commands, journeys * inFlight, name)) all[number++ % inFlight]?.push(line);
  return all;
}

/** @param poolOf where the command of that number goes to */
async function sent(
  share: readonly CommandLine[],
  poolOf: (number: number) => Pool | undefined,
): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  for (const [number, { command, ...body }] of share.entries()) {
    const request = { path: `/v1/commands/${command}`, body: JSON.stringify(body), headers };
    const answer = await poolOf(number)?.request({ ...request, method: 'POST' });
    await answer?.body.dump();
    if (answer?.statusCode !== 200) throw new Error(`${command} was answered ${answer?.statusCode}.`);
  }
}

function medians(results: readonly GrownNodes[]): GrownNodes {
  const of = (figure: keyof GrownNodes): number =>
    results.map((result) => result[figure]).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
  return {
    ratio: of('ratio'),
    stickyRatio: of('stickyRatio'),
    atOnceRatio: of('atOnceRatio'),
    perCpuSecond: of('perCpuSecond'),
  };
}

async function dropped(connectionString: string, schema: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await client.end();
}
