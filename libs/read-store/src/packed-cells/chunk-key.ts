import { compareEntries } from './entries';

const word = 2 ** 32;
const bytesPerValue = 7;
/** Makes the upper half of every safe integer positive. */
const bias = 2 ** 21;

/** The first `count` values of an entry as bytes that compare as the values do. */
export function keyOf(numbers: Float64Array, start: number, count: number): Uint8Array {
  const key = new Uint8Array(count * bytesPerValue);
  const view = new DataView(key.buffer);
  for (let i = 0; i < count; i += 1) {
    const value = numbers[start + i] ?? 0;
    const upper = Math.floor(value / word);
    const biased = upper + bias;
    view.setUint8(i * bytesPerValue, biased >>> 16);
    view.setUint16(i * bytesPerValue + 1, biased & 0xffff);
    view.setUint32(i * bytesPerValue + 3, value - upper * word);
  }
  return key;
}

/** The shortest key that is after the one entry and not after the next one: where a chunk begins. */
export function separator(
  before: Float64Array,
  beforeStart: number,
  next: Float64Array,
  nextStart: number,
  width: number,
): Uint8Array {
  let count = 1;
  while (compareEntries(before, beforeStart, next, nextStart, count + 1) === 0 && count < width - 1)
    count += 1;
  return keyOf(next, nextStart, count);
}

/** Where a series' first chunk begins: before everything. */
export const lowest = new Uint8Array(0);
