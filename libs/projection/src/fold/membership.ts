import type { JourneyEvent } from '@rapport/journey';
import type { MembershipChange } from '@rapport/read-store';

/** The types of event that say whose journey it is. The runtime reads them, folds need not. */
export const membershipTypes = ['JourneyLinked', 'JourneyUnlinked'] as const;

export const isMembership = ({ type }: { readonly type: string }): boolean =>
  type === 'JourneyLinked' || type === 'JourneyUnlinked';

/**
 * The customer that the latest membership event names; undefined where none does.
 * @param history of one journey, in business order
 */
export function membershipIn(history: readonly JourneyEvent[]): string | undefined {
  const last = history.findLast(isMembership);
  return last && namedBy(last);
}

/** Nobody where it cannot be read: whoever may append can append anything, and one journey's event holds up no other. */
function namedBy(event: JourneyEvent): string | undefined {
  if (event.type !== 'JourneyLinked') return undefined;
  try {
    const { customerId }: { readonly customerId: unknown } = event.data;
    return typeof customerId === 'string' ? customerId : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * What a journey's history says about whose it is: every customer that it was ever linked to, the one that it belongs to now
 * (or none) last. Empty where it was never linked. The same whatever is known already, so that it can be said again.
 * @param history in business order
 */
export function membershipChanges(journeyId: string, history: readonly JourneyEvent[]): MembershipChange[] {
  const named = new Set(history.flatMap((event) => namedBy(event) ?? []));
  if (named.size === 0) return [];
  const now = membershipIn(history) ?? null;
  const before = [...named].filter((customerId) => customerId !== now).sort();
  return [...before, now].map((customerId) => ({ journeyId, customerId }));
}
