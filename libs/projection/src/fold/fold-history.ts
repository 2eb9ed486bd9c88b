import { EventStoreError } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import type { Parked } from '@rapport/read-store';
import type { CustomerPlace } from '../order/order';
import { troubleOf } from '../trouble';
import type { FoldedRow, Folder } from './folder';

/** A subject folded as far as it goes. */
export interface Folded {
  /** That of `rows`: after the last event that could be digested; undefined before the first. */
  readonly state: unknown;
  readonly rows: readonly FoldedRow[];
  /** The place up to which the history was folded: of its last event, or of the one on which the fold threw; undefined where it has none. */
  readonly last: CustomerPlace | undefined;
  /** Events in the state: the measure of its size. */
  readonly events: number;
  /** The first event that is not in the rows, where there is one, and why it is not. */
  readonly parked?: Parked;
  /** What an event behind `last` asks for: to be applied to the state; the history folded again; nothing, since the fold stopped before it. */
  readonly next: 'advance' | 'refold' | 'nothing';
}

/** A subject without an event that the fold has a function for. */
export const untouched: Folded = { state: undefined, rows: [], last: undefined, events: 0, next: 'advance' };

/**
 * Folds a history as far as it goes: the longest beginning of it that neither makes the fold throw nor ends in a state of
 * which no rows can be made. A pure function of the history, so that live, rebuilds, replays and time travel all end alike.
 * What the log throws where an event is read from it is thrown on: it is no trouble of the fold's.
 * @param events in business order; those of types that the fold has no function for are passed over
 * @param former rows of the subject; those that are made again are these themselves
 */
export function foldHistory(
  folder: Folder,
  subject: string,
  events: readonly JourneyEvent[],
  former: readonly FoldedRow[] = [],
): Folded {
  const target = { folder, subject, former };
  try {
    return foldAll(target, events);
  } catch (error) {
    if (error instanceof EventStoreError) throw error;
    return foldUntilTrouble(
      target,
      events.filter(({ type }) => folder.caresFor(type)),
    );
  }
}

interface Target {
  readonly folder: Folder;
  readonly subject: string;
  readonly former: readonly FoldedRow[];
}

function foldAll({ folder, subject, former }: Target, events: readonly JourneyEvent[]): Folded {
  let state: unknown;
  let last: JourneyEvent | undefined;
  let count = 0;
  for (const event of events) {
    if (!folder.caresFor(event.type)) continue;
    state = folder.apply(count === 0 ? folder.initial() : state, event);
    last = event;
    count += 1;
  }
  if (last === undefined) return untouched;
  const rows = folder.rows(subject, state, former);
  return { state, rows, last: placeOf(last), events: count, next: 'advance' };
}

interface Trouble {
  readonly event: JourneyEvent;
  readonly error: unknown;
}

/** Makes rows after every event, since which of them are the last good ones shows only at the end. */
function foldUntilTrouble({ folder, subject, former }: Target, events: readonly JourneyEvent[]): Folded {
  let good: { readonly rows: readonly FoldedRow[]; readonly events: number } = { rows: [], events: 0 };
  let trouble: Trouble | undefined;
  let state: unknown;
  const ended = (last: JourneyEvent | undefined, next: Folded['next']): Folded => ({
    ...good,
    state: trouble === undefined ? state : stateAfter(folder, events.slice(0, good.events)),
    last: last && placeOf(last),
    ...(trouble && { parked: parked(subject, trouble) }),
    next,
  });
  for (const [index, event] of events.entries()) {
    try {
      state = folder.apply(index === 0 ? folder.initial() : state, event);
    } catch (error) {
      if (error instanceof EventStoreError) throw error;
      trouble ??= { event, error };
      return ended(event, 'nothing');
    }
    try {
      good = { rows: folder.rows(subject, state, former), events: index + 1 };
      trouble = undefined;
    } catch (error) {
      trouble ??= { event, error };
    }
  }
  return ended(events.at(-1), trouble === undefined ? 'advance' : 'refold');
}

/** Folds again, since the fold may have changed the state that it was given before it threw. */
const stateAfter = (folder: Folder, events: readonly JourneyEvent[]): unknown =>
  events.reduce<unknown>(
    (state, event, index) => folder.apply(index === 0 ? folder.initial() : state, event),
    undefined,
  );

export const placeOf = ({ occurredAt, journeyId, revision }: JourneyEvent): CustomerPlace => ({
  occurredAt,
  journeyId,
  revision,
});

function parked(subject: string, { event, error }: Trouble): Parked {
  const { id, type, journeyId, occurredAt, revision } = event;
  return { subject, eventId: id, eventType: type, journeyId, occurredAt, revision, error: troubleOf(error) };
}
