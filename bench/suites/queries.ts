import { Client } from 'undici';
import type { Engine } from '../../apps/engine/src/engine';
import { play, rowsHoldAll, withEngineOn, withFolder } from '../engine';
import { logOf } from '../logs';
import { workload } from '../workload';

export interface Queries {
  /** Milliseconds of a question about one journey over HTTP, one at a time, once some were answered. */
  readonly p99: number;
  /** Of those, the first that the engine answers. */
  readonly firstP99: number;
  /** The same `asOf` a moment in the middle of a journey of 1,000 events. */
  readonly asOfP99: number;
  /** From the acknowledgement of a late command on a journey of 200 events to its rows folded again. */
  readonly refoldP99: number;
}

const askedFirst = 200;
const asked = 2_000;
const askedAsOf = 300;
const lateJourneys = 100;

/** Questions about single journeys beside a log of so many events. */
export const queries = (events: number): Promise<Queries> =>
  logOf(events).then((log) =>
    withFolder((folder) => withEngineOn(folder, 'running', ({ engine }) => measure(engine)), log),
  );

async function measure(engine: Engine): Promise<Queries> {
  await prepare(engine);
  const client = new Client(await engine.listen());
  const get = (path: string) => answered(client, path);
  const ask = (n: number) => get(`/v1/journeys/bench-${(n * 7_919) % 10_000}/${about(n)}`);
  const firstP99 = await percentile(askedFirst, ask); // an engine compiles what it runs for the first time
  const p99 = await percentile(asked, (n) => ask(askedFirst + n));
  const asOfP99 = await percentile(askedAsOf, (n) => get(`/v1/journeys/long-0/${about(n)}?asOf=${middle}`));
  await client.close();
  return { p99, firstP99, asOfP99, refoldP99: await refolds(engine) };
}

const about = (n: number): string => (n % 2 === 0 ? 'trust' : 'stage');
const middle = '2024-01-01T00:08:20.000Z';

async function prepare(engine: Engine): Promise<void> {
  await play({ engine }, workload(1_000, 1, 'long'), 1);
  await play({ engine }, workload(200 * lateJourneys, lateJourneys, 'late'), 64);
  await rowsHoldAll(engine);
}

async function answered(client: Client, path: string): Promise<void> {
  const { statusCode, body } = await client.request({ path, method: 'GET' });
  await body.dump();
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`);
}

function refolds(engine: Engine): Promise<number> {
  const { runtime, store } = engine.platform;
  const ready: string[] = [];
  const send = async (n: number): Promise<void> => {
    const late = {
      journeyId: `late-${n}`,
      commandId: `contact-${n}`,
      occurredAt: '2024-01-01T00:30:00.000Z',
      interactionId: 'late',
      touchpoint: 'help-centre',
      channel: 'phone',
      direction: 'inbound',
    };
    const { position } = await engine.dispatch('record-interaction', late);
    ready.push(position ?? '');
  };
  return percentile(lateJourneys, (n) => runtime.waitFor(store.checkPosition(ready[n] ?? '')), send);
}

/** Milliseconds that 99 of 100 stay under. `before` is not measured. */
async function percentile(
  count: number,
  one: (n: number) => Promise<void>,
  before: (n: number) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    await before(n);
    const startedAt = performance.now();
    await one(n);
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(count * 0.99)] ?? Number.NaN;
}
