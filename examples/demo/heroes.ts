import { date, days, hours, quickAnswersBegin, storyBegins, storyEnds } from './calendar';
import { confirmed, givenUp } from './scenes/endings';
import { feel, pleased, rate, type About, type Feeling } from './scenes/feelings';
import { about, complain, type Problem } from './scenes/help';
import { begin, browse, identify, order } from './scenes/shop';
import type { Thread } from './thread';

/** A journey that is told by name in the docs. */
export interface Hero {
  readonly journeyId: string;
  readonly startsAt: number;
  readonly live: (thread: Thread) => void;
}

/** Wronged, then heard: the eight events that docs/explanation works by hand. Ends at the very end of the log. */
function mended(thread: Thread): void {
  const day = (n: number): Thread => thread.until(storyEnds - days(40 - n));
  begin(thread, 'web', 'search');
  browse(thread, 'shop-window', 'partly');
  day(3).tell('make-promise', 'shop', {
    promiseId: 'delivery-1',
    to: 'customer',
    kind: 'delivery',
    dueOn: date(storyEnds - days(31)),
  });
  day(9).tell('keep-promise', 'carrier', { promiseId: 'delivery-1' });
  day(20).tell('open-case', 'helpdesk', {
    caseId: 'case-1',
    product: 'cargo-bike',
    topic: 'brakes',
    channel: 'phone',
    touchpoint: 'help-desk',
    team: 'workshop',
  });
  feel(thread, about('case-1'), { valence: -0.6, arousal: 0.7, label: 'worry', reportedBy: 'agent' });
  day(22).tell('propose-resolution', 'helpdesk', { caseId: 'case-1', summary: 'Brakes adjusted.' });
  day(23).tell('reject-resolution', 'helpdesk', {
    caseId: 'case-1',
    by: 'customer',
    reason: 'They still squeal.',
  });
  feel(thread, about('case-1'), { valence: -0.8, arousal: 0.9, label: 'anger', reportedBy: 'agent' });
  day(26).tell('propose-resolution', 'helpdesk', {
    caseId: 'case-1',
    summary: 'New pads fitted at the door.',
  });
  day(27).tell('confirm-resolution', 'helpdesk', { caseId: 'case-1', by: 'customer' });
  feel(thread, about('case-1'), { valence: 0.6, arousal: 0.5, label: 'relief', reportedBy: 'survey' });
  thread.until(storyEnds - 60_000).tell('record-interaction', 'helpdesk', {
    interactionId: 'call-1',
    touchpoint: 'call-back',
    channel: 'phone',
    direction: 'outbound',
    purpose: 'ask whether the brakes hold',
  });
  feel(
    thread,
    { kind: 'interaction', id: 'call-1' },
    { valence: 0.8, arousal: 0.5, label: 'joy', reportedBy: 'survey' },
  );
}

const household = 'the-weavers';

/** From a first look to commitment, one kept promise after another. Taken for somebody else at first. */
function devoted(thread: Thread): void {
  begin(thread, 'store', 'shop-window');
  browse(thread, 'shop-window', 'yes');
  identify(thread);
  link(thread, 'the-webers', 'a name that sounds alike', 0.4);
  thread.tell('unlink-journey-from-customer', 'crm', {
    customerId: 'the-webers',
    reason: 'another address',
  });
  link(thread, household, 'the same address and card', 0.95);
  for (const product of [
    'city-bike',
    'helmet',
    'lights',
    'e-bike',
    'helmet',
    'lights',
    'cargo-bike',
    'lights',
  ] as const) {
    const { purchaseId } = order(thread, product, -1);
    pleased(thread, { kind: 'purchase', id: purchaseId });
    rate(thread, 'csat-5', 5, { kind: 'purchase', id: purchaseId });
    rate(thread, 'nps-11', 10, { kind: 'journey' });
    thread.pass(days(50));
  }
}

const angry: Feeling = { valence: -0.9, arousal: 0.9, label: 'anger', reportedBy: 'customer' };
const glad: Feeling = { valence: 0.7, arousal: 0.6, label: 'joy', reportedBy: 'customer' };
const bought = (purchaseId: string): About => ({ kind: 'purchase', id: purchaseId });

/** Well served for months. Then a promise is broken, and two complaints meet nothing but quick answers. */
function lost(thread: Thread): void {
  begin(thread, 'web', 'newsletter');
  identify(thread);
  for (const product of ['e-bike', 'helmet', 'lights'] as const) {
    feel(thread, bought(order(thread, product, -1).purchaseId), glad);
    thread.pass(days(25));
  }
  thread.until(quickAnswersBegin + days(7));
  feel(thread, bought(order(thread, 'lights', 'broken').purchaseId), angry);
  const brakes: Problem = { product: 'e-bike', topic: 'brakes', channel: 'chat' };
  for (let bad = 2; bad > 0; bad--) {
    thread.pass(hours(30));
    const caseId = complain(thread, brakes);
    givenUp(thread, caseId, brakes);
    feel(thread, about(caseId), angry);
  }
}

/** A lost delivery, then a late one: gone already. Then somebody owns it, and keeps one promise after another. */
function recovered(thread: Thread): void {
  begin(thread, 'web', 'search');
  identify(thread);
  feel(thread, bought(order(thread, 'e-bike', 'broken').purchaseId), angry);
  thread.pass(days(2));
  feel(thread, bought(order(thread, 'e-bike', 3).purchaseId), angry);
  const fit: Problem = { product: 'e-bike', topic: 'fit', channel: 'phone' };
  for (let month = 4; month > 0; month--) {
    thread.pass(days(24));
    const { purchaseId } = order(thread, 'lights', -1);
    feel(thread, bought(purchaseId), glad);
    rate(thread, 'csat-5', 5, bought(purchaseId));
    if (month === 3) confirmed(thread, complain(thread, fit), fit);
  }
  link(thread, household, 'the same address', 0.8);
}

function link(thread: Thread, customerId: string, evidence: string, confidence: number): void {
  thread.tell('link-journey-to-customer', 'crm', { customerId, evidence, confidence });
}

export const heroes: readonly Hero[] = [
  { journeyId: 'demo-mended', startsAt: storyEnds - days(40), live: mended },
  { journeyId: 'demo-devoted', startsAt: storyBegins, live: devoted },
  { journeyId: 'demo-lost', startsAt: Date.UTC(2024, 7, 5, 9), live: lost },
  { journeyId: 'demo-recovered', startsAt: Date.UTC(2024, 8, 2, 9), live: recovered },
];
