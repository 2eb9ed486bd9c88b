import type { Fill } from '@rapport/projection';
import type { BuildId } from '@rapport/read-store';
import { join } from 'node:path';
import { inThread } from './in-thread';
import type { ThreadOrder } from './order';
import { ThreadEntry } from './thread-entry';

const entry = ThreadEntry.at(join(__dirname, 'worker.js'));

/** Makes builds in another thread, so that this one has its time for everything else; undefined where there can be none. */
export function fillInWorker(
  options: Omit<ThreadOrder, 'projections' | 'replay' | 'underWay'>,
): Fill | undefined {
  if (entry === undefined) return undefined;
  return async ({ projections, replay, underWay = [], progress, onProgress, signal }) => {
    const names = projections.map(({ name }) => name);
    const order: ThreadOrder = { ...options, projections: names, underWay, ...(replay && { replay }) };
    const reach = (done: number): void => {
      progress.reach(done);
      onProgress();
    };
    const builds = await inThread<readonly BuildId[]>(entry, order, { onProgress: reach, signal });
    progress.complete();
    return builds;
  };
}
