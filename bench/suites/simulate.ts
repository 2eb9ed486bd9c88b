import { defaultPolicyText } from '@rapport/policy';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'undici';
import { limitOfReading } from '../baselines/limits';
import { withEngineOn } from '../engine';
import { logOf } from '../logs';

export interface Simulated {
  /** Of R0. */
  readonly ratio: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** Journeys that the candidate treats otherwise: each is written down with both sides. */
  readonly changedCustomers: number;
}

/** Asks for a second contact before exploration, so that every customer of the workload parts: the most that can be written down. */
const candidate = defaultPolicyText().replace('interactions.inbound >= 1', 'interactions.inbound >= 2');

/** A what-if over so many events, asked for and awaited over HTTP. */
export async function simulate(events: number): Promise<Simulated> {
  return withEngineOn(await logOf(events), 'paused', async ({ engine, log }) => {
    const client = new Client(await engine.listen());
    const startedAt = performance.now();
    const changedCustomers = await done(client, await begun(client));
    const seconds = (performance.now() - startedAt) / 1_000;
    await client.close();
    const eventsPerSecond = (await engine.platform.store.count()) / seconds;
    return { ratio: eventsPerSecond / limitOfReading(log), seconds, eventsPerSecond, changedCustomers };
  });
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
