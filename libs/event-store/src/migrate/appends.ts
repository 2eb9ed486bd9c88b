import type { RecordedEvent } from '../event';

/** Little enough to be far from what an append may hold. */
const MOST_EVENTS = 100;
const MOST_CHARACTERS = 200_000;

/** Neighbours of one stream are one append: the order of the log stays as it is, and what was appended at once is again. */
export async function* appendsOf(events: AsyncIterable<RecordedEvent>): AsyncGenerator<RecordedEvent[]> {
  let append: RecordedEvent[] = [];
  let characters = 0;
  for await (const event of events) {
    const length = event.dataText?.length ?? 0;
    const fits = append.length < MOST_EVENTS && characters + length <= MOST_CHARACTERS;
    if (append.length > 0 && !(fits && follows(append.at(-1), event))) {
      yield append;
      [append, characters] = [[], 0];
    }
    append.push(event);
    characters += length;
  }
  if (append.length > 0) yield append;
}

const follows = (last: RecordedEvent | undefined, { stream, revision }: RecordedEvent): boolean =>
  last?.stream === stream && last.revision + 1 === revision;
