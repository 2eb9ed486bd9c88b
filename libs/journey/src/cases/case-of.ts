import type { CaseState, JourneyFacts } from '../state/journey-facts';

/** The case that a legal event speaks of. @throws where the history is not legal: a bug, or a log that was tampered with */
export function caseOf(journey: JourneyFacts, caseId: string): CaseState {
  const found = journey.cases.get(caseId);
  if (found === undefined) throw new Error(`Case ${caseId} is spoken of before it is opened.`);
  return found;
}

/** Work on a case ends its hold. */
export function work(journey: JourneyFacts, { caseId }: { readonly caseId: string }): void {
  caseOf(journey, caseId).held = false;
}
