import type { Measures } from '@rapport/projection';
import type { CaseStatus } from '../case-state';

/** What has not happened: later than any time. */
export const never = Number.MAX_SAFE_INTEGER;

/**
 * Where the values of a case's cell stand. `openedAt` is in milliseconds since 1970, every later time in milliseconds since
 * then, `never` where it has not come. After the fixed ones come pairs: the attempts, (proposed, lasted) each, then the holds,
 * (from, until) each.
 */
export const at = { openedAt: 0, facts: 1, statusSince: 2, touched: 3, confirmed: 4, spoiled: 5 } as const;
export const fixedValues = 6;

/** The names of the values of a cell with room for so many pairs. */
const namesFor = (room: number): readonly string[] => [
  ...Object.keys(at),
  ...Array.from({ length: room }, (_, n) => [`pair${n}First`, `pair${n}Second`]).flat(),
];

/** For how many pairs a measure's cells have room. A case is in the first measure with enough of it. */
const rooms = [1, 3, 9] as const;
const mostRoom = 9;

/** The measures that have one cell for each case, in one of them. */
export const caseMeasures: Measures = Object.fromEntries(
  rooms.map((room) => [measureOf(room), namesFor(room)]),
);

/** How much room a case with so many pairs gets. Pairs beyond the most room are in the group, where there is room for any number. */
export const roomFor = (pairs: number): number => rooms.find((room) => room >= pairs) ?? mostRoom;

export function measureOf(room: number): string {
  return `case-${room}`;
}

/** The lowest bits of `facts`. */
export const statuses: readonly CaseStatus[] = ['open', 'confirmed', 'tacit', 'unresolved', 'void'];
export const statusMask = 7;
/** Bits of `facts`: whether it happened at all. */
export const fact = { rejected: 8, withdrawn: 16, reopened: 32, reworked: 64, misdirected: 128 } as const;
export const factsMask = 248;
/** `facts` holds the number of handovers in units of this. */
export const handoverUnit = 256;

/** The cell's group, as JSON: the dimensions at the opening, how many pairs there are, and the values of those without room. */
export type CaseGroup = readonly [
  product: string | null,
  topic: string | null,
  channel: string | null,
  touchpoint: string | null,
  team: string | null,
  attempts: number,
  holds: number,
  ...more: number[],
];
export const dimensionAt = { product: 0, topic: 1, channel: 2, touchpoint: 3, team: 4 } as const;
/** Where `more` begins. */
export const moreAt = 7;
