/** Where an event stands in its journey's business order: (occurredAt, revision). */
export interface Place {
  readonly occurredAt: number;
  readonly revision: number;
}

/** Negative where `a` comes first. */
export function businessOrder(a: Place, b: Place): number {
  return a.occurredAt - b.occurredAt || a.revision - b.revision;
}

/** Sorts in place. Most histories arrive in order, which costs one look at each event. */
export function toBusinessOrder<T extends Place>(events: T[]): T[] {
  const inOrder = events.every((event, index) => {
    const previous = events[index - 1];
    return previous === undefined || businessOrder(previous, event) < 0;
  });
  return inOrder ? events : events.sort(businessOrder);
}

/** Where an event stands in a customer's business order: (occurredAt, journeyId, revision). */
export interface CustomerPlace extends Place {
  readonly journeyId: string;
}

/** Negative where `a` comes first. Of events of one journey it says the same as their business order. */
export function customerOrder(a: CustomerPlace, b: CustomerPlace): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt - b.occurredAt;
  if (a.journeyId !== b.journeyId) return a.journeyId < b.journeyId ? -1 : 1;
  return a.revision - b.revision;
}
