import type { EventLog, Position } from '@rapport/event-store';
import type { PackedJourneys } from '@rapport/packed';
import type { Checkpoint, LoadProgress } from '@rapport/read-store';
import { membershipTypes } from '../fold/membership';
import type { LogListener } from '../source/listener';
import type { TimeTravel } from '../view/asked';
import type { Building } from './building';
import { Families } from './families';
import { foldSubjects } from './fold-subjects';
import { gather, type GatherOptions } from './gather';
import type { Progress } from './progress';
import { sharesOf } from './shares';
import { Steps } from './steps';
import { isAll, isIn, type SubjectRange } from './subject-range';

export interface FoldOptions extends TimeTravel {
  readonly log: Pick<EventLog, 'packed' | 'readStream'>;
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

/** What came of folding a range of subjects. */
export interface FoldedRange {
  /** Among the events that were read. */
  readonly newestOccurredAt: number | null;
  /** Null: there was none in the range. */
  readonly lastSubject: string | null;
}

/** Folds all subjects of a range, in key order, from one reading of the log up to its end, or from several of a long one. */
export async function foldRange(
  options: FoldOptions,
  end: LogEnd,
  range: SubjectRange = {},
): Promise<FoldedRange> {
  const { buildings, progress, maxEventsInMemory, saveMs = Infinity } = options;
  const steps = new Steps(options);
  const types = new Set(buildings.flatMap(({ folder }) => [...folder.types]));
  const reading = {
    ...readingOf(options, end),
    onPage: (events: number) => steps.take(events),
  };
  const isWhole = progress.total <= maxEventsInMemory;
  const held = isAll(range) ? { room: progress.total } : { room: Math.ceil(progress.total * (2 / 3)), range };
  const eventsOfShare = isAll(range) ? maxEventsInMemory : maxEventsInMemory / 2; // another thread holds as many
  const survey = await gather(
    isWhole ? { ...reading, types, ...held } : { ...reading, types: new Set(membershipTypes) },
  );
  const families = await Families.of(survey);
  const newestOccurredAt = survey.newestOccurredAt;
  const shares = await sharesOf(survey, families, isWhole ? Infinity : eventsOfShare, range);
  progress.expect(isWhole ? 1 : shares.length + 1);
  for (const [slab, { subjects, journeys }] of shares.entries()) {
    const histories = isWhole
      ? await withMembers(survey, journeys, range, { ...reading, types })
      : await gather({ ...reading, types, journey: (id) => journeys.has(id) });
    const saved = { head: atEnd(end, newestOccurredAt), slab, ...partOf(range) };
    await foldSubjects(subjects, histories, { families, buildings, steps, saveMs, progress: saved });
  }
  return { newestOccurredAt, lastSubject: shares.at(-1)?.subjects.at(-1) ?? null };
}

/** A customer in the range may have journeys that are not. */
async function withMembers(
  own: PackedJourneys,
  journeys: ReadonlySet<string>,
  range: SubjectRange,
  reading: GatherOptions,
): Promise<Pick<PackedJourneys, 'history' | 'eventsOf'>> {
  if (isAll(range)) return own;
  const others = new Set([...journeys].filter((id) => !isIn(range, id)));
  if (others.size === 0) return own;
  const gathered = await gather({ ...reading, journey: (id) => others.has(id) });
  const of = (id: string): PackedJourneys => (others.has(id) ? gathered : own);
  return { history: (id) => of(id).history(id), eventsOf: (id) => of(id).eventsOf(id) };
}

/** So that a rebuild that is killed early is not forgotten either, nor in which parts it is made. */
export async function saveBeginnings(
  { buildings, saveMs = Infinity }: Pick<FoldOptions, 'buildings' | 'saveMs'>,
  end: LogEnd,
  range: SubjectRange = {},
): Promise<void> {
  if (saveMs === Infinity) return;
  const begun = { head: atEnd(end, null), slab: 0, ...partOf(range) };
  for (const building of buildings) {
    const { saved } = building;
    if (saved !== undefined && saved.partFrom === begun.partFrom) continue;
    const { lastSubject = null, done = 0 } = saved ?? {};
    await building.save({ ...begun, lastSubject, done });
  }
}

function partOf({ from, before }: SubjectRange): Pick<LoadProgress, 'partFrom'> {
  const partFrom = from ?? before;
  return partFrom === undefined ? {} : { partFrom };
}

export const atEnd = (end: LogEnd, newestOccurredAt: number | null): Checkpoint => ({
  ...end,
  newestOccurredAt,
});

const readingOf = ({ log, listeners, asOf, knownAt }: FoldOptions, { position }: LogEnd): GatherOptions => ({
  log,
  head: position as Position,
  ...(listeners && { listeners }),
  ...(asOf !== undefined && { asOf }),
  ...(knownAt !== undefined && { knownAt }),
});
