import type { PackedPage } from '@rapport/event-store';
import { UnpackedEvent } from './unpacked-event';

/** What is held of a page: its columns of numbers are copied. */
export type HeldPage = Pick<PackedPage, 'data' | 'id' | 'recordedAt' | 'cause'>;

/** One event's place in its page, and its numbers. */
export interface PackedEvent {
  readonly index: number;
  /** Where its line of the data starts and ends. */
  readonly start: number;
  readonly end: number;
  readonly type: number;
  readonly revision: number;
  readonly policyVersion: number;
  readonly occurredAt: number;
}

/** Of one event: what is asked of it together lies together, since every event is a miss of the processor's caches. */
const [page, index, start, end, type, revision, policyVersion, integersEach] = [0, 1, 2, 3, 4, 5, 6, 8];

/**
 * Very many events in little memory: numbers in two arrays, texts as the long strings that they were read in, no object for
 * any event. A million events held as objects cost the garbage collector more time than it takes to fold them.
 */
export class PackedEvents {
  private readonly pages: HeldPage[] = [];
  private integers: Int32Array;
  private times: Float64Array;
  private count = 0;

  /** @param room for so many events; where it is not enough, it grows */
  constructor(
    private readonly typeName: (type: number) => string,
    room = 1_024,
  ) {
    this.integers = new Int32Array(room * integersEach);
    this.times = new Float64Array(room);
  }

  get length(): number {
    return this.count;
  }

  /** The page of the events that are added from now on. */
  begin({ data, id, recordedAt, cause }: HeldPage): void {
    this.pages.push({ data, id, recordedAt, cause });
  }

  add(event: PackedEvent): void {
    if (this.count === this.times.length) this.grow();
    const at = this.count * integersEach;
    this.integers[at + page] = this.pages.length - 1;
    this.integers[at + index] = event.index;
    this.integers[at + start] = event.start;
    this.integers[at + end] = event.end;
    this.integers[at + type] = event.type;
    this.integers[at + revision] = event.revision;
    this.integers[at + policyVersion] = event.policyVersion;
    this.times[this.count] = event.occurredAt;
    this.count += 1;
  }

  /** Negative where row `a` comes first in its journey's business order. */
  compare(a: number, b: number): number {
    return this.occurredAt(a) - this.occurredAt(b) || this.revision(a) - this.revision(b);
  }

  unpacked(row: number, journeyId: string): UnpackedEvent {
    if (row >= this.count) throw new RangeError(`There is no row ${row}.`);
    return new UnpackedEvent(this, row, journeyId, this.typeName(this.integer(row, type)));
  }

  occurredAt(row: number): number {
    return this.times[row] ?? 0;
  }

  revision(row: number): number {
    return this.integer(row, revision);
  }

  policyVersion(row: number): number {
    return this.integer(row, policyVersion);
  }

  recordedAt(row: number): number {
    return this.pageOf(row).recordedAt(this.integer(row, index));
  }

  id(row: number): string {
    return this.pageOf(row).id(this.integer(row, index));
  }

  cause(row: number): string | undefined {
    return this.pageOf(row).cause(this.integer(row, index));
  }

  data(row: number): object {
    const text = this.pageOf(row).data.slice(this.integer(row, start), this.integer(row, end));
    return JSON.parse(text) as object;
  }

  private pageOf(row: number): HeldPage {
    const held = this.pages[this.integer(row, page)];
    if (held === undefined) throw new RangeError(`There is no row ${row}.`);
    return held;
  }

  private integer(row: number, field: number): number {
    return this.integers[row * integersEach + field] ?? 0;
  }

  private grow(): void {
    const [integers, times] = [
      new Int32Array(this.integers.length * 2),
      new Float64Array(this.times.length * 2),
    ];
    integers.set(this.integers);
    times.set(this.times);
    [this.integers, this.times] = [integers, times];
  }
}
