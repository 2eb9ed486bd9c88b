import type { EventLog, PackedOptions, Position, RecordedEvent } from '@rapport/event-store';
import { journeyOf, PackedJourneys, type Wanted } from '@rapport/packed';
import { membershipTypes } from '../fold/membership';
import { tell, type LogListener } from '../source/listener';
import { isIn, type SubjectRange } from './subject-range';

export interface GatherOptions extends Omit<Wanted, 'marks'> {
  readonly log: Pick<EventLog, 'packed' | 'readStream'>;
  /** Up to here; undefined: nothing. */
  readonly head: Position | undefined;
  /** Only journeys in it; of others, what says whose they are. */
  readonly range?: SubjectRange;
  readonly listeners?: readonly LogListener[];
  /** Called after each page, with its number of events; the place to breathe and to stop. */
  readonly onPage?: (events: number) => Promise<void> | undefined;
}

/** Reads the log once and keeps what is wanted of it, undecoded; `marked` are the journeys that were ever linked or unlinked. */
export async function gather(options: GatherOptions): Promise<PackedJourneys> {
  const { log, head, types, knownAt, listeners = [], onPage } = options;
  const reader = log.packed({
    ...(types && { dataOf: types }),
    seldom: knownAt === undefined ? ['id', 'recordedAt'] : ['id'],
    ...streamsOf(options),
  });
  const gathered = new PackedJourneys(reader, { ...options, marks: membershipTypes });
  for (let at: Position | undefined; head !== undefined;) {
    const page = await reader.read(at, head);
    if (page === undefined) break;
    gathered.add(page);
    at = page.upTo;
    await onPage?.(page.streams.length);
  }
  await tell(listeners, await othersOf(options, gathered));
  return gathered;
}

function streamsOf({ journey, range }: GatherOptions): Pick<PackedOptions, 'streams' | 'everywhere'> {
  const isWanted = journey ?? (range && ((id: string) => isIn(range, id)));
  if (isWanted === undefined) return {};
  const streams = (stream: string): boolean => {
    const journeyId = journeyOf(stream);
    return journeyId === undefined || isWanted(journeyId);
  };
  return journey === undefined ? { streams, everywhere: membershipTypes } : { streams };
}

/** There are few, published policies: they are read again as the listeners take them. */
async function othersOf(
  { log, head, knownAt = Infinity }: GatherOptions,
  { others }: PackedJourneys,
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (const stream of others) {
    for (let from = 0; ;) {
      const page = await log.readStream(stream, { from });
      events.push(...page);
      if (page.length === 0) break;
      from += page.length;
    }
  }
  return events
    .filter(({ position, recordedAt }) => head !== undefined && position <= head && recordedAt <= knownAt)
    .sort((a, b) => (a.position < b.position ? -1 : 1));
}
