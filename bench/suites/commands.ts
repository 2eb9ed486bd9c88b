import { bareInserts, limitOfWriting, logRows } from '../baselines/limits';
import { play, withEngine } from '../engine';
import { workload } from '../workload';

const journeys = 10_000;

/** Durable commands (validated, over the bus, decided, appended, acknowledged) against L0, rows of the very log they made. */
export async function commands64(
  projections: 'running' | 'paused',
  count: number,
): Promise<{ ratio: number; eventsPerSecond: number }> {
  return withEngine(projections, async (bench) => {
    const eventsPerSecond = await play(bench, workload(count, journeys), 64);
    const limit = limitOfWriting(logRows(bench.log, count));
    return { ratio: eventsPerSecond / limit, eventsPerSecond };
  });
}

/** One command at a time against bare durable inserts of one row. */
export async function commands1(count: number): Promise<{ ratio: number; eventsPerSecond: number }> {
  return withEngine('paused', async (bench) => {
    const eventsPerSecond = await play(bench, workload(count, 100), 1);
    return { ratio: eventsPerSecond / bareInserts(logRows(bench.log, count), 1), eventsPerSecond };
  });
}
