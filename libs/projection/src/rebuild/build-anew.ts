import type { EventLog } from '@rapport/event-store';
import type { Checkpoint } from '@rapport/read-store';
import { foldInParts } from './fold-in-parts';
import { atEnd, foldRange, saveBeginnings, type FoldOptions, type LogEnd } from './fold-range';
import { partFrom, type MakePart } from './part';

export interface BuildAnewOptions extends Omit<FoldOptions, 'log'> {
  readonly log: Pick<EventLog, 'packed' | 'readStream' | 'streamNames'>;
  /** The end of the log that the builds are for; undefined: it is empty. */
  readonly head: LogEnd | undefined;
  /** Takes part where it pays. Default: all is done here. */
  readonly makePart?: MakePart;
}

/** Undefined where the log is empty. */
export async function endOf(log: Pick<EventLog, 'head' | 'eventAt' | 'logId'>): Promise<LogEnd | undefined> {
  const position = await log.head();
  const last = position && (await log.eventAt(position));
  return last && { logId: log.logId, position: last.position, lastEventId: last.id };
}

/**
 * Fills all builds from one reading of the log, in business order, whatever arrived when. Of a past moment where `asOf` or
 * `knownAt` is given: what came later is not there, memberships neither. Returns the checkpoint that the builds carry.
 */
export async function buildAnew(options: BuildAnewOptions): Promise<Checkpoint | undefined> {
  const { head, buildings, progress } = options;
  const checkpoint = head && atEnd(head, await fold(options, head));
  for (const building of buildings) await building.finish(checkpoint);
  progress.complete();
  return checkpoint;
}

/** Returns when the newest event occurred. */
async function fold({ makePart, ...options }: BuildAnewOptions, end: LogEnd): Promise<number | null> {
  const from = makePart && (await partFrom(options));
  await saveBeginnings(options, end, from === undefined ? {} : { before: from });
  if (makePart !== undefined && from !== undefined) return foldInParts(options, end, from, makePart);
  return (await foldRange(options, end)).newestOccurredAt;
}
