import type { Episode, Moment } from '@rapport/policy';
import { initialEvidence } from './evidence-state';
import type { EvidenceState } from './evidence-state';

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

/** All that measures are computed from: evidence, counts and feelings. */
export interface MeasuresState extends EvidenceState {
  /**
   * By what the feelings are about: `case:c1`, `interaction:i1`, `purchase:p1`, `promise:p1`; about the journey as a whole by
   * the moment itself: `emotion:e1`, `feedback:f1`.
   */
  readonly episodes: Map<string, EpisodeState>;
  /** Emotions that the customer felt, and in which episode (an interaction's moves into the case that was opened from it). */
  readonly emotions: Map<string, string>;
  /** The case that an interaction belongs to. */
  readonly caseOfInteraction: Map<string, string>;
}

export const initialMeasures = (): MeasuresState => ({
  ...initialEvidence(),
  episodes: new Map(),
  emotions: new Map(),
  caseOfInteraction: new Map(),
});
