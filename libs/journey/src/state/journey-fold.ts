import type { Millis, Policies, Standing } from '@rapport/policy';
import { definitionOfFact } from '../catalogue/catalogue';
import type { JourneyEvent } from '../catalogue/events';
import { MeasuresFold } from '../measures/measures-fold';
import type { MeasuresState } from '../measures/measures-state';
import { JourneyFacts } from './journey-facts';

/** Everything that a journey's history in business order amounts to on the write side. Changed in place, one owner. */
export class JourneyFold {
  readonly facts = new JourneyFacts();
  readonly measures: MeasuresState = MeasuresFold.initial();
  /** Undefined before the journey begins. */
  standing: Standing | undefined;
  /** When our policy last decided something here. */
  lastDecidedAt: Millis | undefined;

  constructor(private readonly policies: Policies) {}

  /** The next event in business order. */
  step(event: JourneyEvent): void {
    if (event.type === 'StageChanged') {
      this.standing = { stage: event.data.to, since: event.occurredAt };
      this.lastDecidedAt = event.occurredAt;
    } else {
      definitionOfFact(event.type).evolve(this.facts, event.data, event.occurredAt);
      this.standing ??= {
        stage: this.policies.version(event.policyVersion).stages.initial,
        since: event.occurredAt,
      };
    }
    MeasuresFold.apply(this.measures, event, this.policies);
  }

  steps(events: Iterable<JourneyEvent>): this {
    for (const event of events) this.step(event);
    return this;
  }
}
