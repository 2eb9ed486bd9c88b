import { command } from '../kernel/command';
import { guard } from '../kernel/guard';
import { Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { CaseFact } from './case-fact';
import { caseOf, work } from './case-of';
import { caseIsOpen, noResolutionPending } from './guards';
import type { CaseEvent } from './guards';

/** We claim that the problem is solved. Only the customer can say that it is (confirm) or is not (reject). */
export class ProposeResolution extends CaseFact {
  @Optional() @Text() @Personal() summary?: string;
}

export class ResolutionProposed extends ProposeResolution {}

export const nothingProposedYet = guard<CaseEvent>({
  ...noResolutionPending,
  code: 'case.already-proposed',
  rule: 'A resolution is proposed once until it is confirmed, rejected or withdrawn.',
});

export const proposeResolution = command(ProposeResolution, {
  records: ResolutionProposed,
  guards: [...caseIsOpen, nothingProposedYet],
  evolve: (journey, event) => {
    work(journey, event);
    caseOf(journey, event.caseId).pending = true;
  },
});
