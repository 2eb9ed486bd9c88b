import type { Policies } from '@rapport/policy';
import { definitionOfFact } from '../catalogue/catalogue';
import type { JourneyEvent } from '../catalogue/events';
import type { Circumstances } from '../kernel/circumstances';
import type { Guard } from '../kernel/guard';
import type { Rejection } from '../kernel/rejection';
import type { JourneyFacts } from '../state/journey-facts';

/** Why an event is not legal on a journey as it stands; undefined where it is. */
export function refusal(
  guards: readonly Guard[],
  journey: JourneyFacts,
  event: object,
  when: Circumstances,
): Rejection | undefined {
  for (const guard of guards) {
    if (guard.holds(journey, event, when)) continue;
    return {
      code: guard.code,
      rule: guard.rule,
      detail: guard.otherwise(event, journey, when),
      accepted: guard.accepts(event, journey, when),
    };
  }
  return undefined;
}

/** The same for a recorded event, under the policy stamped on it. A recorded decision never becomes illegal. */
export function refusalOfRecorded(
  journey: JourneyFacts,
  event: JourneyEvent,
  policies: Policies,
): Rejection | undefined {
  if (event.type === 'StageChanged') return undefined;
  const { occurredAt, policyVersion } = event;
  const { guards } = definitionOfFact(event.type);
  return refusal(guards, journey, event.data, { occurredAt, policy: policies.version(policyVersion) });
}

export const contradictionRule = {
  code: 'contradicts-later-event',
  rule: 'What is told late must leave everything that was recorded after its place in time legal.',
};

/** A late command that would make a later event illegal. */
export const contradiction = ({ id, type, occurredAt }: JourneyEvent, because: Rejection): Rejection => ({
  ...contradictionRule,
  detail: `${type} of ${new Date(occurredAt).toISOString()} is recorded and would not be legal any more: ${because.detail}`,
  accepted: ['the same at a time after that event, where its rules allow it'],
  event: { id, type, occurredAt },
});
