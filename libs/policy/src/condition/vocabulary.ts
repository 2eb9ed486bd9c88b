import type { Measures, Opinion } from '../measures';
import type { EvidenceSubject } from '../policy';

/** What a condition sees as a number (CEL `double`), text or truth value. Any of them may be absent where it is looked up. */
export type FieldType = 'double' | 'string' | 'bool';

/** The names that a condition may speak of; groups are spoken of by their fields, `trust.belief`. */
export interface Vocabulary {
  readonly [name: string]: FieldType | Vocabulary;
}

type FieldOf<T> = T extends number
  ? 'double'
  : T extends string
    ? 'string'
    : T extends boolean
      ? 'bool'
      : VocabularyOf<T>;
/** Ties a vocabulary to the type it speaks of, so that the two cannot drift apart. */
type VocabularyOf<T> = { readonly [K in keyof T]-?: FieldOf<NonNullable<T[K]>> };

export const opinionVocabulary = {
  belief: 'double',
  disbelief: 'double',
  uncertainty: 'double',
  expectation: 'double',
} as const satisfies VocabularyOf<Opinion>;

export const measuresVocabulary = {
  emotion: { felt: 'double', episodes: 'double' },
  trust: opinionVocabulary,
  commitment: opinionVocabulary,
  interactions: { inbound: 'double', outbound: 'double' },
  episodes: {
    good30: 'double',
    good90: 'double',
    good180: 'double',
    good365: 'double',
    bad30: 'double',
    bad90: 'double',
    bad180: 'double',
    bad365: 'double',
  },
  purchases: { count: 'double' },
  promises: { open: 'double', kept: 'double', late: 'double', broken: 'double' },
  cases: { opened: 'double', open: 'double' },
} as const satisfies VocabularyOf<Measures>;

/** What an evidence condition may speak of beside the event itself. */
export const subjectVocabulary = {
  case: { rejections: 'double', reopenings: 'double', proposals: 'double' },
  purchase: { ordinal: 'double' },
  promise: { kind: 'string', assumed: 'bool' },
  score: 'double',
} as const satisfies VocabularyOf<Omit<EvidenceSubject, 'event'>>;
