import { jsonObject, type PackedPage } from '@rapport/event-store';
import { UnpackedEvent } from './unpacked-event';

/** What is held of a page: its columns of numbers are copied. */
export type HeldPage = Pick<PackedPage, 'data' | 'id' | 'recordedAt' | 'cause'>;

/** Of one event: what is asked of it together lies together, since every event is a miss of the processor's caches. */
const [page, index, start, end, type, revision, policyVersion, integersEach] = [0, 1, 2, 3, 4, 5, 6, 8];

/**
 * Very many events in little memory: numbers in two arrays, texts as the long strings that they were read in, no object for
 * any event. A million events held as objects cost the garbage collector more time than it takes to fold them.
 */
export class PackedEvents {
  private readonly pages: HeldPage[] = [];
  private reading: PackedPage | undefined;
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
  begin(page: PackedPage): void {
    const { data, id, recordedAt, cause } = page;
    this.pages.push({ data, id, recordedAt, cause });
    this.reading = page;
  }

  /** An event of the page, by its index. */
  add(event: number): void {
    const { reading } = this;
    if (reading === undefined) throw new Error('No page was begun.');
    if (this.count === this.times.length) this.grow();
    const at = this.count * integersEach;
    this.integers[at + page] = this.pages.length - 1;
    this.integers[at + index] = event;
    this.integers[at + start] = event === 0 ? 0 : (reading.ends[event - 1] ?? 0) + 1;
    this.integers[at + end] = reading.ends[event] ?? 0;
    this.integers[at + type] = reading.types[event] ?? 0;
    this.integers[at + revision] = reading.revisions[event] ?? 0;
    this.integers[at + policyVersion] = reading.policyVersions[event] ?? 0;
    this.times[this.count] = reading.occurredAt[event] ?? 0;
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

  /** @throws SyntaxError where it is damaged */
  data(row: number): object {
    const text = this.pageOf(row).data.slice(this.integer(row, start), this.integer(row, end));
    return jsonObject(JSON.parse(text));
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
