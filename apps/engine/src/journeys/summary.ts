import { MeasuresFold, type JourneyEvent } from '@rapport/journey';
import { isoInstant, type SubjectView } from '@rapport/projection';
import type { SummaryAnswer } from './journeys.answers';
import { folded } from './read-journey';

const newestEvents = 10;

/** What a journey amounts to at a moment, no earlier than its newest event: the log may be ahead of the read models. */
export async function summary(subject: SubjectView): Promise<Readonly<SummaryAnswer>> {
  const { policy, policies } = subject.view;
  const events = await subject.events();
  const newest = events.at(-1);
  if (newest === undefined) throw subject.notFound();
  const at = Math.max(subject.view.at, newest.occurredAt);
  const { facts, measures: state, standing } = folded(events, policies);
  const measures = MeasuresFold.measuresAt(state, policy, at);
  return {
    ...subject.stated(),
    at: isoInstant(at),
    begunAt: facts.begunAt === undefined ? null : isoInstant(facts.begunAt),
    identity: facts.identity ?? null,
    customer: facts.customerId ?? null,
    events: events.length,
    interactions: measures.interactions,
    cases: { ...measures.cases, openIds: idsWhere(facts.cases, ({ status }) => status !== 'closed') },
    promises: { ...measures.promises, openIds: idsWhere(facts.promises, ({ ended }) => !ended) },
    purchases: measures.purchases.count,
    stage: standing === undefined ? null : { name: standing.stage, since: isoInstant(standing.since) },
    trust: { level: policy.trust.level(measures.trust), ...measures.trust },
    policyVersion: policy.version,
    newest: events.slice(-newestEvents).reverse().map(named),
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
