import { command } from '../kernel/command';
import { Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { CaseFact } from './case-fact';
import { caseOf } from './case-of';
import { caseIsOpen, resolutionIsPending } from './guards';

/** We take back that the problem is solved, before the customer says anything. */
export class WithdrawResolution extends CaseFact {
  @Optional() @Text() @Personal() reason?: string;
}

export class ResolutionWithdrawn extends WithdrawResolution {}

export const withdrawResolution = command(WithdrawResolution, {
  records: ResolutionWithdrawn,
  guards: [...caseIsOpen, resolutionIsPending],
  evolve: (journey, { caseId }) => {
    caseOf(journey, caseId).pending = false;
  },
});
