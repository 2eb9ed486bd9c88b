import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import * as ask from './commands';
import type { GivenCommand } from './commands';
import { instant } from './time';

const id = (prefix: string, count = 2): Arbitrary<string> =>
  fc.integer({ min: 1, max: count }).map((number) => `${prefix}${number}`);
const optional = <Value>(key: string, value: Arbitrary<Value>): Arbitrary<object> =>
  fc.option(value, { nil: undefined, freq: 1 }).map((found) => (found === undefined ? {} : { [key]: found }));

const caseId = id('c');
const promiseId = id('p');
const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((n) => n / 100);
const due = fc.oneof(
  fc.constant({}),
  fc.integer({ min: 1, max: 400 }).map((days) => ({ dueAt: instant(days) })),
  fc.integer({ min: 1, max: 400 }).map((days) => ({ dueOn: instant(days).slice(0, 10) })),
);
const about = fc.oneof(
  fc.constant({ kind: 'journey' } as const),
  caseId.map((id_) => ({ kind: 'case', id: id_ }) as const),
  promiseId.map((id_) => ({ kind: 'promise', id: id_ }) as const),
  id('i').map((id_) => ({ kind: 'interaction', id: id_ }) as const),
  id('b').map((id_) => ({ kind: 'purchase', id: id_ }) as const),
);

/** What the customer feels and judges, so that relationships move. */
const feelings: readonly Arbitrary<GivenCommand>[] = [
  fc
    .tuple(id('e', 9), hundredths(-1, 1), about, fc.constantFrom('customer', 'survey', 'agent', 'classifier'))
    .chain(([emotionId, valence, subject, reportedBy]) =>
      optional('arousal', hundredths(0, 1)).map((more) =>
        ask.observeEmotion(emotionId, valence, { about: subject, reportedBy, ...more }),
      ),
    ),
  fc
    .tuple(id('e', 9), hundredths(-1, 1))
    .map(([emotionId, valence]) => ask.correctEmotion(emotionId, valence)),
  fc
    .tuple(id('e', 9), about)
    .map(([emotionId, subject]) => ask.observeEmotion(emotionId, -1, { about: subject, feltBy: 'agent' })),
  fc
    .tuple(id('f', 9), fc.integer({ min: 0, max: 11 }), about, fc.constantFrom('csat-5', 'nps-11', 'ces1-5'))
    .map(([feedbackId, score, subject, instrument]) =>
      ask.giveFeedback(feedbackId, score, { about: subject, instrument }),
    ),
];

const caseWork: readonly Arbitrary<GivenCommand>[] = [
  caseId.map((c) => ask.classifyCase(c, { topic: 'refund' })),
  caseId.map((c) => ask.takeCharge(c)),
  fc
    .tuple(caseId, fc.constantFrom('misdirected', 'handover'))
    .map(([c, reason]) => ask.routeCase(c, { reason })),
  caseId.map((c) => ask.holdCase(c)),
  caseId.map((c) => ask.resumeCase(c)),
  caseId.map((c) => ask.noteCase(c)),
  fc
    .tuple(caseId, fc.constantFrom('confirmed', 'elapsed', 'unresolved'))
    .map(([c, basis]) => ask.closeCase(c, { basis })),
  caseId.map((c) => ask.closeCase(c, { basis: 'void', voidReason: 'duplicate' })),
  fc.tuple(caseId, fc.constantFrom('customer', 'agent')).map(([c, by]) => ask.reopenCase(c, { by })),
  fc.tuple(id('c', 4), id('c', 4)).map(([c, earlier]) => ask.linkRecurrence(c, earlier)),
];

/** Without these in good numbers few cases would come to an end. */
const resolving: readonly Arbitrary<GivenCommand>[] = [
  fc.tuple(id('c', 4), optional('interactionId', id('i'))).map(([c, more]) => ask.openCase(c, more)),
  caseId.map((c) => ask.proposeResolution(c)),
  caseId.map((c) => ask.confirmResolution(c)),
  caseId.map((c) => ask.rejectResolution(c)),
  caseId.map((c) => ask.withdrawResolution(c)),
];

const otherDeeds: readonly Arbitrary<GivenCommand>[] = [
  optional(
    'identity',
    fc.constantFrom('a', 'b').map((key) => ({ scheme: 'crm', key })),
  ).map((more) => ask.beginJourney(more)),
  fc.constantFrom('a', 'b').map((key) => ask.identifyJourney(key)),
  id('k').map((customer) => ask.linkJourneyToCustomer(customer)),
  id('k').map((customer) => ask.unlinkJourneyFromCustomer(customer)),
  fc
    .tuple(id('i', 4), fc.constantFrom('inbound', 'outbound'), optional('caseId', caseId))
    .map(([i, direction, more]) => ask.recordInteraction(i, { direction, ...more })),
  id('i').map((i) => ask.concludeInteraction(i)),
  fc
    .tuple(id('p', 6), due, fc.constantFrom('delivery', 'call-back'))
    .map(([p, when, kind]) => ask.makePromise(p, { kind, ...when })),
  fc.tuple(id('p', 6), due).map(([p, when]) => ask.renegotiatePromise(p, when)),
  id('p', 6).map((p) => ask.keepPromise(p)),
  id('p', 6).map((p) => ask.breakPromise(p)),
  id('p', 6).map((p) => ask.releasePromise(p)),
  fc.tuple(id('b', 5), optional('interactionId', id('i'))).map(([b, more]) => ask.makePurchase(b, more)),
];

/** What makes a relationship go well. */
const goodTurns: readonly Arbitrary<GivenCommand>[] = [
  fc
    .tuple(id('e', 30), hundredths(0, 1), about)
    .map(([emotionId, valence, subject]) => ask.observeEmotion(emotionId, valence, { about: subject })),
  id('p', 30).map((p) => ask.makePromise(p)),
  id('p', 30).map((p) => ask.keepPromise(p)),
  id('b', 30).map((b) => ask.makePurchase(b)),
];

const deeds = [
  { weight: 2, arbitrary: fc.oneof(...resolving) },
  { weight: 2, arbitrary: fc.oneof(...caseWork) },
  { weight: 2, arbitrary: fc.oneof(...otherDeeds) },
];

/** Any command, about few things, so that commands meet: many are refused. */
export const arbitraryCommand: Arbitrary<GivenCommand> = fc.oneof(
  { weight: 1, arbitrary: fc.oneof(...feelings) },
  ...deeds,
);
/** The same without anything that is, or may be read as, a feeling. */
export const arbitraryDeed: Arbitrary<GivenCommand> = fc.oneof(...deeds);
/** Commands among which good turns prevail, so that relationships rise. */
export const arbitraryGoodTurn: Arbitrary<GivenCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(...goodTurns) },
  { weight: 1, arbitrary: arbitraryCommand },
);
