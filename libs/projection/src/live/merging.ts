import type { Changes } from '../rows/changes';
import { difference } from '../rows/difference';
import type { CustomerBatch } from './gathering';
import type { Outcome, Subjects } from './subjects';

/** The journeys of a customer, sorted. */
export interface Membership {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly hasChanged: boolean;
}

/** What becomes of a customer. */
export interface Followed {
  readonly customerId: string;
  readonly batch: CustomerBatch;
  readonly membership: Membership;
}

/**
 * Keeps the cells of customers right: what merged rows add counts in place of what the rows of their journeys add, which the
 * scope `merging` therefore holds negated.
 */
export async function correct(
  journeys: Subjects,
  customers: readonly Followed[],
  outcomes: ReadonlyMap<string, Outcome>,
  changes: Changes,
): Promise<void> {
  if (!journeys.folder.hasRollUps) return;
  const changed = customers.filter(({ membership }) => membership.hasChanged).map(exchangeOf);
  const moved = changed.flatMap(({ joined, left }) => [...joined, ...left]);
  const others = moved.filter((id) => !outcomes.has(id));
  const stored = others.length === 0 ? undefined : await journeys.stored(others);
  const rowsOf = (id: string, when: keyof Outcome) => outcomes.get(id)?.[when] ?? stored?.get(id)?.rows ?? [];
  for (const { joined, left, stayed } of changed) {
    for (const id of left) changes.add(rowsOf(id, 'before'), 'merging');
    for (const id of joined) changes.take(rowsOf(id, 'after'), 'merging');
    for (const id of stayed) exchange(outcomes.get(id), changes);
  }
  for (const { batch, membership } of customers)
    if (!membership.hasChanged && mergedIn(membership.before).length > 0)
      for (const { journeyId } of batch.journeys) exchange(outcomes.get(journeyId), changes);
}

/** Which journeys came to the merged rows, which left them, and which were in them and are. */
function exchangeOf({ membership }: Followed) {
  const [was, is] = [new Set(mergedIn(membership.before)), new Set(mergedIn(membership.after))];
  return {
    joined: [...is].filter((id) => !was.has(id)),
    left: [...was].filter((id) => !is.has(id)),
    stayed: [...was].filter((id) => is.has(id)),
  };
}

/** The members of a customer that has merged rows. */
export const mergedIn = (members: readonly string[]): readonly string[] =>
  members.length < 2 ? [] : members;

/** Of a journey that is merged before and after. */
function exchange(outcome: Outcome | undefined, changes: Changes): void {
  if (outcome === undefined) return;
  const { gone, come } = difference(outcome.before, outcome.after);
  changes.add(gone, 'merging');
  changes.take(come, 'merging');
}
