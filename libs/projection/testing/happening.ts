import type { EventData, EventType, JourneyEvent } from '@rapport/journey';
import { day } from '@rapport/journey/testing';
import { businessOrder } from '../src/order/order';

/** A moment of a journey: `on(3, 'CaseOpened', { caseId: 'c1' })`. Ids and revisions follow from the place in the history. */
export interface Happening<T extends EventType = EventType> {
  readonly type: T;
  readonly data: Readonly<EventData[T]>;
  readonly occurredAt: number;
}

/** @param days after 2024-01-01T00:00:00Z; fractions are times of the day */
export const on = <T extends EventType>(
  days: number,
  type: T,
  data: Readonly<EventData[T]>,
): Happening<T> => ({
  type,
  data,
  occurredAt: day(days),
});

/** The events of one journey as its stream has them: the ids `e0`, `e1` … and the revisions by the order given. */
export const recorded = (happenings: readonly Happening[], journeyId = 'j1'): JourneyEvent[] =>
  happenings.map(
    (happening, revision) =>
      ({
        ...happening,
        id: `e${revision}`,
        journeyId,
        revision,
        policyVersion: 1,
        recordedAt: 0,
      }) as JourneyEvent,
  );

/** The history of one journey in business order. */
export const history = (happenings: readonly Happening[], journeyId = 'j1'): JourneyEvent[] =>
  recorded(happenings, journeyId).sort(businessOrder);
