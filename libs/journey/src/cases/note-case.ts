import { command } from '../kernel/command';
import { Kind, Optional, Text } from '../payload/fields';
import { Personal } from '../payload/personal';
import { CaseFact } from './case-fact';
import { caseIsKnown } from './guards';

/** Something worth keeping about a case that is not work on it, so it may come after its end too. */
export class NoteCase extends CaseFact {
  /** For example `linked-defect`. */
  @Kind() kind!: string;
  @Optional() @Text() @Personal() text?: string;
}

export class CaseNoted extends NoteCase {}

export const noteCase = command(NoteCase, { records: CaseNoted, guards: [caseIsKnown] });
