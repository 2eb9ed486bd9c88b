import { compareEntries } from './entries';

const radixBits = 16;
const buckets = 2 ** radixBits;
/** Below it comparing costs less than counting. */
const fewEntries = 2_048;

/**
 * The indices of the entries in the order of their values. Counts digits of the first value rather than compare entries, and
 * looks at further values only among entries that are equal so far: a million entries take about a tenth of a second.
 */
export function orderOf(numbers: Float64Array, width: number): Uint32Array {
  const order = new Uint32Array(numbers.length / width);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  sortBy(0, order, numbers, width);
  return order;
}

function sortBy(column: number, order: Uint32Array, numbers: Float64Array, width: number): void {
  if (column >= width - 1 || order.length < 2) return;
  if (order.length < fewEntries) {
    order.sort((a, b) => compareEntries(numbers, a * width, numbers, b * width, width, column));
    return;
  }
  const keys = new Float64Array(order.length);
  for (let i = 0; i < order.length; i += 1) keys[i] = numbers[(order[i] ?? 0) * width + column] ?? 0;
  countingSort(keys, order);
  let start = 0;
  for (let i = 1; i <= order.length; i += 1) {
    if (i < order.length && keys[i] === keys[start]) continue;
    if (i - start > 1) sortBy(column + 1, order.subarray(start, i), numbers, width);
    start = i;
  }
}

/** Sorts keys, which are integers, and the order along with them: by their lowest 16 bits, then the next, each time stably. */
function countingSort(keys: Float64Array, order: Uint32Array): void {
  const { min, max } = rangeOf(keys);
  let from: Keyed = { keys, order };
  let to: Keyed = { keys: new Float64Array(keys.length), order: new Uint32Array(order.length) };
  for (let unit = 1; (max - min) / unit >= 1; unit *= buckets) {
    scatter(from, to, min, unit);
    [from, to] = [to, from];
  }
  if (from.keys === keys) return;
  keys.set(from.keys);
  order.set(from.order);
}

interface Keyed {
  readonly keys: Float64Array;
  readonly order: Uint32Array;
}

function scatter(from: Keyed, to: Keyed, min: number, unit: number): void {
  const starts = new Uint32Array(buckets + 1);
  const digit = (key: number) => Math.floor((key - min) / unit) % buckets;
  for (const key of from.keys) {
    const next = digit(key) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let i = 1; i <= buckets; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  for (let i = 0; i < from.keys.length; i += 1) {
    const key = from.keys[i] ?? 0;
    const bucket = digit(key);
    const place = starts[bucket] ?? 0;
    starts[bucket] = place + 1;
    to.keys[place] = key;
    to.order[place] = from.order[i] ?? 0;
  }
}

function rangeOf(keys: Float64Array): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const key of keys) {
    if (key < min) min = key;
    if (key > max) max = key;
  }
  return { min, max };
}
