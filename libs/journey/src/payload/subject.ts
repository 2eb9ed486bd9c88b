import { Id, OneOf, Optional } from './fields';

export const SUBJECT_KINDS = ['case', 'interaction', 'promise', 'purchase', 'journey'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What something is about: a thing of the journey by its id, or the journey as a whole. */
export class Subject {
  @OneOf(SUBJECT_KINDS) kind!: SubjectKind;
  /** Absent for the journey as a whole, and only then. */
  @Optional() @Id() id?: string;
}
