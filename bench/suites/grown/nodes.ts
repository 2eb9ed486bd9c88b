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

/** What is sent. */
interface Load {
  readonly commands: number;
  /** Of each of those in flight, in turn. */
  readonly journeys: number;
}

const rounds = 5;
const inFlight = 64;
/** A node goes on getting faster until it has taken some 30,000: its code is compiled as it runs. */
const warming: Load = { commands: 64_000, journeys: 80 };

/**
 * Two nodes on one log and one PostgreSQL against one alone, which is measured before and after them: a machine that slows
 * down slows both.
 */
export async function grownNodes(commands: number): Promise<GrownNodes> {
  const given = process.env.RAPPORT_TEST_POSTGRES;
  const server = given === undefined ? await PostgresServer.start({ durable: true }) : undefined;
  const postgres = given ?? server?.connectionString ?? '';
  try {
    const before = await deployed(1, postgres, commands);
    const two = await deployed(2, postgres, commands);
    const after = await deployed(1, postgres, commands);
    const ratioOf = (of: keyof Rates, ofOne = of): number => two[of] / mean(before[ofOne], after[ofOne]);
    return {
      ratio: ratioOf('inTurn'),
      stickyRatio: ratioOf('sticky', 'inTurn'),
      atOnceRatio: ratioOf('atOnce'),
      perCpuSecond: two.inTurn,
    };
  } finally {
    await server?.stop();
  }
}

const mean = (a: number, b: number): number => (a + b) / 2;

/** Commands per CPU-second. */
interface Rates {
  readonly inTurn: number;
  readonly sticky: number;
  readonly atOnce: number;
}

/** So many nodes on one log and one PostgreSQL: the median of each rate. */
async function deployed(count: number, postgres: string, commands: number): Promise<Rates> {
  const schema = aSchema();
  const stores = storesAt(postgres, schema);
  const nodes: Node[] = [];
  try {
    while (nodes.length < count) nodes.push(await Node.start(stores));
    await played(nodes, warming, 'in turn');
    const all: Rates[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const inTurn = await played(nodes, { commands, journeys: 20 }, 'in turn');
      const sticky = count === 1 ? inTurn : await played(nodes, { commands, journeys: 20 }, 'sticky');
      all.push({ inTurn, sticky, atOnce: await played(nodes, { commands, journeys: 1 }, 'in turn') });
    }
    return { inTurn: median(all, 'inTurn'), sticky: median(all, 'sticky'), atOnce: median(all, 'atOnce') };
  } finally {
    for (const node of nodes) await node.stop();
    await dropped(postgres, schema);
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

const median = (all: readonly Rates[], of: keyof Rates): number =>
  all.map((rates) => rates[of]).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;

async function dropped(connectionString: string, schema: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await client.end();
}
