const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];

/**
 * Walks the fields of one message in protobuf's wire format (protobuf.dev/programming-guides/encoding), without an object
 * for any of them: the generated classes take three quarters of the time of reading a log.
 */
export class WireFields {
  /** Of the field that `next` moved to. */
  number = 0;
  /** Where it is a number: exact up to 2^53. */
  value = 0;
  /** Where it is a text, bytes or a message: from here up to and without `end`. */
  start = 0;
  end = 0;

  constructor(
    private readonly bytes: Buffer,
    private at = 0,
    private readonly limit = bytes.length,
  ) {}

  /** Moves to the next field; false behind the last. @throws Error where the bytes are no message */
  next(): boolean {
    if (this.at >= this.limit) return false;
    const key = this.varint();
    this.number = key >>> 3;
    switch (key & 7) {
      case VARINT:
        this.value = this.varint();
        return true;
      case BYTES:
        this.end = this.varint();
        this.start = this.at;
        this.at = this.end += this.start;
        return true;
      case FIXED64:
        this.at += 8;
        return true;
      case FIXED32:
        this.at += 4;
        return true;
      default:
        throw new Error(`No message of the protocol has a field of kind ${key & 7}.`);
    }
  }

  /** The fields of the message that this field is. */
  inside(): WireFields {
    return new WireFields(this.bytes, this.start, this.end);
  }

  text(): string {
    return this.bytes.toString('utf8', this.start, this.end);
  }

  slice(): Buffer {
    return this.bytes.subarray(this.start, this.end);
  }

  private varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }
}
