/** Subjects by their key: from one on, and before another. Without either, all. */
export interface SubjectRange {
  readonly from?: string;
  readonly before?: string;
}

export const isAll = ({ from, before }: SubjectRange): boolean => from === undefined && before === undefined;

export const isIn = ({ from, before }: SubjectRange, subject: string): boolean =>
  (from === undefined || subject >= from) && (before === undefined || subject < before);
