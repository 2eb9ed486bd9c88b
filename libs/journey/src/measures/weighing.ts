import { addEvidence } from '@rapport/policy';
import type { EvidenceSubject, Policy } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import type { EvidenceState } from './evidence-state';

/** What evidence is judged on: the event and what it is about, just after it. */
function subjectOf({ data }: JourneyEvent, state: EvidenceState, policy: Policy): EvidenceSubject {
  const found = 'caseId' in data ? state.cases.get(data.caseId) : undefined;
  const promise = 'promiseId' in data ? state.openPromises.get(data.promiseId) : undefined;
  return {
    event: data,
    ...(found === undefined ? {} : { case: found }),
    ...(promise === undefined ? {} : { promise }),
    ...('purchaseId' in data ? { purchase: { ordinal: state.counts.purchases } } : {}),
    ...('instrument' in data ? scoreOf(data, policy) : {}),
  };
}

function scoreOf(
  { instrument, score }: { instrument: string; score: number },
  policy: Policy,
): { score?: number } {
  const scale = policy.scales.get(instrument);
  return scale === undefined ? {} : { score: scale.normalise(score) };
}

/** Adds what the event says to the sums of both opinions; it must have been counted before. */
export function weigh(event: JourneyEvent, state: EvidenceState, policy: Policy): void {
  weighFor('trust', event, state, policy);
  weighFor('commitment', event, state, policy);
}

function weighFor(
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
