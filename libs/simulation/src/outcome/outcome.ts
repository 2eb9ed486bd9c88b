import type { Millis, Opinion } from '@rapport/policy';
import type { Parting } from '@rapport/journey';

/** Something as it was decided and as the candidate would have it. */
export interface Sides<Value> {
  readonly decided: Value;
  readonly simulated: Value;
}

/** How often journeys went from one stage to another. */
export interface TransitionSides extends Sides<number> {
  readonly from: string;
  readonly to: string;
}

/** Journeys that would be in another stage than they are. */
export interface Displaced extends Sides<string> {
  readonly journeys: number;
}

/** What a simulation answers. */
export interface Outcome {
  readonly facts: number;
  /** Facts that rest on a decision which the candidate would not have made. */
  readonly unsupportedFacts: number;
  /** Decisions under the candidate, with those that stand before its time. */
  readonly decisions: number;
  /** Decisions in the log. */
  readonly recordedDecisions: number;
  readonly journeys: number;
  /** Customers with a journey that goes another way or ends on another level of trust. */
  readonly changedCustomers: number;
  readonly changedJourneys: number;
  /** Journeys that cannot be read, with some of them. They are left out on both sides. */
  readonly unreadableJourneys: number;
  readonly unreadable: readonly { readonly journeyId: string; readonly error: string }[];
  readonly stages: Sides<Readonly<Record<string, number>>> & {
    readonly transitions: readonly TransitionSides[];
    readonly displaced: readonly Displaced[];
  };
  /** Journeys on each level of trust at the moment. */
  readonly trust: Sides<Readonly<Record<string, number>>>;
  /** The newest event's business time: the moment that trust is told for; null in an empty log. */
  readonly at: Millis | null;
}

export interface Trust extends Opinion {
  readonly level: string;
}

/** A journey that changes, with the reasons on each side. */
export interface ChangedJourney {
  /** `journey:<id>` where it is linked to nobody. */
  readonly customerId: string;
  readonly journeyId: string;
  readonly stage: Sides<string>;
  readonly trust: Sides<Trust>;
  /** Where its decisions part first; undefined where only trust differs. */
  readonly parting: Parting | undefined;
}
