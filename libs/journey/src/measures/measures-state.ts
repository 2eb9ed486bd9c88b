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
  /** It is known to be the recurrence of another. */
  linked: boolean;
}

export interface OpenPromise {
  readonly kind: string;
  readonly assumed: boolean;
}

/** All that measures are computed from. Changed in place by its fold; never stored. */
export interface MeasuresState {
  begun: boolean;
  identified: boolean;
  readonly trust: EvidenceSums;
  readonly commitment: EvidenceSums;
  /**
   * By what the feelings are about: `case:c1`, `interaction:i1`, `purchase:p1`, `promise:p1`; about the journey as a whole by
   * the moment itself: `emotion:e1`, `feedback:f1`.
   */
  readonly episodes: Map<string, EpisodeState>;
  /** Emotions that the customer felt, and in which episode (an interaction's moves into the case that was opened from it). */
  readonly emotions: Map<string, string>;
  /** The case that an interaction belongs to. */
  readonly caseOfInteraction: Map<string, string>;
  readonly cases: Map<string, CaseCounts>;
  readonly openPromises: Map<string, OpenPromise>;
  readonly counts: MeasuresCounts;
}

export interface MeasuresCounts {
  inbound: number;
  outbound: number;
  purchases: number;
  /** In time, or without a due time. */
  promisesKept: number;
  promisesLate: number;
  promisesBroken: number;
}

export const initialMeasures = (): MeasuresState => ({
  begun: false,
  identified: false,
  trust: {},
  commitment: {},
  episodes: new Map(),
  emotions: new Map(),
  caseOfInteraction: new Map(),
  cases: new Map(),
  openPromises: new Map(),
  counts: { inbound: 0, outbound: 0, purchases: 0, promisesKept: 0, promisesLate: 0, promisesBroken: 0 },
});
