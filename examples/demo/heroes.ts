import { date, days, hours, storyBegins, storyEnds } from './calendar';
import { confirmed, givenUp } from './scenes/endings';
import { feel, pleased, rate, upset } from './scenes/feelings';
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

/** From a first look to commitment, one kept promise after another. */
function devoted(thread: Thread): void {
  begin(thread, 'store', 'shop-window');
  browse(thread, 'shop-window', 'yes');
  identify(thread);
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

const brakes: Problem = { product: 'e-bike', topic: 'brakes', channel: 'chat' };

/** Two bad cases and a broken promise, after the quick answers began. */
function lost(thread: Thread): void {
  begin(thread, 'web', 'newsletter');
  identify(thread);
  const first = order(thread, 'e-bike', -1);
  pleased(thread, { kind: 'purchase', id: first.purchaseId });
  thread.pass(days(20));
  pleased(thread, { kind: 'purchase', id: order(thread, 'helmet', -1).purchaseId });
  fallOut(thread, 'broken');
}

/** Lost, then won back: somebody owned it, one promise at a time. */
function recovered(thread: Thread): void {
  begin(thread, 'web', 'search');
  identify(thread);
  order(thread, 'e-bike', 3);
  fallOut(thread, 'broken');
  for (let month = 4; month > 0; month--) {
    thread.pass(days(24));
    const { purchaseId } = order(thread, 'lights', -1);
    pleased(thread, { kind: 'purchase', id: purchaseId });
    confirmed(thread, complain(thread, { ...brakes, channel: 'phone' }), { ...brakes, channel: 'phone' });
  }
}

function fallOut(thread: Thread, delivery: 'broken'): void {
  thread.pass(days(10));
  upset(thread, { kind: 'purchase', id: order(thread, 'lights', delivery).purchaseId });
  for (let bad = 2; bad > 0; bad--) {
    thread.pass(hours(30));
    const caseId = complain(thread, brakes);
    givenUp(thread, caseId, brakes);
    upset(thread, about(caseId));
  }
}

export const heroes: readonly Hero[] = [
  { journeyId: 'demo-mended', startsAt: storyEnds - days(40), live: mended },
  { journeyId: 'demo-devoted', startsAt: storyBegins, live: devoted },
  { journeyId: 'demo-lost', startsAt: Date.UTC(2025, 0, 6, 9), live: lost },
  { journeyId: 'demo-recovered', startsAt: Date.UTC(2024, 10, 4, 9), live: recovered },
];
