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
