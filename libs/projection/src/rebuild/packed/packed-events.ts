import type { RecordedEvent } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { NumberColumn } from './column';
import { Names } from './names';
import { TextArena } from './text-arena';

/** A UUID as text. */
const idLength = 36;

/**
 * Very many events in little memory: numbers in columns, texts in an arena, no object for any of them. A million events held
 * as objects cost the garbage collector more time than it takes to fold them.
 */
export class PackedEvents {
  private readonly types = new Names();
  private readonly type = NumberColumn.ofIntegers();
  private readonly revision = NumberColumn.ofIntegers();
  private readonly policyVersion = NumberColumn.ofIntegers();
  private readonly occurredAt = NumberColumn.ofDoubles();
  private readonly recordedAt = NumberColumn.ofDoubles();
  private readonly place = NumberColumn.ofDoubles();
  private readonly dataBytes = NumberColumn.ofIntegers();
  private readonly texts = new TextArena();

  get length(): number {
    return this.type.length;
  }

  add(event: RecordedEvent): void {
    const data = event.dataText ?? JSON.stringify(event.data);
    this.type.push(this.types.numberOf(event.type));
    this.revision.push(event.revision);
    this.policyVersion.push(event.policyVersion);
    this.occurredAt.push(event.occurredAt);
    this.recordedAt.push(event.recordedAt);
    this.place.push(this.texts.reserve(idLength + data.length));
    this.texts.put(event.id);
    this.dataBytes.push(this.texts.put(data));
  }

  /** Negative where row `a` comes first in its journey's business order. */
  compare(a: number, b: number): number {
    return this.occurredAt.at(a) - this.occurredAt.at(b) || this.revision.at(a) - this.revision.at(b);
  }

  decode(row: number, journeyId: string): JourneyEvent {
    const event = new UnpackedEvent(
      journeyId,
      this.types.nameOf(this.type.at(row)),
      this.occurredAt.at(row),
      this.recordedAt.at(row),
      this.revision.at(row),
      this.policyVersion.at(row),
      this.texts,
      this.place.at(row),
      this.dataBytes.at(row),
    );
    return event as JourneyEvent;
  }
}

/** Its data is decoded when the first fold asks for it, and once for all of them. */
class UnpackedEvent {
  private decoded: object | undefined;

  constructor(
    readonly journeyId: string,
    readonly type: string,
    readonly occurredAt: number,
    readonly recordedAt: number,
    readonly revision: number,
    readonly policyVersion: number,
    private readonly texts: TextArena,
    private readonly place: number,
    private readonly dataBytes: number,
  ) {}

  get id(): string {
    return this.texts.get(this.place, idLength);
  }

  get data(): object {
    return (this.decoded ??= JSON.parse(this.texts.get(this.place + idLength, this.dataBytes)) as object);
  }
}
