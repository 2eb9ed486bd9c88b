import { command } from '../kernel/command';
import { guard } from '../kernel/guard';
import { OneOf } from '../payload/fields';
import { PARTIES } from '../payload/party';
import type { Party } from '../payload/party';
import { CaseFact } from './case-fact';
import { caseOf } from './case-of';
import { caseIsKnown } from './guards';
import type { CaseEvent } from './guards';

/** The problem was not solved after all: a confirmed or closed case is worked on again. */
export class ReopenCase extends CaseFact {
  @OneOf(PARTIES) by!: Party;
}

export class CaseReopened extends ReopenCase {}

export const caseIsSettled = guard<CaseEvent>({
  code: 'case.not-closed',
  rule: 'Only a closed or confirmed case is reopened.',
  holds: (journey, { caseId }) => journey.cases.get(caseId)?.status !== 'open',
  otherwise: ({ caseId }) => `Case ${caseId} is open.`,
  accepts: ['work on the case', 'reject-resolution', 'withdraw-resolution'],
});

const DAY_MS = 86_400_000;

export const reopenedWithinTheWindow = guard<CaseEvent>({
  code: 'case.reopen-window-over',
  rule: "A case is reopened within the policy's `resolution.reopenWithin`; later the same problem is a new, linked case.",
  holds: (journey, { caseId }, { occurredAt, policy }) =>
    occurredAt - (journey.cases.get(caseId)?.settledAt ?? occurredAt) <= policy.resolution.reopenWithinMs,
  otherwise: ({ caseId }, _journey, { policy }) =>
    `Case ${caseId} ended more than ${policy.resolution.reopenWithinMs / DAY_MS} days before. Open a new case and link it as a recurrence.`,
  accepts: ['open-case and link-recurrence'],
});

export const reopenCase = command(ReopenCase, {
  records: CaseReopened,
  guards: [caseIsKnown, caseIsSettled, reopenedWithinTheWindow],
  evolve: (journey, { caseId }) => {
    Object.assign(caseOf(journey, caseId), { status: 'open', settledAt: undefined });
  },
});
