import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import { journeyOf } from '../decode/decode';
import { tell, type LogListener } from '../source/listener';
import { Gathered, type Wanted } from './gathered';

export interface GatherOptions extends Wanted {
  readonly log: Pick<EventLog, 'packed' | 'readStream'>;
  /** Up to here; undefined: nothing. */
  readonly head: Position | undefined;
  /** How many events will be held, about. */
  readonly room?: number;
  readonly listeners?: readonly LogListener[];
  /** Called after each page, with its number of events; the place to breathe and to stop. */
  readonly onPage?: (events: number) => Promise<void> | undefined;
}

/** Reads the log once and keeps what is wanted of it, undecoded. */
export async function gather(options: GatherOptions): Promise<Gathered> {
  const { log, head, types, journey, listeners = [], onPage } = options;
  const reader = log.packed({
    ...(types && { dataOf: types }),
    ...(journey && { streams: (stream: string) => isOther(stream) || journey(journeyOf(stream) ?? '') }),
  });
  const gathered = new Gathered(reader, options, options.room);
  for (let at: Position | undefined; head !== undefined;) {
    const page = await reader.read(at, head);
    if (page === undefined || !gathered.add(page)) break;
    at = page.upTo;
    await onPage?.(page.streams.length);
  }
  await tell(listeners, await othersOf(options, gathered));
  return gathered;
}

const isOther = (stream: string): boolean => journeyOf(stream) === undefined;

/** There are few, published policies: they are read again as the listeners take them. */
async function othersOf(
  { log, head, knownAt = Infinity }: GatherOptions,
  { others }: Gathered,
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
