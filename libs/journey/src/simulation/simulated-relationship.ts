import type { Millis, Policies, Standing } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import { record } from '../decide/record';
import type { DecidingFold, Place } from '../decide/record';
import { stageDecision } from '../decide/stage-decision';
import type { Plain } from '../kernel/plain';
import { MeasuresFold } from '../measures/measures-fold';
import type { MeasuresState } from '../measures/measures-state';
import type { StageChanged } from '../stages/stage-changed';
import { History } from '../state/history';
import { RelationshipFold } from '../state/relationship-fold';
import type { RecordedAppend } from './appends';
import { restamped } from './restamped';
import { candidatePolicies } from './what-if';
import type { WhatIf } from './what-if';

export type Move = Plain<StageChanged>;

/** What the history amounts to when the fact is decided on. */
export interface Situation {
  /** Before the decision. */
  readonly standing: Standing | undefined;
  readonly measures: MeasuresState;
  readonly decidedAt: Millis;
}

/** One journey's relationship as it would have gone. Facts count as they were recorded: nothing is judged or refused. */
export class SimulatedRelationship {
  private readonly history = new History();
  private readonly policies: Policies;
  private current: Relationship;

  constructor(private readonly whatIf: WhatIf) {
    this.policies = candidatePolicies(whatIf);
    this.current = new Relationship(this.policies);
  }

  get measures(): MeasuresState {
    return this.current.measures;
  }

  /**
   * The next append in the order of revisions. Returns the move that it makes.
   * @param look is shown what the move is decided on, before it is made
   */
  append(
    { fact, decision }: RecordedAppend,
    look: (situation: Situation, move: Move | undefined) => void,
  ): Move | undefined {
    const { candidate, from } = this.whatIf;
    const decidedAt = Math.max(fact.occurredAt, this.current.lastDecidedAt ?? -Infinity);
    const isDecidedAgain = from === undefined || decidedAt >= from;
    const taken = isDecidedAgain && from !== undefined ? restamped(fact, candidate.version) : fact;
    const stands =
      from !== undefined && decision !== undefined && decision.occurredAt < from ? decision.data : undefined;
    const place = this.placeOf(taken);
    let move: Move | undefined;
    let made: JourneyEvent | undefined;
    record(place, {
      fact: taken,
      decidedAt,
      decision: (fold) => {
        move = isDecidedAgain ? stageDecision(fold, taken, candidate, decidedAt) : stands;
        look({ standing: fold.standing, measures: fold.measures, decidedAt }, move);
        return (made = move && decisionAt(taken, move, decidedAt));
      },
      refusal: () => undefined,
    });
    this.current = place.fold;
    this.history.add(taken);
    if (made !== undefined) this.history.add(made);
    return move;
  }

  private placeOf({ occurredAt }: JourneyEvent): Place<Relationship> {
    if (occurredAt >= this.history.newestOccurredAt) return { fold: this.current, later: [] };
    const place = this.history.place(occurredAt);
    const fold = new Relationship(this.policies);
    for (const event of this.history.events.slice(0, place)) fold.step(event);
    return { fold, later: this.history.events.slice(place) };
  }
}

class Relationship implements DecidingFold {
  readonly measures = MeasuresFold.initial();
  standing: Standing | undefined;
  lastDecidedAt: Millis | undefined;

  constructor(private readonly policies: Policies) {}

  step(event: JourneyEvent): void {
    RelationshipFold.apply(this, event, this.policies);
  }
}

/** It is in no log, so it has no id. */
const decisionAt = (fact: JourneyEvent, data: Move, occurredAt: Millis): JourneyEvent<'StageChanged'> => ({
  id: '',
  journeyId: fact.journeyId,
  type: 'StageChanged',
  data,
  occurredAt,
  recordedAt: fact.recordedAt,
  revision: fact.revision,
  policyVersion: fact.policyVersion,
});
