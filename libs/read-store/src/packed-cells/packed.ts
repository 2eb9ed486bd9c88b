/**
 * Entries as bytes. Entries are rows of `width` safe integers; they are written column by column, each as its smallest value
 * (a double), the number of bytes that the distance to it takes at most (0 to 7; 8: doubles as they are, where the distance
 * itself is no safe integer), and the distances, least significant byte first. Dates and small counts take few bytes so.
 */
const rawBytes = 8;
const headerBytes = 9;
const word = 2 ** 32;

interface Frame {
  readonly min: number;
  readonly bytes: number;
}

export function pack(entries: Float64Array, width: number): Uint8Array {
  const frames = Array.from({ length: width }, (_, column) => frameOf(entries, width, column));
  const size = entries.length / width;
  const length = frames.reduce((sum, { bytes }) => sum + headerBytes + bytes * size, 0);
  const out = new DataView(new ArrayBuffer(length));
  let at = 0;
  frames.forEach((frame, column) => {
    out.setFloat64(at, frame.min, true);
    out.setUint8(at + 8, frame.bytes);
    at = writeColumn(entries, width, column, frame, out, at + headerBytes);
  });
  return new Uint8Array(out.buffer);
}

/** Writes the `size` entries to `into`, from its index `start` on. */
export function unpack(data: Uint8Array, width: number, size: number, into: Float64Array, start = 0): void {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  for (let column = 0; column < width; column += 1) {
    const frame = { min: view.getFloat64(at, true), bytes: view.getUint8(at + 8) };
    at += headerBytes;
    readColumn(view, at, frame, { into, from: start + column, to: start + size * width, width });
    at += frame.bytes * size;
  }
}

function frameOf(entries: Float64Array, width: number, column: number): Frame {
  let min = Infinity;
  let max = -Infinity;
  for (let i = column; i < entries.length; i += width) {
    const value = entries[i] ?? 0;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const distance = max - min;
  return { min, bytes: Number.isSafeInteger(distance) ? bytesOf(distance) : rawBytes };
}

function bytesOf(distance: number): number {
  let bytes = 0;
  for (let rest = distance; rest >= 1; rest /= 256) bytes += 1;
  return bytes;
}

function writeColumn(
  entries: Float64Array,
  width: number,
  column: number,
  { min, bytes }: Frame,
  out: DataView,
  start: number,
): number {
  let at = start;
  if (bytes === 0) return at;
  for (let i = column; i < entries.length; i += width) {
    const value = entries[i] ?? 0;
    if (bytes === rawBytes) out.setFloat64(at, value, true);
    else writeInteger(out, at, value - min, bytes);
    at += bytes;
  }
  return at;
}

function writeInteger(out: DataView, at: number, value: number, bytes: number): void {
  let low = value >>> 0;
  for (let i = 0; i < bytes; i += 1) {
    if (i === 4) low = (value - (value >>> 0)) / word;
    out.setUint8(at + i, low & 255);
    low >>>= 8;
  }
}

interface Target {
  readonly into: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

function readColumn(view: DataView, start: number, frame: Frame, target: Target): void {
  const { into, from, to, width } = target;
  const { min, bytes } = frame;
  let at = start;
  switch (bytes) {
    case 0:
      for (let i = from; i < to; i += width) into[i] = min;
      return;
    case 1:
      for (let i = from; i < to; i += width) into[i] = min + view.getUint8(at++);
      return;
    case 4:
      for (let i = from; i < to; i += width, at += 4) into[i] = min + view.getUint32(at, true);
      return;
    default:
      readWith(readers[bytes], view, start, frame, target);
  }
}

/** As `readColumn`, at the price of a call a number. */
function readWith(
  read: Reader | undefined,
  view: DataView,
  start: number,
  { min, bytes }: Frame,
  { into, from, to, width }: Target,
): void {
  if (read === undefined) throw new Error(`Packed entries are damaged: a number of ${bytes} bytes.`);
  const offset = bytes === rawBytes ? 0 : min;
  let at = start;
  for (let i = from; i < to; i += width, at += bytes) into[i] = offset + read(view, at);
}

type Reader = (view: DataView, at: number) => number;

const two: Reader = (view, at) => view.getUint16(at, true);
const four: Reader = (view, at) => view.getUint32(at, true);

/** By number of bytes. */
const readers: readonly Reader[] = [
  () => 0,
  (view, at) => view.getUint8(at),
  two,
  (view, at) => two(view, at) + view.getUint8(at + 2) * 2 ** 16,
  four,
  (view, at) => four(view, at) + view.getUint8(at + 4) * word,
  (view, at) => four(view, at) + two(view, at + 4) * word,
  (view, at) => four(view, at) + two(view, at + 4) * word + view.getUint8(at + 6) * 2 ** 48,
  (view, at) => view.getFloat64(at, true),
];
