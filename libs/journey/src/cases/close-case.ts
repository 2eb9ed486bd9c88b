import { command } from '../kernel/command';
import { Kind, OneOf, Optional } from '../payload/fields';
import { CaseFact } from './case-fact';
import { caseOf } from './case-of';
import { closingGuards } from './closing-guards';
import { caseIsKnown, caseIsNotClosed } from './guards';

export const CLOSE_BASES = ['confirmed', 'elapsed', 'unresolved', 'void'] as const;
export type CloseBasis = (typeof CLOSE_BASES)[number];

/** The case ends: confirmed, in silence after a proposal (elapsed), without a resolution, or because it never was one (void). */
export class CloseCase extends CaseFact {
  @OneOf(CLOSE_BASES) basis!: CloseBasis;
  /** One of the policy's `resolution.void`; with basis void, and only then. */
  @Optional() @Kind() voidReason?: string;
}

export class CaseClosed extends CloseCase {}

export const closeCase = command(CloseCase, {
  records: CaseClosed,
  guards: [caseIsKnown, caseIsNotClosed, ...closingGuards],
  evolve: (journey, { caseId }, occurredAt) => {
    Object.assign(caseOf(journey, caseId), {
      status: 'closed',
      pending: false,
      held: false,
      settledAt: occurredAt,
    });
  },
});
