import type { EventData, EventType, JourneyEvent } from '../src';
import type { Millis } from '@rapport/policy';
import * as given from './payloads';
import { DAY_ZERO, MINUTE_MS } from './time';

/** An event of a story: what happened, and when if it matters. */
export type GivenEvent<T extends EventType = EventType> = { [K in T]: GivenEventOf<K> }[T];

interface GivenEventOf<T extends EventType> {
  readonly type: T;
  readonly data: EventData[T];
  readonly occurredAt?: Millis;
}

type More<T extends EventType> = Partial<EventData[T]>;
const event = <T extends EventType>(type: T, data: EventData[T]): GivenEventOf<T> => ({ type, data });

export const journeyBegun = (more: More<'JourneyBegun'> = {}) => event('JourneyBegun', more);
export const journeyIdentified = (key: string, more: More<'JourneyIdentified'> = {}) =>
  event('JourneyIdentified', { ...given.identified(key), ...more });
export const journeyLinked = (customerId: string, more: More<'JourneyLinked'> = {}) =>
  event('JourneyLinked', { ...given.linked(customerId), ...more });
export const journeyUnlinked = (customerId: string, more: More<'JourneyUnlinked'> = {}) =>
  event('JourneyUnlinked', { customerId, ...more });
export const interactionRecorded = (interactionId: string, more: More<'InteractionRecorded'> = {}) =>
  event('InteractionRecorded', { ...given.interaction(interactionId), ...more });
export const interactionConcluded = (interactionId: string, more: More<'InteractionConcluded'> = {}) =>
  event('InteractionConcluded', { ...given.concluded(interactionId), ...more });
export const emotionObserved = (emotionId: string, valence: number, more: More<'EmotionObserved'> = {}) =>
  event('EmotionObserved', { ...given.felt(emotionId, valence), ...more });
export const emotionCorrected = (emotionId: string, valence: number, more: More<'EmotionCorrected'> = {}) =>
  event('EmotionCorrected', { ...given.corrected(emotionId, valence), ...more });
export const caseOpened = (caseId: string, more: More<'CaseOpened'> = {}) =>
  event('CaseOpened', { caseId, ...more });
export const caseClassified = (caseId: string, more: More<'CaseClassified'> = {}) =>
  event('CaseClassified', { caseId, ...more });
export const caseTakenInCharge = (caseId: string, more: More<'CaseTakenInCharge'> = {}) =>
  event('CaseTakenInCharge', { caseId, ...more });
export const caseRouted = (caseId: string, more: More<'CaseRouted'> = {}) =>
  event('CaseRouted', { ...given.routed(caseId), ...more });
export const caseHeld = (caseId: string, more: More<'CaseHeld'> = {}) =>
  event('CaseHeld', { ...given.held(caseId), ...more });
export const caseResumed = (caseId: string, more: More<'CaseResumed'> = {}) =>
  event('CaseResumed', { caseId, ...more });
export const caseNoted = (caseId: string, more: More<'CaseNoted'> = {}) =>
  event('CaseNoted', { ...given.noted(caseId), ...more });
export const resolutionProposed = (caseId: string, more: More<'ResolutionProposed'> = {}) =>
  event('ResolutionProposed', { caseId, ...more });
export const resolutionConfirmed = (caseId: string, more: More<'ResolutionConfirmed'> = {}) =>
  event('ResolutionConfirmed', { ...given.byCustomer(caseId), ...more });
export const resolutionRejected = (caseId: string, more: More<'ResolutionRejected'> = {}) =>
  event('ResolutionRejected', { ...given.byCustomer(caseId), ...more });
export const resolutionWithdrawn = (caseId: string, more: More<'ResolutionWithdrawn'> = {}) =>
  event('ResolutionWithdrawn', { caseId, ...more });
export const caseClosed = (caseId: string, more: More<'CaseClosed'> = {}) =>
  event('CaseClosed', { ...given.closed(caseId), ...more });
export const caseReopened = (caseId: string, more: More<'CaseReopened'> = {}) =>
  event('CaseReopened', { ...given.byCustomer(caseId), ...more });
export const recurrenceLinked = (caseId: string, recurrenceOf: string, more: More<'RecurrenceLinked'> = {}) =>
  event('RecurrenceLinked', { caseId, recurrenceOf, ...more });
export const promiseMade = (promiseId: string, more: More<'PromiseMade'> = {}) =>
  event('PromiseMade', { ...given.promised(promiseId), assumed: false, ...more });
export const promiseRenegotiated = (promiseId: string, more: More<'PromiseRenegotiated'> = {}) =>
  event('PromiseRenegotiated', { ...given.renegotiated(promiseId), ...more });
export const promiseKept = (promiseId: string, more: More<'PromiseKept'> = {}) =>
  event('PromiseKept', { promiseId, ...more });
export const promiseBroken = (promiseId: string, more: More<'PromiseBroken'> = {}) =>
  event('PromiseBroken', { promiseId, ...more });
export const promiseReleased = (promiseId: string, more: More<'PromiseReleased'> = {}) =>
  event('PromiseReleased', { ...given.released(promiseId), ...more });
export const purchaseMade = (purchaseId: string, more: More<'PurchaseMade'> = {}) =>
  event('PurchaseMade', { ...given.bought(purchaseId), ...more });
export const feedbackGiven = (feedbackId: string, score: number, more: More<'FeedbackGiven'> = {}) =>
  event('FeedbackGiven', { ...given.feedback(feedbackId, score), ...more });
export const stageChanged = (from: string, to: string, more: More<'StageChanged'> = {}) =>
  event('StageChanged', {
    from,
    to,
    rule: 'enter',
    driver: { eventId: 'e0', type: 'InteractionRecorded', kind: 'fact' },
    reasons: [],
    dwellMs: 0,
    requiredDwellMs: 0,
    ...more,
  });

/**
 * The events as a journey's log would hold them, revisions in the given order. One without a time occurs a minute after the
 * event before it; the first one at day 0.
 */
export function recorded(
  events: readonly GivenEvent[],
  { journeyId = 'j1', policyVersion = 1 } = {},
): readonly JourneyEvent[] {
  let last = DAY_ZERO - MINUTE_MS;
  return events.map(({ type, data, occurredAt = last + MINUTE_MS }, revision) => {
    last = occurredAt;
    const id = `${journeyId}-e${revision}`;
    return {
      id,
      journeyId,
      type,
      data,
      occurredAt,
      recordedAt: occurredAt,
      revision,
      policyVersion,
    } as JourneyEvent;
  });
}
