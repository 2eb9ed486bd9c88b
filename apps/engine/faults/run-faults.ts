import { openLogReader, eventStoreLocation } from '@rapport/stores';
import { setTimeout as delay } from 'node:timers/promises';
import { checkLog } from './check-log';
import { checkReadModels } from './check-read-models';
import { Cluster } from './cluster';
import { faults } from './faults';
import { Load } from './load';
import { Violation, type FaultsOptions } from './options';
import { Chance } from './random';

export interface Round {
  readonly round: number;
  readonly nodes: number;
  readonly fault: string;
  /** Commands acknowledged in this round. */
  readonly acknowledged: number;
  /** From the end of the fault until all nodes were ready. */
  readonly readyMs: number;
}

export interface Report {
  readonly seed: number;
  readonly rounds: readonly Round[];
  readonly acknowledged: number;
  readonly slowestAcknowledgementMs: number;
  readonly events: number;
  /** Empty where everything held. */
  readonly violations: readonly string[];
  /** Where what the nodes said is kept; only where something did not hold. */
  readonly logs?: string;
}

/** @param onRound told of each round that is over */
export async function runFaults(options: FaultsOptions, onRound: (round: Round) => void): Promise<Report> {
  const cluster = await Cluster.start(options.eventStoreUrl);
  const rounds: Round[] = [];
  const violations: string[] = [];
  const load = new Load({
    urls: () => cluster.nodes.map(({ url }) => url),
    chance: new Chance(options.seed),
    prefix: `f${Date.now().toString(36)}`,
    journeys: 120,
    clients: 12,
  });
  let events = 0;
  try {
    for (const { nodes, numbers } of phases(options)) {
      await cluster.growTo(nodes);
      await allReady(cluster);
      for (const number of numbers) {
        const round = await runRound(number, cluster, load, new Chance(options.seed * 100_003 + number));
        rounds.push(round);
        onRound(round);
      }
      const checked = await check(cluster, load);
      violations.push(...checked.violations);
      events = checked.events;
    }
  } catch (error) {
    violations.push(error instanceof Error ? error.message : String(error));
  }
  const state = await cluster.state();
  violations.push(...(await cluster.stopNodes()));
  const logs = await cluster.stop(violations.length > 0 ? state : undefined);
  return {
    ...{ seed: options.seed, rounds, violations, events },
    acknowledged: load.acknowledged.length,
    slowestAcknowledgementMs: load.slowestMs,
    ...(logs && { logs }),
  };
}

interface Phase {
  readonly nodes: number;
  /** Of its rounds. */
  readonly numbers: readonly number[];
}

function phases({ nodes, rounds }: FaultsOptions): Phase[] {
  const all = Array.from({ length: rounds }, (_, index) => index + 1);
  const each = Math.ceil(rounds / nodes.length);
  return nodes.map((count, index) => ({
    nodes: count,
    numbers: all.slice(index * each, (index + 1) * each),
  }));
}

/** @throws Violation where a command is not acknowledged, or a node does not get ready by itself */
async function runRound(round: number, cluster: Cluster, load: Load, chance: Chance): Promise<Round> {
  const before = load.acknowledged.length;
  const [kind, strike] = chance.oneOf(Object.entries(faults));
  const rebuilds = chance.happens(0.5);
  let fault = `${kind}${rebuilds ? ', rebuilding' : ''}`;
  let readyMs = 0;
  try {
    await load.during(async () => {
      await delay(chance.between(0, 500));
      if (rebuilds) await askForRebuild(chance.oneOf(cluster.nodes).url);
      await delay(chance.between(0, 500));
      fault += ` (${await strike(cluster, chance)})`;
      const over = Date.now();
      await allReady(cluster);
      readyMs = Date.now() - over;
    });
  } catch (error) {
    throw new Violation(
      `Round ${round}, ${fault}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const acknowledged = load.acknowledged.length - before;
  return { round, nodes: cluster.nodes.length, fault, acknowledged, readyMs };
}

/** One that runs already is as good. */
async function askForRebuild(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/v1/rebuilds`, { method: 'POST', headers, body: '{"all":true}' }).catch(() => undefined);
}

async function allReady({ nodes }: Cluster): Promise<void> {
  await Promise.all(nodes.map((node) => node.ready()));
}

async function check(cluster: Cluster, load: Load): Promise<{ events: number; violations: string[] }> {
  const log = await openLogReader(eventStoreLocation(cluster.eventStore, cluster.folder));
  try {
    const { events, violations } = await checkLog(log, load.acknowledged);
    const head = (await log.head()) ?? '';
    return { events, violations: [...violations, ...(await checkReadModels(cluster, load, head))] };
  } finally {
    await log.close();
  }
}
