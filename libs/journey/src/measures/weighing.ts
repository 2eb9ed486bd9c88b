import { addEvidence } from '@rapport/policy';
import type { EvidenceSubject, Policy } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import type { EvidenceState } from './evidence-state';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What evidence is judged on: the event and what it is about, just after it. What there is not is absent. */
function subjectOf({ data }: JourneyEvent, state: EvidenceState, policy: Policy): EvidenceSubject {
  const subject: Writable<EvidenceSubject> = { event: data };
  const found = 'caseId' in data ? state.cases.get(data.caseId) : undefined;
  if (found !== undefined) subject.case = found;
  const promise = 'promiseId' in data ? state.openPromises.get(data.promiseId) : undefined;
  if (promise !== undefined) subject.promise = promise;
  if ('purchaseId' in data) subject.purchase = { ordinal: state.counts.purchases };
  const score = 'instrument' in data ? policy.scales.get(data.instrument)?.normalise(data.score) : undefined;
  if (score !== undefined) subject.score = score;
  return subject;
}

/** Adds what the event says to the sums of one opinion; it must have been counted before. */
export function weigh(
  opinion: 'trust' | 'commitment',
  event: JourneyEvent,
  state: EvidenceState,
  policy: Policy,
): void {
  const rules = policy[opinion].rulesFor(event.type);
  if (rules.length === 0) return;
  const subject = subjectOf(event, state, policy);
  for (const rule of rules) {
    const evidence = rule.weigh(subject);
    if (evidence !== undefined) addEvidence(state[opinion], rule, evidence, event.occurredAt);
  }
}
