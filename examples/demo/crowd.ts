import { date, days, hours } from './calendar';
import { givenUp, rejectedOnce, settle } from './scenes/endings';
import { misread, pleased, rate, upset } from './scenes/feelings';
import { about, close, complain, promiseCallBack, reject, solve, type Problem } from './scenes/help';
import { begin, browse, identify, order, products } from './scenes/shop';
import type { Thread } from './thread';

/** One kind of customer: how many there are, and what becomes of one of them. */
export interface Kind {
  readonly name: string;
  readonly count: number;
  readonly live: (thread: Thread) => void;
}

const journey = { kind: 'journey' } as const;
const purchase = (id: string) => ({ kind: 'purchase', id }) as const;

const somewhere = (thread: Thread): string => thread.chance.pick(['newsletter', 'search', 'shop-window']);
const pause = (thread: Thread, least: number, most: number): Thread =>
  thread.pass(days(thread.chance.between(least, most)));

function anyProblem(thread: Thread): Problem {
  return {
    product: thread.chance.pick(products),
    topic: thread.chance.pick(['brakes', 'battery', 'delivery', 'fit', 'invoice']),
    channel: thread.chance.pick(['chat', 'chat', 'phone', 'email']),
  };
}

function passerBy(thread: Thread): void {
  begin(thread, 'web', somewhere(thread));
}

function browser(thread: Thread): void {
  begin(thread, 'web', somewhere(thread));
  for (let visit = thread.chance.between(1, 4); visit > 0; visit--) {
    browse(thread, 'shop-window', thread.chance.pick(['partly', 'no', 'yes']));
    pause(thread, 1, 20);
  }
}

function newcomer(thread: Thread): void {
  begin(thread, 'web', somewhere(thread));
  browse(thread, 'shop-window', 'yes');
  if (thread.chance.happens(0.5)) identify(thread);
  // Now and then the carrier's scan reaches us days after the parcel reached the customer.
  const { purchaseId } = order(thread, thread.chance.pick(products), -1, thread.chance.happens(0.15) ? 4 : 0);
  if (thread.chance.happens(0.4)) rate(thread, 'csat-5', thread.chance.between(3, 5), purchase(purchaseId));
  if (thread.chance.happens(0.1)) misread(thread, purchase(purchaseId));
}

/** Something goes wrong with the first order, and how it is settled decides what we hear. */
function asker(thread: Thread): void {
  begin(thread, 'web', 'search');
  const { purchaseId } = order(thread, thread.chance.pick(products), thread.chance.pick([-1, 0, 0, 3]));
  identify(thread);
  pause(thread, 2, 25);
  const outcome = settle(thread, anyProblem(thread));
  if (outcome === 'well') pleased(thread, purchase(purchaseId));
  if (outcome === 'badly') upset(thread, purchase(purchaseId));
}

/** Comes again, is mostly served well, and says so. */
function regular(thread: Thread): void {
  begin(thread, 'web', somewhere(thread));
  browse(thread, 'shop-window', 'yes');
  identify(thread);
  for (let visit = thread.chance.between(3, 5); visit > 0; visit--) {
    const { purchaseId } = order(thread, thread.chance.pick(products), thread.chance.pick([-2, -1, 0, 2]));
    if (thread.chance.happens(0.7)) pleased(thread, purchase(purchaseId));
    pause(thread, 20, 60);
    if (thread.chance.happens(0.3)) settle(thread, anyProblem(thread));
  }
  rate(thread, 'nps-11', thread.chance.between(6, 10), journey);
}

/** Every promise kept, every second one felt, for more than a year. */
function devotee(thread: Thread): void {
  begin(thread, 'store', 'shop-window');
  identify(thread);
  for (let visit = thread.chance.between(9, 12); visit > 0; visit--) {
    const { purchaseId } = order(thread, thread.chance.pick(products), thread.chance.pick([-2, -1]));
    pleased(thread, purchase(purchaseId));
    rate(thread, 'csat-5', 5, purchase(purchaseId));
    if (visit % 3 === 0) rate(thread, 'nps-11', thread.chance.between(9, 10), journey);
    pause(thread, 15, 35);
  }
}

/** Late deliveries and an empty answer: not an enemy yet, but careful with us. */
function letDown(thread: Thread): void {
  begin(thread, 'web', 'search');
  order(thread, thread.chance.pick(products), thread.chance.between(2, 9));
  const problem: Problem = { ...anyProblem(thread), topic: 'delivery', channel: 'chat' };
  const caseId = complain(thread, problem);
  rejectedOnce(thread, caseId, problem);
  upset(thread, about(caseId));
  if (thread.chance.happens(0.6)) order(thread, 'lights', 4);
}

/** Promises broken, two cases that end badly within weeks, and nobody who owns it. */
function fallen(thread: Thread): void {
  begin(thread, 'web', somewhere(thread));
  identify(thread);
  const { purchaseId } = order(thread, thread.chance.pick(products), 'broken');
  upset(thread, purchase(purchaseId));
  for (let bad = 2; bad > 0; bad--) {
    pause(thread, 3, 15);
    const problem = anyProblem(thread);
    const caseId = complain(thread, problem);
    givenUp(thread, caseId, problem);
    upset(thread, about(caseId));
  }
}

/** A call-back that comes, or does not. */
function calledBack(thread: Thread): void {
  begin(thread, 'phone', 'help-desk');
  const caseId = complain(thread, { ...anyProblem(thread), channel: 'phone' });
  const promiseId = promiseCallBack(thread, caseId);
  if (thread.chance.happens(0.3)) postpone(thread.pass(hours(6)), promiseId);
  pause(thread, 1, 4);
  if (thread.chance.happens(0.3)) thread.tell('release-promise', 'helpdesk', { promiseId, by: 'customer' });
  else thread.tell('keep-promise', 'helpdesk', { promiseId });
  solve(thread, caseId);
  if (thread.chance.happens(0.3)) reject(thread, caseId);
  close(thread.pass(days(15)), caseId, { basis: 'unresolved' });
}

function postpone(thread: Thread, promiseId: string): void {
  const dueOn = date(thread.now + days(4));
  thread.tell('renegotiate-promise', 'helpdesk', { promiseId, dueOn, agreedBy: 'customer' });
}

export const crowd: readonly Kind[] = [
  { name: 'passer-by', count: 28, live: passerBy },
  { name: 'browser', count: 50, live: browser },
  { name: 'newcomer', count: 60, live: newcomer },
  { name: 'asker', count: 150, live: asker },
  { name: 'regular', count: 40, live: regular },
  { name: 'devotee', count: 16, live: devotee },
  { name: 'let-down', count: 22, live: letDown },
  { name: 'fallen', count: 12, live: fallen },
  { name: 'called-back', count: 14, live: calledBack },
];
