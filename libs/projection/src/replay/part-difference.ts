/** A row that differs; null where there is none on that side. */
export interface PartDifference<Row> {
  readonly part: string;
  readonly from: Row | null;
  readonly to: Row | null;
}
