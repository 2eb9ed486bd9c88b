import type { Episode, EvidenceSums, Moment } from '@rapport/policy';

/** A felt moment, told or inferred from a score. */
export interface FeltMoment extends Moment {
  /** Of the emotion or the feedback. */
  readonly id: string;
  readonly inferred: boolean;
}

export interface EpisodeState {
  /** In business order, one or more. */
  readonly moments: FeltMoment[];
  /** Peak and end, by the policy version stamped on the event that changed it last. */
  summary: Episode;
}

export interface CaseCounts {
  rejections: number;
  reopenings: number;
  proposals: number;
  open: boolean;
}

export interface OpenPromise {
  readonly kind: string;
  readonly assumed: boolean;
}

/**
 * All that measures are computed from, as plain JSON, so that a row can hold it. Dictionaries are read with `lookup`: an id may
 * be called `constructor`.
 */
export interface MeasuresState {
  readonly trust: EvidenceSums;
  readonly commitment: EvidenceSums;
  /** By the episode's key: `case:c1`, `interaction:i1`, `purchase:p1`, `promise:p1`, `moment:e1`. */
  readonly episodes: Record<string, EpisodeState>;
  /** Emotions that the customer felt, and in which episode (an interaction's moves into the case that was opened from it). */
  readonly emotions: Record<string, string>;
  /** The case that an interaction belongs to. */
  readonly caseOfInteraction: Record<string, string>;
  readonly cases: Record<string, CaseCounts>;
  readonly openPromises: Record<string, OpenPromise>;
  readonly counts: MeasuresCounts;
}

export interface MeasuresCounts {
  inbound: number;
  outbound: number;
  purchases: number;
  casesOpened: number;
  casesOpen: number;
  promisesOpen: number;
  /** In time, or without a due time. */
  promisesKept: number;
  promisesLate: number;
  promisesBroken: number;
}

export const initialMeasures = (): MeasuresState => ({
  trust: {},
  commitment: {},
  episodes: {},
  emotions: {},
  caseOfInteraction: {},
  cases: {},
  openPromises: {},
  counts: {
    inbound: 0,
    outbound: 0,
    purchases: 0,
    casesOpened: 0,
    casesOpen: 0,
    promisesOpen: 0,
    promisesKept: 0,
    promisesLate: 0,
    promisesBroken: 0,
  },
});

/** An own entry of a dictionary, never something inherited. */
export const lookup = <Value>(dictionary: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(dictionary, key) ? dictionary[key] : undefined;
