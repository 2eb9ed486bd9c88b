import { guard } from '../kernel/guard';
import type { CaseState } from '../state/journey-facts';

export interface CaseEvent {
  readonly caseId: string;
}

export const caseIsNew = guard<CaseEvent>({
  code: 'case.id-used',
  rule: 'A case id stands for one case of the journey.',
  holds: (journey, { caseId }) => !journey.cases.has(caseId),
  otherwise: ({ caseId }) => `Case ${caseId} is already opened.`,
  accepts: ['another caseId', 'reopen-case'],
});

export const caseIsKnown = guard<CaseEvent>({
  code: 'case.not-opened',
  rule: 'Nothing happens to a case before it is opened.',
  holds: (journey, { caseId }) => journey.cases.has(caseId),
  otherwise: ({ caseId }) => `Case ${caseId} is not opened on this journey at that time.`,
  accepts: ['open-case'],
});

/** The same rule where the reference may be absent. */
export const caseReferredToIsKnown = guard<Partial<CaseEvent>>({
  ...caseIsKnown,
  holds: (journey, { caseId }) => caseId === undefined || journey.cases.has(caseId),
  otherwise: ({ caseId = '' }) => `Case ${caseId} is not opened on this journey at that time.`,
  accepts: ['open-case', 'no caseId'],
});

export const caseIsNotClosed = guard<CaseEvent>({
  code: 'case.closed',
  rule: 'A closed case is not worked on; it is reopened first.',
  holds: (journey, { caseId }) => journey.cases.get(caseId)?.status !== 'closed',
  otherwise: ({ caseId }) => `Case ${caseId} is closed.`,
  accepts: ['reopen-case', 'open-case and link-recurrence', 'note-case'],
});

export const caseIsNotConfirmed = guard<CaseEvent>({
  code: 'case.confirmed',
  rule: 'A case with a confirmed resolution is not worked on; it is reopened or closed.',
  holds: (journey, { caseId }) => journey.cases.get(caseId)?.status !== 'confirmed',
  otherwise: ({ caseId }) => `The resolution of case ${caseId} is confirmed.`,
  accepts: ['close-case', 'reopen-case'],
});

/** Opened, and neither confirmed nor closed. */
export const caseIsOpen = [caseIsKnown, caseIsNotClosed, caseIsNotConfirmed];

const pending = (found: CaseState | undefined): boolean => found?.pending === true;

export const noResolutionPending = guard<CaseEvent>({
  code: 'case.resolution-pending',
  rule: 'A case with a proposed resolution is not worked on until it is confirmed, rejected or withdrawn.',
  holds: (journey, { caseId }) => !pending(journey.cases.get(caseId)),
  otherwise: ({ caseId }) =>
    `Case ${caseId} has a proposed resolution. Confirm, reject or withdraw it first.`,
  accepts: ['confirm-resolution', 'reject-resolution', 'withdraw-resolution'],
});

/** A case that can be worked on: open, with no proposal waiting for an answer. */
export const caseIsWorkable = [...caseIsOpen, noResolutionPending];

export const resolutionIsPending = guard<CaseEvent>({
  code: 'case.nothing-proposed',
  rule: 'Only a proposed resolution can be confirmed, rejected or withdrawn.',
  holds: (journey, { caseId }) => pending(journey.cases.get(caseId)),
  otherwise: ({ caseId }) => `Case ${caseId} has no proposed resolution at that time.`,
  accepts: ['propose-resolution'],
});
