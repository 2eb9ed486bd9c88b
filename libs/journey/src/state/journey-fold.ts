import type { Millis, Policies, Standing } from '@rapport/policy';
import { definitionOfFact } from '../catalogue/catalogue';
import type { JourneyEvent } from '../catalogue/events';
import { MeasuresFold } from '../measures/measures-fold';
import type { MeasuresState } from '../measures/measures-state';
import { JourneyFacts } from './journey-facts';
import { RelationshipFold } from './relationship-fold';
import type { RelationshipState } from './relationship-fold';

/** Everything that a journey's history in business order amounts to on the write side. Changed in place, one owner. */
export class JourneyFold implements RelationshipState {
  readonly facts = new JourneyFacts();
  readonly measures: MeasuresState = MeasuresFold.initial();
  standing: Standing | undefined;
  lastDecidedAt: Millis | undefined;

  constructor(private readonly policies: Policies) {}

  /** The next event in business order. */
  step(event: JourneyEvent): void {
    if (event.type !== 'StageChanged')
      definitionOfFact(event.type).evolve(this.facts, event.data, event.occurredAt);
    RelationshipFold.apply(this, event, this.policies);
  }

  steps(events: Iterable<JourneyEvent>): this {
    for (const event of events) this.step(event);
    return this;
  }
}
