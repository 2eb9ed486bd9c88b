import { lowest, separator } from './chunk-key';
import { chunkEntries } from './chunk-size';
import { Merged } from './entries';
import { unpack } from './packed';
import type { PackedSlab } from './slab';
import { orderOf } from './sort';

/** Some entries of a series in order: those from its start up to the next chunk's. */
export interface NewChunk {
  readonly start: Uint8Array;
  /** Good until the next one. */
  readonly entries: Float64Array;
}

/** All entries of a series, as they came, in order, summed up, in chunks. */
export function* chunksOf(slabs: readonly PackedSlab[], width: number): Generator<NewChunk> {
  let last: Float64Array | undefined;
  for (const entries of runs(unpacked(slabs, width), width)) {
    yield { start: last === undefined ? lowest : separator(last, 0, entries, 0, width), entries };
    last = entries.slice(-width);
  }
}

/**
 * What a chunk that was changed is written as: itself, and more where it has grown too long; nothing where nothing is left.
 * @param start where it begins
 */
export function* piecesOf(start: Uint8Array, entries: Float64Array, width: number): Generator<NewChunk> {
  const most = chunkEntries(width) * width;
  const length = entries.length > 2 * most ? most : entries.length;
  for (let from = 0; from < entries.length; from += length)
    yield {
      start: from === 0 ? start : separator(entries, from - width, entries, from, width),
      entries: entries.subarray(from, from + length),
    };
}

function unpacked(slabs: readonly PackedSlab[], width: number): Float64Array {
  const size = slabs.reduce((sum, slab) => sum + slab.size, 0);
  const numbers = new Float64Array(size * width);
  let at = 0;
  for (const slab of slabs) {
    unpack(slab.data, width, slab.size, numbers, at);
    at += slab.size * width;
  }
  return numbers;
}

function* runs(numbers: Float64Array, width: number): Generator<Float64Array> {
  const merged = new Merged(width, chunkEntries(width));
  for (const index of orderOf(numbers, width)) {
    if (merged.isFull && !merged.takesIn(numbers, index * width)) {
      if (merged.entries.length > 0) yield merged.entries;
      merged.clear();
    }
    merged.push(numbers, index * width);
  }
  if (merged.entries.length > 0) yield merged.entries;
}
