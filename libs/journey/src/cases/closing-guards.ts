import { guard } from '../kernel/guard';
import type { CaseEvent } from './guards';

interface Closing extends CaseEvent {
  readonly basis: string;
  readonly voidReason?: string;
}

export const confirmedBasisIsConfirmed = guard<Closing>({
  code: 'case.not-confirmed',
  rule: 'A case is closed as confirmed only after its resolution was confirmed.',
  holds: (journey, { caseId, basis }) =>
    basis !== 'confirmed' || journey.cases.get(caseId)?.status === 'confirmed',
  otherwise: ({ caseId }) => `The resolution of case ${caseId} is not confirmed at that time.`,
  accepts: ['confirm-resolution', 'basis: elapsed', 'basis: unresolved'],
});

export const elapsedBasisIsPending = guard<Closing>({
  code: 'case.nothing-elapsed',
  rule: 'A case is closed in silence (elapsed) only while a proposed resolution waits for an answer.',
  holds: (journey, { caseId, basis }) => basis !== 'elapsed' || journey.cases.get(caseId)?.pending === true,
  otherwise: ({ caseId }) =>
    `Case ${caseId} has no proposed resolution that waits for an answer at that time.`,
  accepts: ['propose-resolution', 'basis: confirmed', 'basis: unresolved'],
});

/** What the customer confirmed is not ours to take back: it would leave the resolution rate. */
export const confirmationStands = guard<Closing>({
  code: 'case.resolved',
  rule: 'A case whose resolution was confirmed is not closed as unresolved or void.',
  holds: (journey, { caseId, basis }) =>
    (basis !== 'unresolved' && basis !== 'void') || journey.cases.get(caseId)?.status !== 'confirmed',
  otherwise: ({ caseId }) => `The resolution of case ${caseId} is confirmed.`,
  accepts: ['basis: confirmed', 'reopen-case'],
});

export const voidHasAReason = guard<Closing>({
  code: 'case.void-reason-missing',
  rule: 'A case is void for a reason.',
  holds: (_journey, { basis, voidReason }) => basis !== 'void' || voidReason !== undefined,
  otherwise: ({ caseId }) => `Case ${caseId} is closed as void without a voidReason.`,
  accepts: (_event, _journey, { policy }) => policy.resolution.void.map((reason) => `voidReason: ${reason}`),
});

export const onlyVoidHasAReason = guard<Closing>({
  code: 'case.void-reason-unexpected',
  rule: 'Only a void case has a void reason.',
  holds: (_journey, { basis, voidReason }) => basis === 'void' || voidReason === undefined,
  otherwise: ({ basis }) => `voidReason is given, but the basis is ${basis}.`,
  accepts: ['basis: void', 'no voidReason'],
});

export const voidReasonIsInThePolicy = guard<Closing>({
  code: 'case.void-reason-unknown',
  rule: "A case is void for one of the reasons that the policy's `resolution.void` lists.",
  holds: (_journey, { voidReason }, { policy }) =>
    voidReason === undefined || policy.resolution.void.includes(voidReason),
  otherwise: ({ voidReason }, _journey, { policy }) =>
    `Policy version ${policy.version} lists no void reason ${voidReason ?? ''}.`,
  accepts: (_event, _journey, { policy }) => policy.resolution.void.map((reason) => `voidReason: ${reason}`),
});

export const closingGuards = [
  confirmedBasisIsConfirmed,
  elapsedBasisIsPending,
  confirmationStands,
  voidHasAReason,
  onlyVoidHasAReason,
  voidReasonIsInThePolicy,
];
