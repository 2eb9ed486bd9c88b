import type { ConditionResult, DriverKind, Millis, Policy } from '@rapport/policy';
import type { EventType, JourneyEvent } from '../catalogue/events';
import { driverKind } from '../decide/stage-decision';
import { MeasuresFold } from '../measures/measures-fold';
import type { MeasuresState } from '../measures/measures-state';
import type { RecordedAppend } from './appends';
import type { Move, Situation } from './simulated-append';
import type { WhatIf } from './what-if';

/** What one of the two policies made of the fact, and why. */
export interface Verdict {
  readonly policyVersion: number;
  /** Undefined where it left the journey where it was. */
  readonly move: Pick<Move, 'from' | 'to' | 'rule'> | undefined;
  /** The conditions of its own move; without one, what it asks of the move that the other policy made. */
  readonly reasons: readonly ConditionResult[];
  /** How the policy takes the fact. */
  readonly driver: DriverKind;
  /** What can bring the move about; undefined where the policy knows no such move. */
  readonly advanceOn: readonly DriverKind[] | undefined;
  readonly requiredDwellMs: Millis | undefined;
}

/** The first append at which a journey would have gone another way. */
export interface Parting {
  readonly fact: { readonly eventId: string; readonly type: EventType };
  /** Business time of the decision. */
  readonly at: Millis;
  readonly stage: string;
  /** How long the journey had been in the stage. */
  readonly dwellMs: Millis;
  readonly decided: Verdict;
  readonly simulated: Verdict;
}

interface Case {
  readonly policy: Policy;
  readonly fact: JourneyEvent;
  readonly measures: MeasuresState;
  readonly at: Millis;
  readonly own: Move | undefined;
  readonly other: Move | undefined;
}

/** Asks both policies about the fact, each with the measures as it weighs them. @param history all recorded events of the journey */
export function partingAt(
  { fact, decision }: RecordedAppend,
  { standing, measures, decidedAt: at }: Situation,
  move: Move | undefined,
  { candidate, published }: WhatIf,
  history: readonly JourneyEvent[],
): Parting {
  const own = decision?.data;
  const recorded = {
    policy: published.version(fact.policyVersion),
    measures: MeasuresFold.over(knownAt(history, fact.revision, at), published),
  };
  return {
    fact: { eventId: fact.id, type: fact.type },
    at,
    stage: standing?.stage ?? '',
    dwellMs: at - (standing?.since ?? at),
    decided: verdict({ ...recorded, fact, at, own, other: move }),
    simulated: verdict({ policy: candidate, measures, fact, at, own: move, other: own }),
  };
}

function verdict({ policy, fact, measures, at, own, other }: Case): Verdict {
  const asked = own ?? other;
  const considered = asked && policy.stages.considered(asked, MeasuresFold.measuresAt(measures, policy, at));
  return {
    policyVersion: policy.version,
    move: own && { from: own.from, to: own.to, rule: own.rule },
    reasons: own?.reasons ?? considered?.conditions ?? [],
    driver: driverKind(fact, measures, policy),
    advanceOn: considered?.advanceOn,
    requiredDwellMs: own?.requiredDwellMs ?? considered?.requiredDwellMs,
  };
}

/** What had been recorded, of all that occurred up to the decision, in business order. */
const knownAt = (history: readonly JourneyEvent[], revision: number, at: Millis): readonly JourneyEvent[] =>
  history
    .filter((event) => event.revision <= revision && event.occurredAt <= at)
    .sort((a, b) => a.occurredAt - b.occurredAt || a.revision - b.revision);
