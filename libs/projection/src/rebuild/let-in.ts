import type { Position } from '@rapport/event-store';
import { furthestBehind, type Feed } from '../live/feed';
import type { Lane } from '../live/lane';
import type { HighWaterMark } from '../wait/high-water-mark';
import { catchUp, type CatchUpOptions } from './catch-up';

/** Events that may be left to catch up with while live batches wait. */
const maxLeft = 100;
/** A round that leaves more than this share of what was left before it is the last: as much is appended as it catches up with. */
const nearer = 0.9;

export interface LetInOptions extends CatchUpOptions {
  readonly feed: Feed;
  readonly mark: HighWaterMark;
}

/** How lanes take the place of others. */
export interface Admission {
  /** What takes time, while others may tell of later positions. */
  readonly swap?: () => Promise<void>;
  /** From here on queries are answered from them. */
  readonly admit: () => void;
}

/**
 * Catches lanes up with the log, but for the last few events. Once however few they are: what is read for them, which may be
 * whole histories, live batches need not wait for.
 */
export async function comeNear({ log, ...source }: LetInOptions, lanes: readonly Lane[]): Promise<void> {
  let left = await log.count(furthestBehind(lanes));
  while (left > 0) {
    await catchUp({ log, ...source }, lanes, await log.head());
    const before = left;
    left = await log.count(furthestBehind(lanes));
    if (left <= maxLeft || left > nearer * before) return;
  }
}

/**
 * Catches lanes up with the feed, between two live batches, and lets them in, in place of lanes of the same
 * names. No query sees less than it was told to be there, also where other nodes tell of more meanwhile.
 */
export async function letIn(
  options: LetInOptions,
  lanes: readonly Lane[],
  { swap, admit }: Admission,
): Promise<void> {
  const { feed, mark, histories } = options;
  await feed.change(async (current, position) => {
    await mark.notPassing(lanes, async () => {
      await catchUp(options, lanes, later(position, mark.position));
      await swap?.();
      admit();
    });
    return [...current.filter(({ name }) => lanes.every((lane) => lane.name !== name)), ...lanes];
  }, histories);
}

const later = (a: Position | undefined, b: Position | undefined): Position | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;
