/**
 * What a row contributes to roll-ups. A roll-up is the multiset of all cells: how many there are of each (measure, group,
 * values). It is only ever added to and taken from by whole cells, so that it equals a full re-count at every checkpoint.
 */
export interface Cell {
  /** Which roll-up, `[a-zA-Z0-9-]{1,64}`. */
  readonly measure: string;
  /** Any text that the projection can read back, its dimensions as JSON, say; '' where there is one group. */
  readonly group: string;
  /** 1 to 64 safe integers in declared units, as many in every cell of a measure; the first, usually a time, is what a range is taken of. */
  readonly values: readonly number[];
}

/**
 * Counts by journey are the cells of journeys' rows. Counts by customer are the same cells and, where a customer has two or
 * more journeys, what merging changes: the cells of the merged rows, less those of the members' rows.
 */
export type CellScope = 'journeys' | 'merging';

/** Cells added (`count` > 0) or taken back (`count` < 0). */
export interface CellChange extends Cell {
  readonly scope: CellScope;
  readonly count: number;
}

/** Some cells of one group, ordered by values (the first value first, then the next). */
export interface CellBlock {
  readonly measure: string;
  readonly group: string;
  /** Numbers an entry takes: its values and, last, its count, which is never 0. */
  readonly width: number;
  /** Entry after entry, each of `width` numbers; the receiver's own. */
  readonly entries: Float64Array;
}

/** Which cells are asked for. */
export interface CellQuery {
  /** Counts by journey (scope `journeys`, the default) or by customer (both scopes; an entry may occur once for each, to be added up). */
  readonly of?: 'journeys' | 'customers';
  /** Range [from, to) of the first value. */
  readonly from?: number;
  readonly to?: number;
}

/** The cells of a measure differ in how many values they have. A mistake of the projection's; what was to be committed is not. */
export class UnevenCells extends Error {
  readonly code = 'uneven-cells';
  /** Values of the cells that were there before. */
  readonly values: number;

  /** @param widths numbers that the cell and one that was there before take, each with its count */
  constructor(
    readonly measure: string,
    widths: readonly [width: number, before: number],
  ) {
    const [values, before] = [widths[0] - 1, widths[1] - 1];
    super(`A cell of ${measure} has ${values} values, another one ${before}.`);
    this.values = before;
  }
}
