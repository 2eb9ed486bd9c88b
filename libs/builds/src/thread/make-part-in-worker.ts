import type { FoldedRange, MakePart } from '@rapport/projection';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inThread } from './in-thread';
import type { PartThreadOrder } from './order';
import { ThreadEntry } from './thread-entry';

const entry = ThreadEntry.at(join(__dirname, 'part-worker.js'));

/** Makes parts of large builds in another thread; undefined where there can be none, or no processor is left for it. */
export function makePartInWorker(options: Omit<PartThreadOrder, 'part'>): MakePart | undefined {
  if (entry === undefined || availableParallelism() < 2) return undefined;
  return (part, onProgress, signal) => {
    const order: PartThreadOrder = { ...options, part };
    return inThread<FoldedRange>(entry, order, { onProgress, signal });
  };
}
