import { date, days, hours, minutes } from '../calendar';
import type { Thread } from '../thread';

export const products = ['city-bike', 'cargo-bike', 'e-bike', 'helmet', 'lights'] as const;
export type Product = (typeof products)[number];

const priceMinor: Record<Product, number> = {
  'city-bike': 64_900,
  'cargo-bike': 289_900,
  'e-bike': 219_900,
  helmet: 7_950,
  lights: 3_990,
};

/** Nobody has a name at first: a journey begins without one. */
export function begin(thread: Thread, channel: string, touchpoint: string): void {
  thread.tell('begin-journey', 'shop', { channel, touchpoint });
}

/** The customer looks for something, and found it or did not. */
export function browse(thread: Thread, touchpoint: string, found: 'yes' | 'partly' | 'no'): string {
  const interactionId = thread.id('visit');
  const durationSeconds = thread.chance.between(40, 900);
  thread.tell('record-interaction', 'shop', {
    interactionId,
    touchpoint,
    channel: 'web',
    direction: 'inbound',
    purpose: 'find a bike that fits',
    durationSeconds,
  });
  thread.pass(durationSeconds * 1_000);
  thread.tell('conclude-interaction', 'shop', { interactionId, purposeAchieved: found, by: 'system' });
  return interactionId;
}

/** The customer tells us who they are, of their own accord. */
export function identify(thread: Thread): void {
  const key = `${thread.journeyId}@example.org`;
  thread.tell('identify-journey', 'shop', { identity: { scheme: 'email', key }, by: 'customer' });
}

/** How a promised delivery goes: days after the promised date (negative: early), never, or still open when the story ends. */
export type Delivery = number | 'broken' | 'open';

export interface Order {
  readonly purchaseId: string;
  readonly promiseId: string;
}

/** A purchase with a promised delivery date; returns once the delivery has gone as it went. */
export function order(thread: Thread, product: Product, delivery: Delivery, slowNewsDays = 0): Order {
  const purchaseId = thread.id('order');
  const promiseId = thread.id('delivery');
  const items = product === 'lights' ? thread.chance.between(1, 3) : 1;
  const total = { amountMinor: priceMinor[product] * items, currency: 'EUR' };
  thread.tell('make-purchase', 'shop', { purchaseId, total, items, channel: 'web', touchpoint: 'checkout' });
  const due = thread.now + days(thread.chance.between(3, 8));
  thread.tell('make-promise', 'shop', {
    promiseId,
    to: 'customer',
    kind: 'delivery',
    dueOn: date(due),
    about: { kind: 'purchase', id: purchaseId },
  });
  deliver(thread, promiseId, due, delivery, slowNewsDays);
  return { purchaseId, promiseId };
}

function deliver(
  thread: Thread,
  promiseId: string,
  due: number,
  delivery: Delivery,
  slowNewsDays: number,
): void {
  if (delivery === 'open') return;
  if (delivery === 'broken') {
    thread.until(due + days(6));
    thread.tell('break-promise', 'shop', { promiseId, reason: 'Lost on the way; nobody found it.' });
    return;
  }
  thread.until(due + days(delivery) - hours(2));
  thread.tellLate('keep-promise', 'carrier', { promiseId }, days(slowNewsDays));
  thread.pass(minutes(30));
}
