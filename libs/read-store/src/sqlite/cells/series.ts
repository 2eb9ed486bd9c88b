import type { CellScope } from '../../cells';

/** The cells of one measure, group and scope: what entries are ordered within. */
export interface Series {
  readonly measure: string;
  readonly group: string;
  readonly scope: CellScope;
}

/** The cells of a measure differ in how many values they have. A mistake of the projection's. */
export class UnevenCells extends Error {
  readonly code = 'uneven-cells';
  constructor(measure: string, widths: readonly [number, number]) {
    const [values, others] = widths.map((width) => width - 1);
    super(`A cell of ${measure} has ${String(values)} values, another one ${String(others)}.`);
  }
}

export const seriesKey = ({ measure, group, scope }: Series): string => `${measure}\0${scope}\0${group}`;

/** In the order in which chunks are kept. Texts of the same case compare by code units here; only the order of writing hangs on it. */
export function compareSeries(a: Series, b: Series): number {
  return compare(a.measure, b.measure) || compare(a.group, b.group) || compare(a.scope, b.scope);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
