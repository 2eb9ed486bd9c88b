import { defaultPolicyText } from '@rapport/policy';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'undici';
import { besideReading } from '../baselines/limits';
import { withEngineOn } from '../engine';
import { logOf } from '../logs';

export interface Simulated {
  /** Of R0; of a second candidate, in the threads that the first one left. */
  readonly ratio: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** Of R0; of a first candidate, whose threads begin anew. */
  readonly firstRatio: number;
  /** Journeys that the candidate treats otherwise: each is written down with both sides. */
  readonly changedCustomers: number;
}

/** Asks for several contacts before exploration, so that every customer of the workload parts: the most that can be written down. */
const asking = (contacts: number): string =>
  defaultPolicyText().replace('interactions.inbound >= 1', `interactions.inbound >= ${contacts}`);

/** Two what-ifs over so many events, one after the other, asked for and awaited over HTTP. */
export async function simulate(events: number): Promise<Simulated> {
  return withEngineOn(await logOf(events), 'paused', async ({ engine, log }) => {
    const count = await engine.platform.store.count();
    const client = new Client(await engine.listen());
    const { result, limit } = await besideReading(log, async () => ({
      first: await measured(client, asking(2)),
      second: await measured(client, asking(3)),
    }));
    await client.close();
    const { first, second } = result;
    return {
      ratio: count / second.seconds / limit,
      firstRatio: count / first.seconds / limit,
      ...second,
      eventsPerSecond: count / second.seconds,
    };
  });
}

async function measured(
  client: Client,
  policy: string,
): Promise<Pick<Simulated, 'seconds' | 'changedCustomers'>> {
  const startedAt = performance.now();
  const changedCustomers = await done(client, await begun(client, policy));
  return { seconds: (performance.now() - startedAt) / 1_000, changedCustomers };
}

interface Job {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly changedCustomers: number;
  readonly error?: string;
}

async function begun(client: Client, policy: string): Promise<string> {
  const body = JSON.stringify({ policy });
  const headers = { 'content-type': 'application/json' };
  const answer = await client.request({ path: '/v1/simulations', method: 'POST', body, headers });
  return ((await answer.body.json()) as Job).id;
}

async function done(client: Client, id: string): Promise<number> {
  for (;;) {
    const answer = await client.request({ path: `/v1/simulations/${id}`, method: 'GET' });
    const job = (await answer.body.json()) as Job;
    if (job.state === 'done') return job.changedCustomers;
    if (job.state === 'failed') throw new Error(`The simulation failed: ${job.error ?? ''}`);
    await delay(20);
  }
}
