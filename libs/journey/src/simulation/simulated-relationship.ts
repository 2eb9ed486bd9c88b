import type { Millis, Policies, Standing } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import { record } from '../decide/record';
import type { DecidingFold, Place } from '../decide/record';
import { MeasuresFold } from '../measures/measures-fold';
import type { MeasuresState } from '../measures/measures-state';
import { History } from '../state/history';
import { RelationshipFold } from '../state/relationship-fold';
import type { RecordedAppend } from './appends';
import { restamped } from './restamped';
import { SimulatedAppend } from './simulated-append';
import type { Look, Move } from './simulated-append';
import { candidatePolicies } from './what-if';
import type { WhatIf } from './what-if';

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

  /** The next append in the order of revisions. Returns the move that it makes. */
  append(recorded: RecordedAppend, look: Look): Move | undefined {
    const { candidate, from = -Infinity } = this.whatIf;
    const { decision } = recorded;
    const decidedAt = Math.max(recorded.fact.occurredAt, this.current.lastDecidedAt ?? -Infinity);
    const policy = decidedAt >= from ? candidate : undefined;
    const fact = policy === undefined ? recorded.fact : this.taken(recorded.fact);
    const stands = decision !== undefined && decision.occurredAt < from ? decision.data : undefined;
    const place = this.placeOf(fact);
    const append = new SimulatedAppend({ recorded, fact, decidedAt, policy, stands }, look);
    record(place, append);
    this.current = place.fold;
    this.history.add(fact);
    if (append.decided !== undefined) this.history.add(append.decided);
    return append.move;
  }

  /** A fact that the candidate decides on counts by it as well. */
  private taken(fact: JourneyEvent): JourneyEvent {
    const { candidate, from } = this.whatIf;
    return from === undefined ? fact : restamped(fact, candidate.version);
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
