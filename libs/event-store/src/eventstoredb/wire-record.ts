import { shared } from './protocol';
import { uuidText } from './uuid';
import { WireFields } from './wire-fields';

/** 100 nanoseconds each. */
const TICKS_PER_MS = 10_000;

const NOTHING: Buffer = Buffer.alloc(0);

/** An event as the server sent it; field numbers as in `streams.proto`, ReadResp.ReadEvent.RecordedEvent. */
export class WireRecord {
  stream = '';
  type = '';
  revision = 0;
  /** Where it begins in the transaction log, in bytes. */
  place = 0;
  /** When the server wrote it, milliseconds since 1970. */
  created = 0;
  data = NOTHING;
  customMetadata = NOTHING;
  private uuid = NOTHING;

  constructor(fields: WireFields) {
    while (fields.next()) {
      switch (fields.number) {
        case 1:
          this.uuid = fields.slice();
          break;
        case 2:
          this.stream = streamIn(fields.inside());
          break;
        case 3:
          this.revision = fields.value;
          break;
        case 5:
          this.place = fields.value;
          break;
        case 6:
          this.readFact(fields.inside());
          break;
        case 7:
          this.customMetadata = fields.slice();
          break;
        case 8:
          this.data = fields.slice();
          break;
      }
    }
  }

  /** A UUID in lower case; a text where it was asked for as one. */
  get id(): string {
    const uuid = new WireFields(this.uuid);
    if (uuid.next() && uuid.number === 2) return uuid.text().toLowerCase();
    return uuidText(shared.UUID.deserializeBinary(this.uuid));
  }

  /** An entry of the map of what the server knows of an event. */
  private readFact(entry: WireFields): void {
    let key = '';
    while (entry.next()) {
      if (entry.number === 1) key = entry.text();
      else if (key === 'type') this.type = entry.text();
      else if (key === 'created') this.created = Math.floor(Number(entry.text()) / TICKS_PER_MS);
    }
  }
}

function streamIn(identifier: WireFields): string {
  while (identifier.next()) if (identifier.number === 3) return identifier.text();
  return '';
}

/** The event in a message that answers a read; undefined in one that says something else. */
export function recordIn(response: Buffer): WireRecord | undefined {
  const fields = new WireFields(response);
  while (fields.next()) {
    if (fields.number !== 1) continue;
    const event = fields.inside();
    while (event.next()) if (event.number === 1) return new WireRecord(event.inside());
  }
  return undefined;
}
