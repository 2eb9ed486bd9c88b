const chunkBytes = 8 * 2 ** 20;
/** UTF-8 takes at most three bytes for a UTF-16 code unit. */
const maxBytesPerUnit = 3;

/** Texts outside of the garbage collector's heap. A place is `chunk * chunkBytes + offset`. */
export class TextArena {
  private readonly chunks: Buffer[] = [];
  private used = chunkBytes;
  private last: Buffer = Buffer.alloc(0);

  /** The place behind the last text: where the next one of at most this length is put. */
  reserve(length: number): number {
    const bytes = length * maxBytesPerUnit;
    if (bytes > chunkBytes) throw new RangeError(`A text of ${length} characters is too long for a chunk.`);
    if (this.used + bytes > chunkBytes) this.addChunk();
    return (this.chunks.length - 1) * chunkBytes + this.used;
  }

  /** Puts a text behind the last one, in room that was reserved. Returns its bytes. */
  put(text: string): number {
    const bytes = this.last.write(text, this.used);
    this.used += bytes;
    return bytes;
  }

  get(place: number, bytes: number): string {
    const chunk = Math.floor(place / chunkBytes);
    const offset = place - chunk * chunkBytes;
    return this.chunks[chunk]?.toString('utf8', offset, offset + bytes) ?? '';
  }

  private addChunk(): void {
    this.last = Buffer.allocUnsafeSlow(chunkBytes);
    this.chunks.push(this.last);
    this.used = 0;
  }
}
