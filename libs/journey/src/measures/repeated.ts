import type { JourneyEvent } from '../catalogue/events';
import type { EvidenceState } from './evidence-state';

/**
 * Whether a fact says only what was known before it. `decide` records no such fact, but one that was news when it was recorded
 * is none any more once an earlier one arrives late. It stays in the log and counts for nothing, so that the order of arrival
 * does not matter.
 */
export function isRepeated(event: JourneyEvent, { begun, identified, cases }: EvidenceState): boolean {
  switch (event.type) {
    case 'JourneyBegun':
      return begun && (identified || event.data.identity === undefined);
    case 'JourneyIdentified':
      return identified;
    case 'RecurrenceLinked':
      return cases.get(event.data.caseId)?.linked === true;
    default:
      return false;
  }
}
