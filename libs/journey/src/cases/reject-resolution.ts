import { command } from '../kernel/command';
import { OneOf, Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { CaseFact } from './case-fact';
import { caseOf } from './case-of';
import { caseIsOpen, resolutionIsPending } from './guards';

/** The customer says that the problem is not solved. */
export class RejectResolution extends CaseFact {
  @OneOf(['customer']) by!: 'customer';
  @Optional() @Text() @Personal() reason?: string;
}

export class ResolutionRejected extends RejectResolution {}

export const rejectResolution = command(RejectResolution, {
  records: ResolutionRejected,
  guards: [...caseIsOpen, resolutionIsPending],
  evolve: (journey, { caseId }) => {
    caseOf(journey, caseId).pending = false;
  },
});
