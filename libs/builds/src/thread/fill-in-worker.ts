import type { Fill } from '@rapport/projection';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ThreadOrder } from './order';
import { outcomeOf } from './outcome';

/** Only the build has a file that a thread can begin with. */
const entry = join(__dirname, 'worker.js');

/** As the engine's own: most of what is parsed is soon forgotten. */
const maxYoungGenerationSizeMb = 192;

/** Makes builds in another thread, so that this one has its time for everything else; undefined where there can be none. */
export function fillInWorker(options: Omit<ThreadOrder, 'projections' | 'replay'>): Fill | undefined {
  if (!existsSync(entry)) return undefined;
  return async ({ projections, replay, progress, onProgress, signal }) => {
    signal.throwIfAborted(); // a signal tells nobody who comes to it later
    const names = projections.map(({ name }) => name);
    const order: ThreadOrder = { ...options, projections: names, ...(replay && { replay }) };
    const worker = new Worker(entry, { workerData: order, resourceLimits: { maxYoungGenerationSizeMb } });
    const stop = (): void => worker.postMessage('stop');
    signal.addEventListener('abort', stop, { once: true });
    try {
      const builds = await outcomeOf(worker, (done) => {
        progress.reach(done);
        onProgress();
      });
      progress.complete();
      return builds;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
}
