import type { EventLog } from '@rapport/event-store';
import { journeyOf } from '@rapport/packed';
import type { BuildId, LoadProgress } from '@rapport/read-store';
import { sorted } from '../source/sorted';
import type { TimeTravel } from '../view/asked';
import type { Building } from './building';
import type { FoldedRange, LogEnd } from './fold-range';
import type { Progress } from './progress';

/** What another thread is to build: parts of builds that are held here. */
export interface PartOrder extends TimeTravel {
  readonly builds: readonly BuildId[];
  readonly end: LogEnd;
  /** The first subject. */
  readonly from: string;
  /** In the whole log, as whoever holds the builds counts them. */
  readonly events: number;
}

/** Makes parts in another thread, and saves them; told by how many events it has done. Lets go of them before it settles. */
export type MakePart = (
  order: PartOrder,
  onProgress: (done: number) => void,
  signal: AbortSignal,
) => Promise<FoldedRange>;

/** Below it, what the other thread takes to begin is more than it saves. */
const fewestEvents = 700_000;
/** Of the journeys that are built here: the other thread begins later, with code that is not compiled yet. */
const ownShare = 0.545;

interface Load {
  readonly log: Pick<EventLog, 'streamNames'>;
  readonly buildings: readonly Building[];
  readonly progress: Progress;
}

/** From which subject on a part is made; undefined: of none. What was begun in parts is gone on with in the same ones. */
export async function partFrom({ log, buildings, progress }: Load): Promise<string | undefined> {
  if (!buildings.every(({ hasParts }) => hasParts)) return undefined;
  const begun = buildings.flatMap(({ saved }) => (saved === undefined || isNothing(saved) ? [] : [saved]));
  const [from, ...others] = new Set(begun.map((saved) => saved.partFrom));
  if (begun.length > 0) return others.length === 0 ? from : undefined;
  return progress.total < fewestEvents ? undefined : boundary((await log.streamNames?.()) ?? []);
}

const isNothing = ({ lastSubject, partFrom: from }: LoadProgress): boolean =>
  lastSubject === null && from === undefined;

async function boundary(streams: readonly string[]): Promise<string | undefined> {
  const journeyIds = await sorted(streams.flatMap((stream) => journeyOf(stream) ?? []));
  return journeyIds[Math.floor(journeyIds.length * ownShare)];
}
