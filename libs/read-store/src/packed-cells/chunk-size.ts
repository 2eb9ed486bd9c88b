/** Numbers of a chunk: about 1 KiB of packed bytes, so that several fill a page and a change rewrites little. */
const numbersPerChunk = 480;
const fewest = 16;

/** Entries of a chunk as it is written; it is split again once there are twice as many. */
export const chunkEntries = (width: number): number => Math.max(fewest, Math.floor(numbersPerChunk / width));
