import type { PolicyDocument } from './document';
import type { Measures, Opinion } from './measures';

/** Milliseconds, a span of time or an instant since 1970-01-01T00:00:00Z. */
export type Millis = number;

/** What evidence of an opinion is judged on: the event's data and the state of what it is about, just after it. */
export interface EvidenceSubject {
  readonly event: object;
  readonly case?: { readonly rejections: number; readonly reopenings: number; readonly proposals: number };
  readonly purchase?: { readonly ordinal: number };
  readonly promise?: { readonly kind: string; readonly assumed: boolean };
  /** A feedback's score on its instrument's scale, -1 (worst) .. 1 (best). */
  readonly score?: number;
}

export interface Evidence {
  readonly for: number;
  readonly against: number;
}

export interface EvidenceRule {
  readonly name: string;
  /** The type of event that is evidence by this rule. */
  readonly event: string;
  readonly part?: string;
  readonly halfLifeMs: Millis;
  /** Upper limit of the decayed sum of this rule's evidence (each of for and against). */
  readonly max?: number;
  /** What this event contributes; undefined where the rule's condition does not hold. */
  weigh(subject: EvidenceSubject): Evidence | undefined;
}

export interface OpinionPolicy {
  /** In the order of the document. */
  rulesFor(eventType: string): readonly EvidenceRule[];
  /** b = r/(r+s+W), d = s/(r+s+W), u = W/(r+s+W) */
  opinion(forSum: number, againstSum: number): Opinion;
  /** The first level that holds; every opinion has exactly one. Empty where the policy names no levels. */
  level(opinion: Opinion): string;
  readonly levelNames: readonly string[];
}

/** One felt moment, already weighed. */
export interface Moment {
  readonly at: Millis;
  /** -1..1 */
  readonly valence: number;
  /** 0..1; where nobody stated it, the policy's assumption. */
  readonly arousal: number;
  /** 0..1: reliability of the source times the stated confidence. */
  readonly reliability: number;
}

/** The peak-end summary of an episode (Kahneman 1993). */
export interface Episode {
  /** Time of its last moment. */
  readonly endedAt: Millis;
  /** (peak + end) / 2, -1..1 */
  readonly value: number;
  /** Mean reliability of the two moments, 0..1. */
  readonly reliability: number;
}

export interface EmotionPolicy {
  readonly assumedArousal: number;
  reliability(source: string, confidence: number): number;
  /** The valence and reliability that a feedback's score is read with; undefined where the policy reads none. */
  inferred(
    instrument: string,
    score: number,
  ): { readonly valence: number; readonly reliability: number } | undefined;
  /** Moments in business order, one or more. */
  episode(moments: readonly Moment[]): Episode;
  /** sum(q 2^(-dt/halfLife) M) / (sum(q 2^(-dt/halfLife)) + prior) */
  felt(episodes: Iterable<Episode>, at: Millis): number;
  /** Whether an episode counts as good, bad or neither. */
  verdict(episode: Episode): 'good' | 'bad' | 'neither';
}

export interface Scale {
  readonly min: number;
  readonly max: number;
  /** -1 (worst) .. 1 (best), by the scale's bands where it has some, else linear. */
  normalise(score: number): number;
}

/** Where a journey stands on the ladder of stages. */
export interface Standing {
  readonly stage: string;
  /** When it entered the stage. */
  readonly since: Millis;
}

export type DriverKind = 'fact' | 'emotion';

/** A condition as the policy states it, with what the measures said. */
export interface ConditionResult {
  readonly condition: string;
  readonly holds: boolean;
  /** The measures that the condition names, with their values. */
  readonly measures: Readonly<Record<string, number>>;
}

export interface StageMove {
  readonly from: string;
  readonly to: string;
  /** `enter`: a step up; `stay`: what holds the stage failed, a step down; `leave`: out of a stage that can be entered from any. */
  readonly rule: 'enter' | 'stay' | 'leave';
  readonly reasons: readonly ConditionResult[];
  readonly dwellMs: Millis;
  readonly requiredDwellMs: Millis;
}

/** What a policy asks of a move: all conditions of `enter` and `leave`; of `stay`, that one of them fails. */
export interface ConsideredMove {
  readonly conditions: readonly ConditionResult[];
  /** What can bring it about. */
  readonly advanceOn: readonly DriverKind[];
  readonly requiredDwellMs: Millis;
}

/** What is missing for a next stage. */
export interface NextStage {
  readonly stage: string;
  readonly conditions: readonly ConditionResult[];
  readonly advanceOn: readonly DriverKind[];
  /** Earliest moment the dwell time allows. */
  readonly notBefore: Millis;
}

export interface StagePolicy {
  readonly names: readonly string[];
  readonly initial: string;
  guidance(stage: string): string | undefined;
  /** The move, if any, that one append makes, given who drives it; at most one. */
  decide(standing: Standing, measures: Measures, driver: DriverKind, at: Millis): StageMove | undefined;
  next(standing: Standing, measures: Measures): readonly NextStage[];
  /** What this policy asks of a move that another one made; undefined where it knows no such move. */
  considered(move: Pick<StageMove, 'from' | 'to' | 'rule'>, measures: Measures): ConsideredMove | undefined;
}

/** A policy document, compiled. Immutable; knows no clock. */
export interface Policy {
  readonly name: string;
  /** Version in the log, from 1. */
  readonly version: number;
  readonly document: PolicyDocument;
  readonly trust: OpinionPolicy;
  readonly commitment: OpinionPolicy;
  readonly emotion: EmotionPolicy;
  readonly scales: ReadonlyMap<string, Scale>;
  readonly stages: StagePolicy;
  readonly resolution: {
    readonly tacitAfterMs: Millis;
    readonly lastingAfterMs: Millis;
    readonly reopenWithinMs: Millis;
    /** Window of first contact resolution where a query names none. */
    readonly firstContactWithinMs: Millis;
    readonly void: readonly string[];
  };
  /** The due time assumed for a promise without one; undefined for kinds that never fall overdue. */
  assumedDueMs(promiseKind: string): Millis | undefined;
  /** How far occurredAt may run ahead of the clock. */
  readonly clockSkewMs: Millis;
}

/** All published versions. A version that an event is stamped with is always there. */
export interface Policies {
  readonly inForce: Policy;
  version(version: number): Policy;
}

/** The published versions with the times of their publication. */
export interface PolicyHistory extends Policies {
  /** The newest version of those recorded at a moment or before; the first of all where none was yet. */
  inForceAt(recordedAt: Millis): Policy;
}
