import type { CellScope } from '../cells';

/** The cells of one measure, group and scope: what entries are ordered within. */
export interface Series {
  readonly measure: string;
  readonly group: string;
  readonly scope: CellScope;
}

export const seriesKey = ({ measure, group, scope }: Series): string => `${measure}\0${scope}\0${group}`;

/** In the order in which chunks are kept. Texts of the same case compare by code units here; only the order of writing hangs on it. */
export function compareSeries(a: Series, b: Series): number {
  return compare(a.measure, b.measure) || compare(a.group, b.group) || compare(a.scope, b.scope);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
