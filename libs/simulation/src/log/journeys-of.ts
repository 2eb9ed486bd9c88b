import type { EventLog, PackedOptions, PackedPage, PackedReader, Position } from '@rapport/event-store';
import { journeyOf, PackedJourneys } from '@rapport/packed';
import type { JourneyHistory } from '../outcome/comparison';
import type { Reading } from './reading';
import { parts } from './parts';
import { Steps } from './steps';

export interface JourneyOfLog {
  readonly history: JourneyHistory;
  /** Of all journeys up to the head. */
  readonly newestOccurredAt: number;
}

/** Every journey of the log, by parts that fit into memory: a part takes one reading of the log. */
export async function* journeysOf(options: Reading): AsyncGenerator<JourneyOfLog> {
  const { log, head, events, maxEventsInMemory, share = { index: 0, of: 1 } } = options;
  if (head === undefined) return;
  const all = parts(events, maxEventsInMemory, share, isJourney);
  const steps = new Steps((2 * events) / share.of, options);
  const newest = all.length === 1 ? undefined : await newestOf(log, head);
  const { newestOfAll = (own: number) => Promise.resolve(own) } = options;
  for (const part of all) {
    const journeys = await gathered(log, head, part, steps);
    const newestOccurredAt = newest ?? (await newestOfAll(journeys.newestOccurredAt ?? -Infinity));
    for (const journeyId of journeys.journeyIds.toSorted()) {
      const events = journeys.revisions(journeyId);
      yield { history: { journeyId, events, causeOf: journeys.causeOf(journeyId) }, newestOccurredAt };
      const pause = steps.after(events.length);
      if (pause !== undefined) await pause;
    }
  }
}

const isJourney = (stream: string): boolean => journeyOf(stream) !== undefined;

async function gathered(
  log: Pick<EventLog, 'packed'>,
  head: Position,
  streams: (stream: string) => boolean,
  steps: Steps,
): Promise<PackedJourneys> {
  const reader = log.packed({ streams, causes: true, seldom: ['id', 'recordedAt'] });
  const journeys = new PackedJourneys(reader);
  for await (const page of pagesOf(reader, head)) {
    journeys.add(page);
    await steps.after(page.streams.length);
  }
  return journeys;
}

/** Business time of the newest event of a journey. */
async function newestOf(log: Pick<EventLog, 'packed'>, head: Position): Promise<number> {
  const options: PackedOptions = { streams: isJourney, dataOf: [], seldom: ['id', 'recordedAt'] };
  let newest = -Infinity;
  for await (const { occurredAt } of pagesOf(log.packed(options), head))
    for (const at of occurredAt) if (at > newest) newest = at;
  return newest;
}

async function* pagesOf(reader: PackedReader, head: Position): AsyncGenerator<PackedPage> {
  for (
    let page = await reader.read(undefined, head);
    page !== undefined;
    page = await reader.read(page.upTo, head)
  )
    yield page;
}
