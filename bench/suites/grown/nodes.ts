import { PostgresServer } from '@rapport/read-store/testing';
import type { StoreLocations } from '@rapport/stores';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { Node } from './node';
import { perCpuSecond, type Load } from './node-load';
import { eventStoreDBUrl } from './server';

/** Commands per CPU-second of two nodes to those of one; a proxy sends a journey's commands to either in turn. */
export interface GrownNodes {
  /** Strong scaling: the two have together as many commands a second as the one; processors are idle for a part of the time. */
  readonly ratio: number;
  /** Weak scaling, as unpressed: each of the two has as many commands a second as the one. */
  readonly weakRatio: number;
  /** 64 clients without a pause. Nodes, servers and clients then share the processors, if there are as few as two. */
  readonly fullLoadRatio: number;
  /** As `fullLoadRatio`, but the proxy sends all commands of a journey to one node. */
  readonly fullLoadStickyRatio: number;
  /** As `fullLoadRatio`, but each command of a journey follows the answer to the one before at once. */
  readonly fullLoadAtOnceRatio: number;
  readonly fullLoadPerCpuSecond: number;
}

const rounds = 5;
/** Commands a second that two nodes on two processors manage without being pressed, with the servers and the clients beside them. */
const unpressed = 500;
/** Of one node; twice as many of two. Its log is as busy as theirs: pages are read of either. */
const ofEach = 350;
/** For each node, which goes on getting faster until it has taken some 30,000: its code is compiled as it runs. */
const warming: Load = { commands: 64_000, journeys: 80, routing: 'in turn' };

type RateOf = (load: Load) => number;

/**
 * Two nodes on one log and one PostgreSQL against one alone, which is measured before and after them: a machine that slows
 * down slows both.
 */
export async function grownNodes(commands: number): Promise<GrownNodes> {
  const given = process.env.RAPPORT_TEST_POSTGRES;
  const server = given === undefined ? await PostgresServer.start({ durable: true }) : undefined;
  const postgres = given ?? server?.connectionString ?? '';
  const full: Load = { commands, journeys: 20, routing: 'in turn' };
  const sticky: Load = { ...full, routing: 'sticky' };
  const atOnce: Load = { ...full, journeys: 1 };
  const paced = (perSecond: number): Load => ({ ...full, commands: perSecond * 8, perSecond });
  const [same, one, both] = [paced(unpressed), paced(ofEach), paced(2 * ofEach)];
  try {
    const before = await deployed(1, postgres, [one, same, full, atOnce]);
    const two = await deployed(2, postgres, [both, same, full, sticky, atOnce]);
    const after = await deployed(1, postgres, [one, same, full, atOnce]);
    const ratio = (ofTwo: Load, ofOne: Load): number => two(ofTwo) / ((before(ofOne) + after(ofOne)) / 2);
    return {
      ratio: ratio(same, same),
      weakRatio: ratio(both, one),
      fullLoadRatio: ratio(full, full),
      fullLoadStickyRatio: ratio(sticky, full),
      fullLoadAtOnceRatio: ratio(atOnce, atOnce),
      fullLoadPerCpuSecond: two(full),
    };
  } finally {
    await server?.stop();
  }
}

/** So many nodes on one log and one PostgreSQL, under each load in turn: the median of its rates. */
async function deployed(count: number, postgres: string, loads: readonly Load[]): Promise<RateOf> {
  const schema = `bench_${randomBytes(4).toString('hex')}`;
  const stores = storesAt(postgres, schema);
  const nodes: Node[] = [];
  const rates = new Map(loads.map((load) => [load, [] as number[]]));
  try {
    while (nodes.length < count) nodes.push(await Node.start(stores));
    await perCpuSecond(nodes, { ...warming, commands: warming.commands * count });
    for (let round = 0; round < rounds; round++)
      for (const [load, measured] of rates) measured.push(await perCpuSecond(nodes, load));
  } finally {
    for (const node of nodes) await node.stop();
    await dropped(postgres, schema);
  }
  return (load) => median(rates.get(load) ?? []);
}

function storesAt(postgres: string, schema: string): StoreLocations {
  const location = new URL(postgres);
  location.searchParams.set('schema', schema);
  return {
    eventStore: { kind: 'eventstoredb', connectionString: eventStoreDBUrl() },
    readStore: { kind: 'postgres', connectionString: location.href },
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function dropped(connectionString: string, schema: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await client.end();
}
