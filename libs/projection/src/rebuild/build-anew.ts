import type { EventLog, Position } from '@rapport/event-store';
import type { Checkpoint } from '@rapport/read-store';
import { Breather } from '../source/breather';
import type { LogListener } from '../source/listener';
import type { Building } from './building';
import { foldJourneys } from './fold-journeys';
import { gather } from './gather';
import type { Progress } from './progress';
import { slabs } from './slabs';

export interface BuildAnewOptions {
  readonly log: Pick<EventLog, 'readAll' | 'logId'>;
  readonly head: Position | undefined;
  readonly buildings: readonly Building[];
  readonly listeners: readonly LogListener[];
  readonly progress: Progress;
  readonly onProgress: () => void;
  readonly maxEventsInMemory: number;
  /** Ends it between two steps. */
  readonly signal: AbortSignal;
}

/** Fills all builds from one reading of the log up to `head`, in business order. Returns the checkpoint that they carry. */
export async function buildAnew(options: BuildAnewOptions): Promise<Checkpoint | undefined> {
  const { log, head, buildings, listeners, progress, maxEventsInMemory } = options;
  const parts = slabs(progress.total, maxEventsInMemory);
  const types = new Set(buildings.flatMap(({ folder }) => [...folder.types]));
  const step = stepOf(options);
  let checkpoint: Checkpoint | undefined;
  for (const slab of parts) {
    const wanted = { types, journey: (journeyId: string) => slab.holds(journeyId) };
    const onPage = (events: number) => step(events / parts.length);
    const read = await gather({ log, head, wanted, listeners, onPage });
    ({ checkpoint } = read);
    await foldJourneys(read.gathered, buildings, step);
  }
  for (const building of buildings) if (building.failed === undefined) await building.finish(checkpoint);
  progress.complete();
  return checkpoint;
}

/** Counts, and lets the event loop turn when it is time: costs no promise otherwise. */
function stepOf({ progress, onProgress, signal }: BuildAnewOptions) {
  const breather = new Breather();
  return (events: number): Promise<void> | undefined => {
    progress.advance(events);
    if (!breather.due) return undefined;
    signal.throwIfAborted();
    onProgress();
    return breather.breathe();
  };
}
