import type { Millis } from '@rapport/policy';
import { CaseClassified } from '../cases/classify-case';
import { CaseClosed } from '../cases/close-case';
import { ResolutionConfirmed } from '../cases/confirm-resolution';
import { CaseHeld } from '../cases/hold-case';
import { RecurrenceLinked } from '../cases/link-recurrence';
import { CaseNoted } from '../cases/note-case';
import { CaseOpened } from '../cases/open-case';
import { ResolutionProposed } from '../cases/propose-resolution';
import { ResolutionRejected } from '../cases/reject-resolution';
import { CaseReopened } from '../cases/reopen-case';
import { CaseResumed } from '../cases/resume-case';
import { CaseRouted } from '../cases/route-case';
import { CaseTakenInCharge } from '../cases/take-charge';
import { ResolutionWithdrawn } from '../cases/withdraw-resolution';
import { EmotionCorrected } from '../emotions/correct-emotion';
import { EmotionObserved } from '../emotions/observe-emotion';
import { FeedbackGiven } from '../feedback/give-feedback';
import { JourneyBegun } from '../identity/begin-journey';
import { JourneyIdentified } from '../identity/identify-journey';
import { InteractionConcluded } from '../interactions/conclude-interaction';
import { InteractionRecorded } from '../interactions/record-interaction';
import type { Plain } from '../kernel/plain';
import { JourneyLinked } from '../membership/link-journey-to-customer';
import { JourneyUnlinked } from '../membership/unlink-journey-from-customer';
import { PromiseBroken } from '../promises/break-promise';
import { PromiseKept } from '../promises/keep-promise';
import { PromiseMade } from '../promises/make-promise';
import { PromiseReleased } from '../promises/release-promise';
import { PromiseRenegotiated } from '../promises/renegotiate-promise';
import { PurchaseMade } from '../purchases/make-purchase';
import { StageChanged } from '../stages/stage-changed';

/** What the world told us, by type. */
export const factClasses = {
  JourneyBegun,
  JourneyIdentified,
  JourneyLinked,
  JourneyUnlinked,
  InteractionRecorded,
  InteractionConcluded,
  EmotionObserved,
  EmotionCorrected,
  CaseOpened,
  CaseClassified,
  CaseTakenInCharge,
  CaseRouted,
  CaseHeld,
  CaseResumed,
  CaseNoted,
  ResolutionProposed,
  ResolutionConfirmed,
  ResolutionRejected,
  ResolutionWithdrawn,
  CaseClosed,
  CaseReopened,
  RecurrenceLinked,
  PromiseMade,
  PromiseRenegotiated,
  PromiseKept,
  PromiseBroken,
  PromiseReleased,
  PurchaseMade,
  FeedbackGiven,
};

/** What our policy made of it, by type. */
export const decisionClasses = { StageChanged };

export const eventClasses = { ...factClasses, ...decisionClasses };

export type FactType = keyof typeof factClasses;
export type DecisionType = keyof typeof decisionClasses;
export type EventType = FactType | DecisionType;
export type EventKind = 'fact' | 'decision';

/** The data of each type of event: plain JSON objects of these shapes. */
export type EventData = { [T in EventType]: Plain<InstanceType<(typeof eventClasses)[T]>> };

/** An event of a journey as folds see it; narrowing on `type` narrows `data`. */
export type JourneyEvent<T extends EventType = EventType> = { [K in T]: JourneyEventOf<K> }[T];

interface JourneyEventOf<T extends EventType> {
  readonly id: string;
  readonly journeyId: string;
  readonly type: T;
  readonly data: EventData[T];
  /** Business time. */
  readonly occurredAt: Millis;
  /** Time of the append. */
  readonly recordedAt: Millis;
  /** Place in the journey's stream, from 0. */
  readonly revision: number;
  /** The policy version in force when it was recorded. */
  readonly policyVersion: number;
}

const eventTypes: ReadonlySet<string> = new Set(Object.keys(eventClasses));
const factTypes: ReadonlySet<string> = new Set(Object.keys(factClasses));

export const isEventType = (type: string): type is EventType => eventTypes.has(type);
export const isFact = (event: JourneyEvent): event is JourneyEvent<FactType> => factTypes.has(event.type);
