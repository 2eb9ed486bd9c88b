import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { removeChanges } from '../changes/change-file';
import type { Outcome } from '../outcome/outcome';
import { outcomeOf, type Tallied } from '../outcome/tallied';
import type { SimulationProgress } from '../log/reading';
import { Agreement } from './agreement';
import { KeptWorkers } from './kept-workers';
import type { Failure, FromThread, ToThread } from './messages';
import type { ShareOrder, SimulationOrder } from './order';

/** Only the build has a file that a thread can begin with. */
const entry = join(__dirname, 'worker.js');
/** More would each read the log once more, for less. */
const maxThreads = 2;

export const hasWorker = (): boolean => existsSync(entry);

/** Does what is ordered in other threads, so that this one has its time for everything else. */
export class SimulationThreads {
  private readonly workers: KeptWorkers;

  /** @param keptMs how long its threads wait for another order */
  constructor(keptMs: number) {
    this.workers = new KeptWorkers(() => new Worker(entry), keptMs);
  }

  async carryOut(
    order: SimulationOrder & Pick<ShareOrder, 'eventStore'>,
    onProgress: (progress: SimulationProgress) => void,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const of = Math.min(maxThreads, availableParallelism());
    const ends = new AbortController();
    const stopping = AbortSignal.any([signal, ends.signal]);
    const agreement = new Agreement(of);
    const reports = new Reports(of, onProgress);
    const shares = Array.from({ length: of }, (_none, index) => shareOf(order, index, of));
    const threads = shares.map((share, index) =>
      this.inThread(share, agreement, (progress) => reports.update(index, progress), stopping),
    );
    try {
      const tallied = await Promise.all(threads);
      for (const { changesFile } of shares.slice(1)) await append(changesFile, order.changesFile);
      return outcomeOf(tallied);
    } finally {
      ends.abort();
      await Promise.allSettled(threads);
      for (const { changesFile } of shares.slice(1)) await removeChanges(changesFile).catch(() => undefined); // it is of no use to anybody, and less than why it failed
    }
  }

  /** Ends threads that are kept, and others when they are done. */
  close(): Promise<void> {
    return this.workers.close();
  }

  private async inThread(
    order: ShareOrder,
    agreement: Agreement,
    onProgress: (progress: SimulationProgress) => void,
    signal: AbortSignal,
  ): Promise<Tallied> {
    const worker = this.workers.take();
    try {
      const tallied = await tallyOf(worker, order, agreement, onProgress, signal);
      this.workers.giveBack(worker);
      return tallied;
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }
}

const shareOf = (
  order: SimulationOrder & Pick<ShareOrder, 'eventStore'>,
  index: number,
  of: number,
): ShareOrder => ({
  ...order,
  changesFile: index === 0 ? order.changesFile : `${order.changesFile}.${index}`,
  maxEventsInMemory: Math.ceil(order.maxEventsInMemory / of),
  share: { index, of },
});

function tallyOf(
  worker: Worker,
  order: ShareOrder,
  agreement: Agreement,
  onProgress: (progress: SimulationProgress) => void,
  signal: AbortSignal,
): Promise<Tallied> {
  const stop = (): void => void worker.terminate();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<Tallied>((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('tallied' in message) resolve(message.tallied);
      else if ('error' in message) reject(failed(message.error));
      else
        void agreement
          .on(message.newestOccurredAt)
          .then((newest) => tell(worker, { newestOccurredAt: newest }));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`A thread of the simulation ended with code ${code}.`)));
    tell(worker, { order });
  }).finally(() => signal.removeEventListener('abort', stop));
}

const failed = ({ message, code }: Failure): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

const tell = (worker: Worker, message: ToThread): void => worker.postMessage(message);

const append = (from: string, to: string): Promise<void> =>
  pipeline(createReadStream(from), createWriteStream(to, { flags: 'a' }));

/** How far all threads are together. */
class Reports {
  private readonly latest: SimulationProgress[];

  constructor(
    threads: number,
    private readonly onProgress: (progress: SimulationProgress) => void,
  ) {
    this.latest = Array.from({ length: threads }, () => ({ done: 0, total: 0 }));
  }

  update(thread: number, progress: SimulationProgress): void {
    this.latest[thread] = progress;
    this.onProgress({
      done: Math.round(this.latest.reduce((sum, { done }) => sum + done, 0)),
      total: Math.round(this.latest.reduce((sum, { total }) => sum + total, 0)),
    });
  }
}
