import { travelOf } from '../view/asked';
import { atEnd, foldRange, type FoldOptions, type LogEnd } from './fold-range';
import type { MakePart } from './part';

/** Folds the subjects before `from` here, the others elsewhere at the same time. Returns when the newest event occurred. */
export async function foldInParts(
  options: FoldOptions,
  end: LogEnd,
  from: string,
  makePart: MakePart,
): Promise<number | null> {
  const { buildings, progress, onProgress } = options;
  const reach = (done: number): void => {
    progress.reachBeside(done);
    onProgress?.();
  };
  const order = {
    builds: buildings.map(({ build }) => build.id),
    end,
    from,
    events: progress.total,
    ...travelOf(options),
  };
  const [part, own] = await bothOf(
    (signal) => makePart(order, reach, signal), // first: it begins while this thread is at work already
    (signal) => foldRange({ ...options, signal }, end, { before: from }),
    options.signal,
  );
  const newestOccurredAt = later(own.newestOccurredAt, part.newestOccurredAt);
  const lastSubject = part.lastSubject ?? own.lastSubject;
  for (const building of buildings)
    await building.takeIn({ head: atEnd(end, newestOccurredAt), slab: 0, lastSubject, done: progress.done });
  return newestOccurredAt;
}

type Work<T> = (signal: AbortSignal) => Promise<T>;

/** Does both at the same time; where one fails the other one is ended. Settles when both have. */
async function bothOf<A, B>(a: Work<A>, b: Work<B>, signal: AbortSignal | undefined): Promise<[A, B]> {
  const failing = new AbortController();
  const either = signal === undefined ? failing.signal : AbortSignal.any([signal, failing.signal]);
  const ending = async <T>(work: Work<T>): Promise<T> => {
    try {
      return await work(either);
    } catch (error) {
      failing.abort(error);
      throw error;
    }
  };
  const works = [ending(a), ending(b)] as const;
  await Promise.allSettled(works);
  failing.signal.throwIfAborted();
  return Promise.all(works);
}

const later = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);
