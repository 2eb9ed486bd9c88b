import { defaultPolicyText } from '@rapport/policy';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'undici';
import { limitOfReading } from '../baselines/limits';
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

/** Asks for a second contact before exploration, so that every customer of the workload parts: the most that can be written down. */
const candidate = defaultPolicyText().replace('interactions.inbound >= 1', 'interactions.inbound >= 2');

/** Two what-ifs over so many events, one after the other, asked for and awaited over HTTP. */
export async function simulate(events: number): Promise<Simulated> {
  return withEngineOn(await logOf(events), 'paused', async ({ engine, log }) => {
    const count = await engine.platform.store.count();
    const client = new Client(await engine.listen());
    const first = await measured(client);
    const second = await measured(client);
    await client.close();
    const ofLimit = (seconds: number): number => count / seconds / limitOfReading(log);
    return {
      ratio: ofLimit(second.seconds),
      ...second,
      eventsPerSecond: count / second.seconds,
      firstRatio: ofLimit(first.seconds),
    };
  });
}

async function measured(client: Client): Promise<Pick<Simulated, 'seconds' | 'changedCustomers'>> {
  const startedAt = performance.now();
  const changedCustomers = await done(client, await begun(client));
  return { seconds: (performance.now() - startedAt) / 1_000, changedCustomers };
}

interface Job {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly changedCustomers: number;
  readonly error?: string;
}

async function begun(client: Client): Promise<string> {
  const body = JSON.stringify({ policy: candidate });
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
