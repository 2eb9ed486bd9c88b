import { toText } from '../connection/text';

/** What stands before the rows of a COPY, and behind them. */
export const copySignature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
export const copyEnd = Buffer.from([0xff, 0xff]);

const word = 2 ** 32;
const firstSize = 2 ** 16 + 2 ** 13;

/**
 * Rows in PostgreSQL's binary COPY format: a row is its number of fields, then each field's length and bytes. Whoever writes a
 * row writes as many fields as it says, in the order and types of the columns.
 */
export class BinaryRows {
  private buffer = Buffer.allocUnsafe(firstSize);
  private at = 0;

  get bytes(): number {
    return this.at;
  }

  row(fields: number): this {
    this.reserve(2);
    this.at = this.buffer.writeInt16BE(fields, this.at);
    return this;
  }

  none(): this {
    return this.length(-1, 0);
  }

  text(value: string): this {
    const kept = toText(value);
    this.reserve(4 + kept.length * 3);
    const length = this.buffer.write(kept, this.at + 4);
    this.at = this.buffer.writeInt32BE(length, this.at) + length;
    return this;
  }

  bytea(value: Uint8Array): this {
    this.length(value.length, value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
    return this;
  }

  /** @param value a safe integer */
  bigint(value: number): this {
    this.length(8, 8);
    const upper = Math.floor(value / word);
    this.at = this.buffer.writeInt32BE(upper, this.at);
    this.at = this.buffer.writeUInt32BE(value - upper * word, this.at);
    return this;
  }

  integer(value: number): this {
    this.length(4, 4);
    this.at = this.buffer.writeInt32BE(value, this.at);
    return this;
  }

  double(value: number): this {
    this.length(8, 8);
    this.at = this.buffer.writeDoubleBE(value, this.at);
    return this;
  }

  /** All rows since the last time. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.at);
    this.buffer = Buffer.allocUnsafe(this.buffer.length);
    this.at = 0;
    return taken;
  }

  private length(length: number, reserved: number): this {
    this.reserve(4 + reserved);
    this.at = this.buffer.writeInt32BE(length, this.at);
    return this;
  }

  private reserve(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}
