import { command } from '../kernel/command';
import { Label, Optional } from '../payload/fields';
import { CaseFact } from './case-fact';
import { caseIsOpen } from './guards';

/** What the case is about becomes clearer. Fields that are absent stay as they were. */
export class ClassifyCase extends CaseFact {
  @Optional() @Label() product?: string;
  @Optional() @Label() topic?: string;
  @Optional() @Label() priority?: string;
}

export class CaseClassified extends ClassifyCase {}

export const classifyCase = command(ClassifyCase, { records: CaseClassified, guards: caseIsOpen });
