import { isAscii } from 'node:buffer';

const lineFeed = 10;

/** Many texts outside of the garbage collector's heap. */
export class PackedTexts {
  private readonly bytes: Buffer;
  /** What is ASCII is read twice as fast. */
  private readonly encoding: 'latin1' | 'utf8';
  private readonly ends: number[] = [];

  /** @param lines one text a line */
  constructor(lines: string) {
    this.bytes = Buffer.from(lines);
    this.encoding = isAscii(this.bytes) ? 'latin1' : 'utf8';
    for (let end = this.bytes.indexOf(lineFeed); end !== -1; end = this.bytes.indexOf(lineFeed, end + 1))
      this.ends.push(end);
    this.ends.push(this.bytes.length);
  }

  at(index: number): string {
    const start = index === 0 ? 0 : (this.ends[index - 1] ?? 0) + 1;
    return this.bytes.toString(this.encoding, start, this.ends[index]);
  }
}
