import type { EventLog, Position } from '@rapport/event-store';
import type { Checkpoint } from '@rapport/read-store';
import type { LogListener } from '../source/listener';
import type { TimeTravel } from '../view/asked';
import type { Building } from './building';
import { membershipTypes } from '../fold/membership';
import { Families } from './families';
import { foldSubjects } from './fold-subjects';
import { gather, type GatherOptions } from './gather';
import type { Progress } from './progress';
import { sharesOf } from './shares';
import { Steps } from './steps';

export interface BuildAnewOptions extends TimeTravel {
  readonly log: Pick<EventLog, 'packed' | 'readStream'>;
  /** The end of the log that the builds are for; undefined: it is empty. */
  readonly head: LogEnd | undefined;
  /** All empty, or left loading for this very head. */
  readonly buildings: readonly Building[];
  readonly listeners?: readonly LogListener[];
  readonly progress: Progress;
  readonly onProgress?: () => void;
  /** Events; a longer log is read more than once. */
  readonly maxEventsInMemory: number;
  /** Time from one save to the next; default: never saved. */
  readonly saveMs?: number;
  /** Ends it between two steps; what was saved until then can be gone on with. */
  readonly signal?: AbortSignal;
}

/** Where a log ends. */
export type LogEnd = Omit<Checkpoint, 'newestOccurredAt'>;

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
  const checkpoint = head && (await fill(options, head));
  for (const building of buildings) await building.finish(checkpoint);
  progress.complete();
  return checkpoint;
}

async function fill(options: BuildAnewOptions, end: LogEnd): Promise<Checkpoint> {
  const { buildings, progress, maxEventsInMemory, saveMs = Infinity } = options;
  if (saveMs < Infinity) await saveBeginnings(buildings, end);
  const steps = new Steps(options);
  const types = new Set(buildings.flatMap(({ folder }) => [...folder.types]));
  const reading = { ...readingOf(options, end), onPage: (events: number) => steps.take(events) };
  const isWhole = progress.total <= maxEventsInMemory;
  const survey = await gather(
    isWhole ? { ...reading, types, room: progress.total } : { ...reading, types: new Set(membershipTypes) },
  );
  const families = Families.of(survey);
  const head = { ...end, newestOccurredAt: survey.newestOccurredAt };
  const shares = sharesOf(survey, families, isWhole ? Infinity : maxEventsInMemory);
  progress.expect(isWhole ? 1 : shares.length + 1);
  for (const [slab, { subjects, journeys }] of shares.entries()) {
    const journey = (id: string): boolean => journeys.has(id);
    const gathered = isWhole ? survey : await gather({ ...reading, types, journey });
    await foldSubjects(subjects, gathered, { families, buildings, steps, saveMs, progress: { head, slab } });
  }
  return head;
}

/** So that a rebuild that is killed early is not forgotten either. */
async function saveBeginnings(buildings: readonly Building[], end: LogEnd): Promise<void> {
  const begun = { head: { ...end, newestOccurredAt: null }, slab: 0, lastSubject: null };
  for (const building of buildings) if (building.saved === undefined) await building.save(begun);
}

const readingOf = (
  { log, listeners, asOf, knownAt }: BuildAnewOptions,
  { position }: LogEnd,
): GatherOptions => ({
  log,
  head: position as Position,
  ...(listeners && { listeners }),
  ...(asOf !== undefined && { asOf }),
  ...(knownAt !== undefined && { knownAt }),
});
