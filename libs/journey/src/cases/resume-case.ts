import { command } from '../kernel/command';
import { guard } from '../kernel/guard';
import { CaseFact } from './case-fact';
import { work } from './case-of';
import { caseIsOpen } from './guards';
import type { CaseEvent } from './guards';

/** What the case waited for has come. */
export class ResumeCase extends CaseFact {}

export class CaseResumed extends ResumeCase {}

export const caseIsHeld = guard<CaseEvent>({
  code: 'case.not-held',
  rule: 'Only a case on hold is resumed.',
  holds: (journey, { caseId }) => journey.cases.get(caseId)?.held === true,
  otherwise: ({ caseId }) => `Case ${caseId} is not on hold at that time.`,
  accepts: ['hold-case'],
});

export const resumeCase = command(ResumeCase, {
  records: CaseResumed,
  guards: [...caseIsOpen, caseIsHeld],
  evolve: work,
});
