import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { workload, type CommandLine } from '../../workload';
import type { Node } from './node';

/** What is sent, by 64 clients. */
export interface Load {
  readonly commands: number;
  /** Of each client, in turn. */
  readonly journeys: number;
  /** Which of the nodes takes a journey's next command. */
  readonly routing: 'in turn' | 'sticky';
  /** Over all clients; without it each sends the next command once the one before is answered. */
  readonly perSecond?: number;
}

const clients = 64;

/**
 * @returns commands per CPU-second of the nodes, with what they do until their rows hold all
 * @throws where the commands a second were fewer than asked for: then the nodes were pressed
 */
export async function perCpuSecond(nodes: readonly Node[], load: Load): Promise<number> {
  const before = await cpuOf(nodes);
  const pools = nodes.map(({ url }) => new Pool(url, { connections: clients }));
  const visit = (number: number): number =>
    load.routing === 'sticky' ? 0 : Math.floor(number / load.journeys);
  const startMs = performance.now();
  const send = async (share: readonly CommandLine[], client: number): Promise<void> => {
    for (const [number, line] of share.entries()) {
      if (load.perSecond !== undefined) await due(startMs, (number * clients + client) / load.perSecond);
      await sent(line, pools[(client + visit(number)) % pools.length]);
    }
  };
  await Promise.all(shares(load).map(send));
  const perSecond = (load.commands / (performance.now() - startMs)) * 1_000;
  if (perSecond < 0.95 * (load.perSecond ?? 0))
    throw new Error(
      `${load.perSecond} commands a second were too many here: ${Math.round(perSecond)} were answered.`,
    );
  await Promise.all(pools.map((pool) => pool.close()));
  return load.commands / ((await cpuOf(nodes)) - before);
}

async function cpuOf(nodes: readonly Node[]): Promise<number> {
  const used = await Promise.all(nodes.map((node) => node.cpuSeconds()));
  return used.reduce((sum, seconds) => sum + seconds, 0);
}

/** A journey's commands are all in one share, so that each is sent behind the answer to the one before. */
function shares({ commands, journeys }: Load): CommandLine[][] {
  const all = Array.from({ length: clients }, (): CommandLine[] => []);
  let number = 0;
  const name = `nodes-${randomBytes(4).toString('hex')}`;
  for (const line of workload(commands, journeys * clients, name)) all[number++ % clients]?.push(line);
  return all;
}

async function due(startMs: number, seconds: number): Promise<void> {
  const restMs = startMs + seconds * 1_000 - performance.now();
  if (restMs > 0) await sleep(restMs);
}

async function sent({ command, ...body }: CommandLine, pool: Pool | undefined): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const request = { path: `/v1/commands/${command}`, body: JSON.stringify(body), headers };
  const answer = await pool?.request({ ...request, method: 'POST' });
  await answer?.body.dump();
  if (answer?.statusCode !== 200) throw new Error(`${command} was answered ${answer?.statusCode}.`);
}
