import type { Fold } from '@rapport/projection';

export interface PromiseState {
  readonly kind: string;
  /** In which it was made, UTC: `2024-01`. */
  readonly month: string;
  outcome: 'open' | 'kept' | 'late' | 'broken' | 'released';
  /** How much too late it was kept; 0 otherwise. */
  lateSeconds: number;
}

/** The promises of one journey, by id. */
export type PromiseKeepingState = ReadonlyMap<string, PromiseState>;

export const promiseKeepingFold: Fold<Map<string, PromiseState>> = {
  initial: () => new Map(),
  on: {
    /** Changes nothing, but gives every journey its row. */
    JourneyBegun: (promises) => promises,

    PromiseMade(promises, { data: { promiseId, kind }, occurredAt }) {
      return promises.set(promiseId, { kind, month: monthOf(occurredAt), outcome: 'open', lateSeconds: 0 });
    },

    PromiseKept(promises, { data: { promiseId, lateSeconds = 0 } }) {
      return ended(promises, promiseId, lateSeconds > 0 ? 'late' : 'kept', Math.max(0, lateSeconds));
    },

    PromiseBroken: (promises, { data: { promiseId } }) => ended(promises, promiseId, 'broken'),

    PromiseReleased: (promises, { data: { promiseId } }) => ended(promises, promiseId, 'released'),
  },
};

/** A promise that nobody made is passed over: a fold never throws on what may be in a log. */
function ended(
  promises: Map<string, PromiseState>,
  promiseId: string,
  outcome: PromiseState['outcome'],
  lateSeconds = 0,
): Map<string, PromiseState> {
  const promise = promises.get(promiseId);
  return promise === undefined ? promises : promises.set(promiseId, { ...promise, outcome, lateSeconds });
}

const monthOf = (instant: number): string => new Date(instant).toISOString().slice(0, 'yyyy-mm'.length);
