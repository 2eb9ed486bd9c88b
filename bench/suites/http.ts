import Fastify from 'fastify';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { withEngine } from '../engine';
import type { LoadOrder } from '../load-client';
import { workload } from '../workload';

const inFlight = 64;

const requestsOf = (count: number): LoadOrder['requests'] =>
  [...workload(count, 1000)].map(({ command, ...body }) => ({
    path: `/v1/commands/${command}`,
    body: JSON.stringify(body),
  }));

/** Sends the requests from a process of its own; requests/s. */
function load(order: LoadOrder): Promise<number> {
  return new Promise((resolve, reject) => {
    const client = fork(join(__dirname, '..', 'load-client.js'));
    client.once('message', ({ perSecond }: { perSecond: number }) => {
      resolve(perSecond);
      client.disconnect();
    });
    client.once('exit', (code) =>
      reject(new Error(`The load client ended with ${code} before it had measured.`)),
    );
    client.send(order);
  });
}

/** A route that reads the same body and answers as much, and does nothing else. */
async function bareFastify(requests: LoadOrder['requests']): Promise<number> {
  const server = Fastify();
  const answer = {
    commandId: 'w0',
    journeyId: 'bench-0',
    status: 'recorded',
    replayed: false,
    position: 'x'.repeat(25),
    events: [{ id: 'x'.repeat(36), type: 'InteractionRecorded', revision: 1 }],
  };
  server.post('/v1/commands/:name', () => answer);
  const origin = await server.listen({ port: 0, host: '127.0.0.1' });
  try {
    return await load({ origin, requests, inFlight });
  } finally {
    await server.close();
  }
}

/** HTTP commands against a bare Fastify route, same client, same bodies. */
export async function http(
  projections: 'running' | 'paused',
  count: number,
): Promise<{ ratio: number; perSecond: number }> {
  const requests = requestsOf(count);
  const perSecond = await withEngine(projections, async ({ engine }) =>
    load({ origin: await engine.listen(), requests, inFlight }),
  );
  return { ratio: perSecond / (await bareFastify(requests)), perSecond };
}
