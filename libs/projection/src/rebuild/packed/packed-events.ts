import type { JourneyEvent } from '@rapport/journey';

/** Of many events, as they were read. */
export interface Texts {
  /** 32 hex digits for each. */
  readonly ids: string;
  /** JSON, one a line. */
  readonly data: string;
}

/** One event's place in its texts, and its numbers. */
export interface PackedEvent {
  readonly index: number;
  /** Where its line of the data starts and ends. */
  readonly start: number;
  readonly end: number;
  readonly type: number;
  readonly revision: number;
  readonly policyVersion: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
}

const noTexts: Texts = { ids: '', data: '' };
const idDigits = 32;
/** Of one event: what is asked of it together lies together, since every event is a miss of the processor's caches. */
const [texts, index, start, end, type, revision, policyVersion, integersEach] = [0, 1, 2, 3, 4, 5, 6, 8];
const [occurredAt, recordedAt, timesEach] = [0, 1, 2];

/**
 * Very many events in little memory: numbers in two arrays, texts as the long strings that they were read in, no object for
 * any event. A million events held as objects cost the garbage collector more time than it takes to fold them.
 */
export class PackedEvents {
  private readonly texts: Texts[] = [];
  private integers: Int32Array;
  private times: Float64Array;
  private count = 0;

  /** @param room for so many events; where it is not enough, it grows */
  constructor(
    private readonly typeName: (type: number) => string,
    room = 1_024,
  ) {
    this.integers = new Int32Array(room * integersEach);
    this.times = new Float64Array(room * timesEach);
  }

  get length(): number {
    return this.count;
  }

  /** The texts of the events that are added from now on. */
  begin(of: Texts): void {
    this.texts.push(of);
  }

  add(event: PackedEvent): void {
    if (this.count * timesEach === this.times.length) this.grow();
    const [at, time] = [this.count * integersEach, this.count * timesEach];
    this.integers[at + texts] = this.texts.length - 1;
    this.integers[at + index] = event.index;
    this.integers[at + start] = event.start;
    this.integers[at + end] = event.end;
    this.integers[at + type] = event.type;
    this.integers[at + revision] = event.revision;
    this.integers[at + policyVersion] = event.policyVersion;
    this.times[time + occurredAt] = event.occurredAt;
    this.times[time + recordedAt] = event.recordedAt;
    this.count += 1;
  }

  /** Negative where row `a` comes first in its journey's business order. */
  compare(a: number, b: number): number {
    return (
      this.time(a, occurredAt) - this.time(b, occurredAt) ||
      this.integer(a, revision) - this.integer(b, revision)
    );
  }

  decode(row: number, journeyId: string): JourneyEvent {
    if (row >= this.count) throw new RangeError(`There is no row ${row}.`);
    return new UnpackedEvent(this, row, journeyId, this.typeName(this.integer(row, type))) as JourneyEvent;
  }

  occurredAt(row: number): number {
    return this.time(row, occurredAt);
  }

  recordedAt(row: number): number {
    return this.time(row, recordedAt);
  }

  revision(row: number): number {
    return this.integer(row, revision);
  }

  policyVersion(row: number): number {
    return this.integer(row, policyVersion);
  }

  id(row: number): string {
    const at = this.integer(row, index) * idDigits;
    const digits = this.textsOf(row)
      .ids.slice(at, at + idDigits)
      .toLowerCase();
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
  }

  data(row: number): object {
    const text = this.textsOf(row).data.slice(this.integer(row, start), this.integer(row, end));
    return JSON.parse(text) as object;
  }

  private textsOf(row: number): Texts {
    return this.texts[this.integer(row, texts)] ?? noTexts;
  }

  private integer(row: number, field: number): number {
    return this.integers[row * integersEach + field] ?? 0;
  }

  private time(row: number, field: number): number {
    return this.times[row * timesEach + field] ?? 0;
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

/** Its data is decoded when the first fold asks for it, and once for all of them. */
class UnpackedEvent {
  private decoded: object | undefined;

  constructor(
    private readonly events: PackedEvents,
    private readonly row: number,
    readonly journeyId: string,
    readonly type: string,
  ) {}

  get occurredAt(): number {
    return this.events.occurredAt(this.row);
  }

  get recordedAt(): number {
    return this.events.recordedAt(this.row);
  }

  get revision(): number {
    return this.events.revision(this.row);
  }

  get policyVersion(): number {
    return this.events.policyVersion(this.row);
  }

  get id(): string {
    return this.events.id(this.row);
  }

  get data(): object {
    return (this.decoded ??= this.events.data(this.row));
  }
}
