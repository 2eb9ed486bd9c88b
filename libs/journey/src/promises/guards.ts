import { guard } from '../kernel/guard';
import { lateSecondsOf } from './lateness';
import type { Due } from '../state/journey-facts';

interface PromiseEvent {
  readonly promiseId: string;
}

export const promiseIsNew = guard<PromiseEvent>({
  code: 'promise.id-used',
  rule: 'A promise id stands for one promise of the journey.',
  holds: (journey, { promiseId }) => !journey.promises.has(promiseId),
  otherwise: ({ promiseId }) => `Promise ${promiseId} is already made.`,
  accepts: ['another promiseId', 'renegotiate-promise'],
});

export const promiseIsKnown = guard<PromiseEvent>({
  code: 'promise.unknown',
  rule: 'A promise is made before anything becomes of it.',
  holds: (journey, { promiseId }) => journey.promises.has(promiseId),
  otherwise: ({ promiseId }) => `Promise ${promiseId} is not made on this journey at that time.`,
  accepts: ['make-promise'],
});

export const promiseHasNotEnded = guard<PromiseEvent>({
  code: 'promise.ended',
  rule: 'A promise ends once: kept, broken or released.',
  holds: (journey, { promiseId }) => journey.promises.get(promiseId)?.ended !== true,
  otherwise: ({ promiseId }) => `Promise ${promiseId} has already ended.`,
  accepts: ['make-promise'],
});

export const dueIsSaidOnce = guard<Due>({
  code: 'promise.due-twice',
  rule: 'A promise is due at an instant or on a date, not both.',
  holds: (_journey, { dueAt, dueOn }) => dueAt === undefined || dueOn === undefined,
  otherwise: () => 'Both dueAt and dueOn are given.',
  accepts: ['dueAt', 'dueOn'],
});

export const dueIsSaid = guard<Due>({
  code: 'promise.due-missing',
  rule: 'A renegotiated promise has a new due time.',
  holds: (_journey, { dueAt, dueOn }) => dueAt !== undefined || dueOn !== undefined,
  otherwise: () => 'Neither dueAt nor dueOn is given.',
  accepts: ['dueAt', 'dueOn'],
});

export const latenessIsByTheDueInForce = guard<PromiseEvent & { lateSeconds?: number }>({
  code: 'promise.lateness-differs',
  rule: 'How late a promise was kept is counted from the due time in force when it was kept.',
  holds: (journey, { promiseId, lateSeconds }, { occurredAt }) =>
    lateSeconds === lateSecondsOf(journey.promises.get(promiseId)?.due ?? {}, occurredAt),
  otherwise: ({ promiseId, lateSeconds }) =>
    `Promise ${promiseId} was judged ${lateSeconds ?? 'no'} seconds late, by another due time.`,
  accepts: ['a renegotiation after the promise was kept is none: make-promise'],
});
