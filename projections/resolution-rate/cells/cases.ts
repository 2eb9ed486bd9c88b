import type { CellBlock } from '@rapport/read-store';
import type { Dimension } from '../question';
import {
  at,
  dimensionAt,
  fact,
  factsMask,
  fixedValues,
  handoverUnit,
  moreAt,
  statuses,
  statusMask,
  type CaseGroup,
} from './layout';

/**
 * A walk over the cases of a block, one at a time without an object for each: `next` goes on, the rest is about the case it
 * stands on. Times are milliseconds since its opening, `never` where they have not come.
 */
export class Cases {
  private readonly group: CaseGroup;
  private readonly entries: Float64Array;
  private readonly width: number;
  private readonly more: readonly number[];
  private base: number;

  constructor({ group, width, entries }: CellBlock) {
    this.group = JSON.parse(group) as CaseGroup;
    this.entries = entries;
    this.width = width;
    this.more = this.group.slice(moreAt) as number[];
    this.base = -width;
  }

  next(): boolean {
    this.base += this.width;
    return this.base < this.entries.length;
  }

  /** As it was at the opening; null where it was not known. */
  dimension(name: Exclude<Dimension, 'month'>): string | null {
    return this.group[dimensionAt[name]];
  }

  /** How many cases are exactly like this one. */
  get count(): number {
    return this.value(this.width - 1);
  }

  /** Milliseconds since 1970. */
  get openedAt(): number {
    return this.value(at.openedAt);
  }

  get status(): (typeof statuses)[number] {
    return statuses[this.value(at.facts) & statusMask] ?? 'open';
  }

  /** Whether it had anything that `had` can ask for. */
  get hadAny(): boolean {
    return (this.value(at.facts) & factsMask) !== 0;
  }

  had(what: keyof typeof fact): boolean {
    return (this.value(at.facts) & fact[what]) !== 0;
  }

  get handovers(): number {
    return Math.floor(this.value(at.facts) / handoverUnit);
  }

  get statusSince(): number {
    return this.value(at.statusSince);
  }

  get touched(): number {
    return this.value(at.touched);
  }

  get confirmed(): number {
    return this.value(at.confirmed);
  }

  get spoiled(): number {
    return this.value(at.spoiled);
  }

  /** How many attempts are kept: those that lasted longer than all before them. */
  get attempts(): number {
    return this.group[5];
  }

  proposed(attempt: number): number {
    return this.paired(2 * attempt);
  }

  /** How long the attempt stood; `never` ended where it still does. */
  lasted(attempt: number): number {
    return this.paired(2 * attempt + 1);
  }

  get holds(): number {
    return this.group[6];
  }

  /** How long it was held on the customer, of the time from its opening until `time`. */
  heldUntil(time: number): number {
    const end = 2 * (this.attempts + this.holds);
    let held = 0;
    for (let hold = 2 * this.attempts; hold < end; hold += 2) {
      held += Math.max(0, Math.min(this.paired(hold + 1), time) - this.paired(hold));
    }
    return held;
  }

  /** Of the values in pairs, wherever they have room. */
  private paired(index: number): number {
    const inside = fixedValues + index;
    const room = this.width - 1;
    return inside < room ? this.value(inside) : (this.more[inside - room] ?? Number.NaN);
  }

  private value(index: number): number {
    return this.entries[this.base + index] ?? Number.NaN;
  }
}
