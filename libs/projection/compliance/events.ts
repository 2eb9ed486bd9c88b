import type { EventStore, EventToAppend, Position } from '@rapport/event-store';
import { randomUUID } from 'node:crypto';

/** An event on its way to a journey. */
export interface Arrival {
  readonly journeyId: string;
  readonly event: EventToAppend;
}

const event = (type: string, occurredAt: number, data: object, policyVersion = 0): EventToAppend => ({
  id: randomUUID(),
  type,
  schemaVersion: 1,
  occurredAt,
  policyVersion,
  data,
  metadata: {},
});

export const begun = (journeyId: string, occurredAt: number, policyVersion = 0): Arrival => ({
  journeyId,
  event: event('JourneyBegun', occurredAt, {}, policyVersion),
});

/** For as much as the time it is at, unless the amount is named. */
export const bought = (
  journeyId: string,
  occurredAt: number,
  purchaseId = 'p',
  amountMinor = occurredAt,
): Arrival => ({
  journeyId,
  event: event('PurchaseMade', occurredAt, { purchaseId, total: { amountMinor, currency: 'EUR' } }),
});

export const opened = (journeyId: string, occurredAt: number, caseId = 'c'): Arrival => ({
  journeyId,
  event: event('CaseOpened', occurredAt, { caseId }),
});

export const closed = (journeyId: string, occurredAt: number, caseId = 'c', basis = 'elapsed'): Arrival => ({
  journeyId,
  event: event('CaseClosed', occurredAt, { caseId, basis }),
});

export const linked = (journeyId: string, occurredAt: number, customerId: string): Arrival => ({
  journeyId,
  event: event('JourneyLinked', occurredAt, { customerId, evidence: 'the same login' }),
});

export const unlinked = (journeyId: string, occurredAt: number, customerId: string): Arrival => ({
  journeyId,
  event: event('JourneyUnlinked', occurredAt, { customerId }),
});

/** Of a type that no test projection cares for. */
export const noted = (journeyId: string, occurredAt: number): Arrival => ({
  journeyId,
  event: event('CaseNoted', occurredAt, { caseId: 'c', kind: 'note' }),
});

/** Appends under way at once. */
const atOnce = 500;

/** An append for each, in this order on each journey; resolves with the position that holds them all. */
export async function append(log: EventStore, ...arrivals: readonly Arrival[]): Promise<Position> {
  const positions: Position[] = [];
  for (let from = 0; from < arrivals.length; from += atOnce) {
    const appends = arrivals
      .slice(from, from + atOnce)
      .map(({ journeyId, event: one }) => log.append(`journey-${journeyId}`, [one], 'any'));
    for (const { position } of await Promise.all(appends)) positions.push(position);
  }
  const last = positions.sort().at(-1);
  if (last === undefined) throw new Error('Nothing was appended.');
  return last;
}

/** Of a policy, which is no journey's. */
export async function publish(log: EventStore, occurredAt: number): Promise<Position> {
  const published = event('PolicyPublished', occurredAt, { name: 'default', version: 1 });
  return (await log.append('policy-default', [published], 'any')).position;
}
