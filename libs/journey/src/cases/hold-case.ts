import { command } from '../kernel/command';
import { OneOf } from '../payload/fields';
import { CaseFact } from './case-fact';
import { caseOf } from './case-of';
import { caseIsWorkable } from './guards';

export const HOLD_PARTIES = ['customer', 'supplier', 'engineering', 'unknown'] as const;
export type HoldParty = (typeof HOLD_PARTIES)[number];

/**
 * The case waits for somebody, until it is resumed or worked on (taken in charge, routed, proposed, closed). Holding it again
 * says whom it waits for now.
 */
export class HoldCase extends CaseFact {
  @OneOf(HOLD_PARTIES) on!: HoldParty;
}

export class CaseHeld extends HoldCase {}

export const holdCase = command(HoldCase, {
  records: CaseHeld,
  guards: caseIsWorkable,
  evolve: (journey, { caseId }) => {
    caseOf(journey, caseId).held = true;
  },
});
