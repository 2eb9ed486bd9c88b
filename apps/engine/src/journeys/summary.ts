import type { JourneyEvent } from '@rapport/journey';
import { MeasuresFold } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import { isoInstant } from '@rapport/projection';
import type { SummaryAnswer } from './journeys.answers';
import type { ReadJourney } from './read-journey';

const newestEvents = 10;

/** What a journey amounts to at a moment, no earlier than its newest event. */
export function summary(
  { journey, position }: ReadJourney,
  policies: Policies,
  at: number,
): Readonly<SummaryAnswer> {
  const facts = journey.facts(policies);
  const policy = policies.inForce;
  const measures = MeasuresFold.measuresAt(journey.measures(policies), policy, at);
  const standing = journey.standing(policies);
  return {
    journeyId: journey.id,
    at: isoInstant(at),
    position,
    begunAt: facts.begunAt === undefined ? null : isoInstant(facts.begunAt),
    identity: facts.identity ?? null,
    events: journey.events.length,
    interactions: measures.interactions,
    cases: { ...measures.cases, openIds: idsWhere(facts.cases, ({ status }) => status !== 'closed') },
    promises: { ...measures.promises, openIds: idsWhere(facts.promises, ({ ended }) => !ended) },
    purchases: measures.purchases.count,
    stage: standing === undefined ? null : { name: standing.stage, since: isoInstant(standing.since) },
    trust: { level: policy.trust.level(measures.trust), ...measures.trust },
    policyVersion: policy.version,
    newest: journey.events.slice(-newestEvents).reverse().map(named),
  };
}

function idsWhere<State>(things: ReadonlyMap<string, State>, holds: (state: State) => boolean): string[] {
  return [...things].filter(([, state]) => holds(state)).map(([id]) => id);
}

const named = ({ id, type, occurredAt, revision }: JourneyEvent) => ({
  id,
  type,
  occurredAt: isoInstant(occurredAt),
  revision,
});
