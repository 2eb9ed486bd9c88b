import { Fact } from '../payload/fact';
import { Id } from '../payload/fields';

/** Anything that happens to one case. */
export abstract class CaseFact extends Fact {
  @Id() caseId!: string;
}
