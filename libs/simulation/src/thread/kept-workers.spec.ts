import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { KeptWorkers } from './kept-workers';

/** Answers what it is told with its number; ends when it is told to. */
const echo = `
  const { parentPort, threadId } = require('node:worker_threads');
  parentPort.on('message', (word) => word === 'end' ? process.exit() : parentPort.postMessage(threadId));
`;
const begin = (): Worker => new Worker(echo, { eval: true });

async function numberOf(worker: Worker): Promise<unknown> {
  worker.postMessage('who?');
  const [number] = (await once(worker, 'message')) as [unknown];
  return number;
}

describe('threads that are kept', () => {
  let workers: KeptWorkers;
  afterEach(() => workers.close());
  const keeping = (ms: number): void => void (workers = new KeptWorkers(begin, ms));

  it('are given to the next, one to each', async () => {
    keeping(60_000);
    const [one, other] = [workers.take(), workers.take()];
    const numbers = await Promise.all([numberOf(one), numberOf(other)]);
    workers.giveBack(one);
    workers.giveBack(other);
    const again = [workers.take(), workers.take(), workers.take()];
    expect(await Promise.all(again.map(numberOf))).toEqual([...numbers, expect.any(Number)]);
    for (const worker of again) workers.giveBack(worker);
  });

  it('are ended when nobody has taken them for a while, and given to nobody from then on', async () => {
    keeping(20);
    const one = workers.take();
    await numberOf(one);
    workers.giveBack(one);
    const ended = once(one, 'exit');
    await delay(30);
    const next = workers.take();
    expect(next).not.toBe(one);
    await numberOf(next);
    await ended;
    await next.terminate();
  });

  it('are not given when they have ended by themselves', async () => {
    keeping(60_000);
    const one = workers.take();
    await numberOf(one);
    workers.giveBack(one);
    one.postMessage('end');
    await once(one, 'exit');
    const next = workers.take();
    expect(next).not.toBe(one);
    await next.terminate();
  });

  it('are ended when it is closed, and those that come back later', async () => {
    keeping(60_000);
    const [one, other] = [workers.take(), workers.take()];
    await Promise.all([numberOf(one), numberOf(other)]);
    workers.giveBack(one);
    await workers.close();
    expect(one.threadId).toBe(-1);
    workers.giveBack(other);
    await once(other, 'exit');
  });
});
