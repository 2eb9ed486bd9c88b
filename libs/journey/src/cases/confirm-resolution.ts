import { command } from '../kernel/command';
import { guard } from '../kernel/guard';
import type { Plain } from '../kernel/plain';
import { OneOf, Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { CaseFact } from './case-fact';
import { caseOf } from './case-of';
import { caseIsOpen, resolutionIsPending } from './guards';

/** The customer says that the problem is solved; an agent may say so on their behalf, with evidence. */
export class ConfirmResolution extends CaseFact {
  @OneOf(['customer', 'agent']) by!: 'customer' | 'agent';
  /** How the agent knows. */
  @Optional() @Text() @Personal() evidence?: string;
}

export class ResolutionConfirmed extends ConfirmResolution {}

export const agentHasEvidence = guard<Plain<ConfirmResolution>>({
  code: 'case.evidence-missing',
  rule: 'An agent confirms on behalf of the customer only with evidence.',
  holds: (_journey, { by, evidence }) => by === 'customer' || evidence !== undefined,
  otherwise: ({ caseId }) => `Case ${caseId} is confirmed by an agent without evidence.`,
  accepts: ['evidence: how the customer said so', 'by: customer'],
});

export const confirmResolution = command(ConfirmResolution, {
  records: ResolutionConfirmed,
  guards: [...caseIsOpen, resolutionIsPending, agentHasEvidence],
  evolve: (journey, { caseId }, occurredAt) => {
    Object.assign(caseOf(journey, caseId), { status: 'confirmed', pending: false, settledAt: occurredAt });
  },
});
