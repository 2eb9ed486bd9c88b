import { UnevenCells } from '../../cells';
import { keyOf, lowest } from '../../packed-cells/chunk-key';
import { piecesOf } from '../../packed-cells/chunks';
import { mergeEntries } from '../../packed-cells/entries';
import { unpack } from '../../packed-cells/packed';
import { seriesKey } from '../../packed-cells/series';
import type { SeriesChange } from '../../packed-cells/summed-up';
import type { Runs } from '../connection/statement';
import type { ChunkKey, ChunkStatements, FoundChunk, WrittenChunk } from './chunk-statements';

/** An entry that changes, and the key by which its chunk is found. */
interface Entry extends ChunkKey {
  readonly change: SeriesChange;
  /** Where it begins in the change's numbers. */
  readonly at: number;
}

/** What becomes of the chunks that a commit concerns; each is read once and written once. */
export interface ChunkChanges {
  readonly written: readonly WrittenChunk[];
  readonly removed: readonly ChunkKey[];
}

/** @throws UnevenCells */
export async function changedChunks(
  runs: Runs,
  chunks: ChunkStatements,
  changes: readonly SeriesChange[],
): Promise<ChunkChanges> {
  const entries = changes.flatMap(entriesOf);
  if (entries.length === 0) return { written: [], removed: [] };
  const found = await chunks.holding(runs, entries);
  const known = new Set(found.flatMap((chunk) => chunk.entries));
  const written: WrittenChunk[] = [];
  const removed: ChunkKey[] = [];
  for (const chunk of found) {
    const numbers = merged(chunk, ofChunk(entries, chunk));
    const pieces = toWritten(chunk, chunk.start, numbers, chunk.width);
    if (pieces.length === 0) removed.push(chunk);
    written.push(...pieces);
  }
  written.push(...firstChunks(entries.filter((_, index) => !known.has(index))));
  return { written, removed };
}

function entriesOf(change: SeriesChange): Entry[] {
  const { series, numbers, width } = change;
  return Array.from({ length: numbers.length / width }, (_, index) => {
    const at = index * width;
    return { ...series, start: keyOf(numbers, at, width - 1), change, at };
  });
}

const ofChunk = (entries: readonly Entry[], chunk: FoundChunk): Entry[] =>
  chunk.entries.flatMap((index) => entries[index] ?? []);

function merged(chunk: FoundChunk, entries: readonly Entry[]): Float64Array {
  const { width, size, data, measure } = chunk;
  const uneven = entries.find(({ change }) => change.width !== width);
  if (uneven !== undefined) throw new UnevenCells(measure, [uneven.change.width, width]);
  const numbers = new Float64Array(width * size);
  unpack(data, width, size, numbers);
  return mergeEntries(numbers, numbersOf(entries, width), width);
}

/** New entries before all chunks of their series: each series gets one that begins before everything. */
function firstChunks(entries: readonly Entry[]): WrittenChunk[] {
  const bySeries = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = seriesKey(entry);
    bySeries.set(key, [...(bySeries.get(key) ?? []), entry]);
  }
  return [...bySeries.values()].flatMap((ofOne) => {
    const [first] = ofOne;
    if (first === undefined) return [];
    const { width } = first.change;
    return toWritten(first, lowest, numbersOf(ofOne, width), width);
  });
}

function numbersOf(entries: readonly Entry[], width: number): Float64Array {
  const numbers = new Float64Array(entries.length * width);
  entries.forEach(({ change, at }, index) => {
    numbers.set(change.numbers.subarray(at, at + width), index * width);
  });
  return numbers;
}

function toWritten(
  { measure, group, scope }: ChunkKey,
  start: Uint8Array,
  numbers: Float64Array,
  width: number,
): WrittenChunk[] {
  const pieces = [...piecesOf(start, numbers, width)];
  return pieces.map((piece) => ({
    measure,
    group,
    scope,
    start: piece.start,
    width,
    numbers: piece.entries,
  }));
}
