import { age } from '../age';
import { bareInserts, logRows } from '../baselines/limits';
import { play, withEngine, type BenchEngine } from '../engine';
import { workload, type CommandLine } from '../workload';

export interface Throughput {
  /** Of the limit: the median of the rounds. */
  readonly ratio: number;
  readonly eventsPerSecond: number;
}

interface Load {
  readonly projections: 'running' | 'paused';
  /** Commands of one round; as many are sent before the first, to warm up. */
  readonly count: number;
  readonly journeys: number;
  readonly inFlight: number;
}

const rounds = 5;

/**
 * Durable commands (validated, over the bus, decided, appended, acknowledged) against bare inserts of the very rows they made,
 * as many a transaction as commands are in flight. The two take turns, so that a disk that slows down slows both.
 */
async function against({ projections, count, journeys, inFlight }: Load): Promise<Throughput> {
  return withEngine(projections, async (bench) => {
    const commands = workload((rounds + 1) * count, journeys);
    await play(bench, take(commands, count), inFlight);
    const results: Throughput[] = [];
    for (let round = 0; round < rounds; round++)
      results.push(await once(bench, take(commands, count), inFlight));
    return median(results);
  });
}

function median(results: readonly Throughput[]): Throughput {
  const middle = results.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(results.length / 2)];
  if (middle === undefined) throw new Error('There was no round to take the median of.');
  return middle;
}

async function once(
  bench: BenchEngine,
  commands: readonly CommandLine[],
  inFlight: number,
): Promise<Throughput> {
  age();
  const eventsPerSecond = await play(bench, commands, inFlight);
  return {
    ratio: eventsPerSecond / bareInserts(logRows(bench.log, commands.length), inFlight),
    eventsPerSecond,
  };
}

function take(commands: Iterator<CommandLine>, count: number): CommandLine[] {
  return Array.from({ length: count }, () => commands.next().value as CommandLine);
}

/** 64 in flight on 10,000 journeys, against L0. */
export const commands64 = (projections: 'running' | 'paused'): Promise<Throughput> =>
  against({ projections, count: 20_000, journeys: 10_000, inFlight: 64 });

/** One command at a time, against durable inserts of one row. */
export const commands1 = (): Promise<Throughput> =>
  against({ projections: 'paused', count: 1_000, journeys: 100, inFlight: 1 });
