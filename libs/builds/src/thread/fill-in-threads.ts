import type { AnyProjection, Fill } from '@rapport/projection';
import { dealt } from './deal';
import { hasThreads, inThread } from './in-thread';

export interface ThreadsOptions {
  readonly dataFolder: string;
  /** At most; each reads the log for itself and builds some of the projections. */
  readonly threads: number;
  /** Events held in memory, by all threads together. */
  readonly rebuildEvents: number;
}

/** Makes builds in other threads, so that this one has its time for everything else; undefined where there can be none. */
export function fillInThreads({ dataFolder, threads, rebuildEvents }: ThreadsOptions): Fill | undefined {
  if (threads < 1 || !hasThreads()) return undefined;
  return async ({ projections, progress, onProgress, signal }) => {
    const hands = dealt(projections, threads);
    const done = hands.map(() => 0);
    const stopping = new AbortController();
    const build = (hand: readonly AnyProjection[], index: number) =>
      inThread(
        { dataFolder, projections: hand.map(({ name }) => name), rebuildEvents },
        (events) => {
          done[index] = events;
          progress.reach(done.reduce((sum, one) => sum + one, 0) / hands.length);
          onProgress();
        },
        AbortSignal.any([signal, stopping.signal]),
      );
    const builds = await Promise.allSettled(
      hands.map((hand, index) =>
        build(hand, index).catch((error: unknown) => {
          stopping.abort(); // the others end too: what they saved is gone on with
          throw error;
        }),
      ),
    );
    const failed = builds.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    progress.complete();
    return builds.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  };
}
