import type { EventData, EventType, JourneyEvent } from '../src';
import type { Millis } from '@rapport/policy';
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
  event('JourneyIdentified', { identity: { scheme: 'crm', key }, by: 'customer', ...more });
export const journeyLinked = (customerId: string, more: More<'JourneyLinked'> = {}) =>
  event('JourneyLinked', { customerId, evidence: 'the same login', ...more });
export const journeyUnlinked = (customerId: string, more: More<'JourneyUnlinked'> = {}) =>
  event('JourneyUnlinked', { customerId, ...more });
export const interactionRecorded = (interactionId: string, more: More<'InteractionRecorded'> = {}) =>
  event('InteractionRecorded', {
    interactionId,
    touchpoint: 'help line',
    channel: 'phone',
    direction: 'inbound',
    ...more,
  });
export const interactionConcluded = (interactionId: string, more: More<'InteractionConcluded'> = {}) =>
  event('InteractionConcluded', { interactionId, purposeAchieved: 'yes', by: 'customer', ...more });
export const emotionObserved = (emotionId: string, valence: number, more: More<'EmotionObserved'> = {}) =>
  event('EmotionObserved', {
    emotionId,
    valence,
    feltBy: 'customer',
    about: { kind: 'journey' },
    reportedBy: 'customer',
    ...more,
  });
export const emotionCorrected = (emotionId: string, valence: number, more: More<'EmotionCorrected'> = {}) =>
  event('EmotionCorrected', { emotionId, valence, reportedBy: 'customer', ...more });
export const caseOpened = (caseId: string, more: More<'CaseOpened'> = {}) =>
  event('CaseOpened', { caseId, ...more });
export const caseClassified = (caseId: string, more: More<'CaseClassified'> = {}) =>
  event('CaseClassified', { caseId, ...more });
export const caseTakenInCharge = (caseId: string, more: More<'CaseTakenInCharge'> = {}) =>
  event('CaseTakenInCharge', { caseId, ...more });
export const caseRouted = (caseId: string, more: More<'CaseRouted'> = {}) =>
  event('CaseRouted', { caseId, toTeam: 'second line', reason: 'handover', ...more });
export const caseHeld = (caseId: string, more: More<'CaseHeld'> = {}) =>
  event('CaseHeld', { caseId, on: 'customer', ...more });
export const caseResumed = (caseId: string, more: More<'CaseResumed'> = {}) =>
  event('CaseResumed', { caseId, ...more });
export const caseNoted = (caseId: string, more: More<'CaseNoted'> = {}) =>
  event('CaseNoted', { caseId, kind: 'linked-defect', ...more });
export const resolutionProposed = (caseId: string, more: More<'ResolutionProposed'> = {}) =>
  event('ResolutionProposed', { caseId, ...more });
export const resolutionConfirmed = (caseId: string, more: More<'ResolutionConfirmed'> = {}) =>
  event('ResolutionConfirmed', { caseId, by: 'customer', ...more });
export const resolutionRejected = (caseId: string, more: More<'ResolutionRejected'> = {}) =>
  event('ResolutionRejected', { caseId, by: 'customer', ...more });
export const resolutionWithdrawn = (caseId: string, more: More<'ResolutionWithdrawn'> = {}) =>
  event('ResolutionWithdrawn', { caseId, ...more });
export const caseClosed = (caseId: string, more: More<'CaseClosed'> = {}) =>
  event('CaseClosed', { caseId, basis: 'unresolved', ...more });
export const caseReopened = (caseId: string, more: More<'CaseReopened'> = {}) =>
  event('CaseReopened', { caseId, by: 'customer', ...more });
export const recurrenceLinked = (caseId: string, recurrenceOf: string, more: More<'RecurrenceLinked'> = {}) =>
  event('RecurrenceLinked', { caseId, recurrenceOf, ...more });
export const promiseMade = (promiseId: string, more: More<'PromiseMade'> = {}) =>
  event('PromiseMade', { promiseId, to: 'customer', kind: 'delivery', assumed: false, ...more });
export const promiseRenegotiated = (promiseId: string, more: More<'PromiseRenegotiated'> = {}) =>
  event('PromiseRenegotiated', { promiseId, agreedBy: 'customer', ...more });
export const promiseKept = (promiseId: string, more: More<'PromiseKept'> = {}) =>
  event('PromiseKept', { promiseId, ...more });
export const promiseBroken = (promiseId: string, more: More<'PromiseBroken'> = {}) =>
  event('PromiseBroken', { promiseId, ...more });
export const promiseReleased = (promiseId: string, more: More<'PromiseReleased'> = {}) =>
  event('PromiseReleased', { promiseId, by: 'customer', ...more });
export const purchaseMade = (purchaseId: string, more: More<'PurchaseMade'> = {}) =>
  event('PurchaseMade', { purchaseId, total: { amountMinor: 1999, currency: 'EUR' }, ...more });
export const feedbackGiven = (feedbackId: string, score: number, more: More<'FeedbackGiven'> = {}) =>
  event('FeedbackGiven', { feedbackId, instrument: 'csat-5', score, about: { kind: 'journey' }, ...more });
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
