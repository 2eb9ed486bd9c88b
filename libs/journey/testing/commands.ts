import type { CommandName, CommandPayload } from '../src';
import type { Millis } from '@rapport/policy';
import * as given from './payloads';

/** A command of a story: what is asked, and when it occurred if it matters. */
export type GivenCommand<N extends CommandName = CommandName> = { [K in N]: GivenCommandOf<K> }[N];

interface GivenCommandOf<N extends CommandName> {
  readonly name: N;
  readonly payload: CommandPayload[N];
  readonly occurredAt?: Millis;
  readonly commandId?: string;
}

type More<N extends CommandName> = Partial<CommandPayload[N]>;
const command = <N extends CommandName>(name: N, payload: CommandPayload[N]): GivenCommandOf<N> => ({
  name,
  payload,
});

export const beginJourney = (more: More<'begin-journey'> = {}) => command('begin-journey', more);
export const identifyJourney = (key: string, more: More<'identify-journey'> = {}) =>
  command('identify-journey', { ...given.identified(key), ...more });
export const linkJourneyToCustomer = (customerId: string, more: More<'link-journey-to-customer'> = {}) =>
  command('link-journey-to-customer', { ...given.linked(customerId), ...more });
export const unlinkJourneyFromCustomer = (
  customerId: string,
  more: More<'unlink-journey-from-customer'> = {},
) => command('unlink-journey-from-customer', { customerId, ...more });
export const recordInteraction = (interactionId: string, more: More<'record-interaction'> = {}) =>
  command('record-interaction', { ...given.interaction(interactionId), ...more });
export const concludeInteraction = (interactionId: string, more: More<'conclude-interaction'> = {}) =>
  command('conclude-interaction', { ...given.concluded(interactionId), ...more });
export const observeEmotion = (emotionId: string, valence: number, more: More<'observe-emotion'> = {}) =>
  command('observe-emotion', { ...given.felt(emotionId, valence), ...more });
export const correctEmotion = (emotionId: string, valence: number, more: More<'correct-emotion'> = {}) =>
  command('correct-emotion', { ...given.corrected(emotionId, valence), ...more });
export const openCase = (caseId: string, more: More<'open-case'> = {}) =>
  command('open-case', { caseId, ...more });
export const classifyCase = (caseId: string, more: More<'classify-case'> = {}) =>
  command('classify-case', { caseId, ...more });
export const takeCharge = (caseId: string, more: More<'take-charge'> = {}) =>
  command('take-charge', { caseId, ...more });
export const routeCase = (caseId: string, more: More<'route-case'> = {}) =>
  command('route-case', { ...given.routed(caseId), ...more });
export const holdCase = (caseId: string, more: More<'hold-case'> = {}) =>
  command('hold-case', { ...given.held(caseId), ...more });
export const resumeCase = (caseId: string, more: More<'resume-case'> = {}) =>
  command('resume-case', { caseId, ...more });
export const noteCase = (caseId: string, more: More<'note-case'> = {}) =>
  command('note-case', { ...given.noted(caseId), ...more });
export const proposeResolution = (caseId: string, more: More<'propose-resolution'> = {}) =>
  command('propose-resolution', { caseId, ...more });
export const confirmResolution = (caseId: string, more: More<'confirm-resolution'> = {}) =>
  command('confirm-resolution', { ...given.byCustomer(caseId), ...more });
export const rejectResolution = (caseId: string, more: More<'reject-resolution'> = {}) =>
  command('reject-resolution', { ...given.byCustomer(caseId), ...more });
export const withdrawResolution = (caseId: string, more: More<'withdraw-resolution'> = {}) =>
  command('withdraw-resolution', { caseId, ...more });
export const closeCase = (caseId: string, more: More<'close-case'> = {}) =>
  command('close-case', { ...given.closed(caseId), ...more });
export const reopenCase = (caseId: string, more: More<'reopen-case'> = {}) =>
  command('reopen-case', { ...given.byCustomer(caseId), ...more });
export const linkRecurrence = (caseId: string, recurrenceOf: string, more: More<'link-recurrence'> = {}) =>
  command('link-recurrence', { caseId, recurrenceOf, ...more });
export const makePromise = (promiseId: string, more: More<'make-promise'> = {}) =>
  command('make-promise', { ...given.promised(promiseId), ...more });
export const renegotiatePromise = (promiseId: string, more: More<'renegotiate-promise'> = {}) =>
  command('renegotiate-promise', { ...given.renegotiated(promiseId), ...more });
export const keepPromise = (promiseId: string, more: More<'keep-promise'> = {}) =>
  command('keep-promise', { promiseId, ...more });
export const breakPromise = (promiseId: string, more: More<'break-promise'> = {}) =>
  command('break-promise', { promiseId, ...more });
export const releasePromise = (promiseId: string, more: More<'release-promise'> = {}) =>
  command('release-promise', { ...given.released(promiseId), ...more });
export const makePurchase = (purchaseId: string, more: More<'make-purchase'> = {}) =>
  command('make-purchase', { ...given.bought(purchaseId), ...more });
export const giveFeedback = (feedbackId: string, score: number, more: More<'give-feedback'> = {}) =>
  command('give-feedback', { ...given.feedback(feedbackId, score), ...more });
