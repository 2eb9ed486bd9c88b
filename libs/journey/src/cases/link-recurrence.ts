import { command } from '../kernel/command';
import { guard } from '../kernel/guard';
import type { Plain } from '../kernel/plain';
import { Id } from '../payload/fields';
import { CaseFact } from './case-fact';
import { caseOf } from './case-of';
import { caseIsKnown } from './guards';

/** The same problem came back as another case. */
export class LinkRecurrence extends CaseFact {
  /** The earlier case. */
  @Id() recurrenceOf!: string;
}

export class RecurrenceLinked extends LinkRecurrence {}

export const earlierCaseIsKnown = guard<Plain<LinkRecurrence>>({
  code: 'case.recurrence-unknown',
  rule: 'A recurrence links to another known case.',
  holds: (journey, { caseId, recurrenceOf }) => caseId !== recurrenceOf && journey.cases.has(recurrenceOf),
  otherwise: ({ caseId, recurrenceOf }) =>
    caseId === recurrenceOf
      ? `Case ${caseId} cannot be its own recurrence.`
      : `Case ${recurrenceOf} is not opened on this journey at that time.`,
  accepts: ['recurrenceOf: the id of an earlier case'],
});

export const earlierCaseIsEarlier = guard<Plain<LinkRecurrence>>({
  code: 'case.recurrence-not-earlier',
  rule: 'A recurrence links to a case that was opened before it.',
  holds: (journey, { caseId, recurrenceOf }) =>
    caseOf(journey, recurrenceOf).ordinal < caseOf(journey, caseId).ordinal,
  otherwise: ({ caseId, recurrenceOf }) => `Case ${recurrenceOf} was opened after case ${caseId}.`,
  accepts: ['the two cases the other way round'],
});

export const notLinkedOtherwise = guard<Plain<LinkRecurrence>>({
  code: 'case.recurrence-linked',
  rule: 'A case is the recurrence of one earlier case.',
  holds: (journey, { caseId, recurrenceOf }) =>
    (journey.cases.get(caseId)?.recurrenceOf ?? recurrenceOf) === recurrenceOf,
  otherwise: ({ caseId }, journey) =>
    `Case ${caseId} is already linked to case ${caseOf(journey, caseId).recurrenceOf ?? ''}.`,
  accepts: ['the link that the case has'],
});

export const linkRecurrence = command(LinkRecurrence, {
  records: RecurrenceLinked,
  guards: [caseIsKnown, earlierCaseIsKnown, earlierCaseIsEarlier, notLinkedOtherwise],
  saysNothingNew: (journey, { caseId }) => journey.cases.get(caseId)?.recurrenceOf !== undefined,
  evolve: (journey, { caseId, recurrenceOf }) => {
    caseOf(journey, caseId).recurrenceOf = recurrenceOf;
  },
});
