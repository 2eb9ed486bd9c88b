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

/**
 * Keeps the cells of customers right: what merged rows add counts in place of what the rows of their journeys add, which the
 * scope `merging` therefore holds negated.
 */
export async function correct(
  journeys: Subjects,
  membership: Membership,
  batch: CustomerBatch,
  outcomes: ReadonlyMap<string, Outcome>,
  changes: Changes,
): Promise<void> {
  if (!journeys.folder.hasRollUps) return;
  const [was, is] = [mergedIn(membership.before), mergedIn(membership.after)];
  if (!membership.hasChanged) {
    if (was.length > 0)
      for (const { journeyId } of batch.journeys) exchange(outcomes.get(journeyId), changes);
    return;
  }
  const [before, after] = [new Set(was), new Set(is)];
  for (const id of new Set([...was, ...is])) {
    const outcome = outcomes.get(id);
    if (before.has(id) && after.has(id)) exchange(outcome, changes);
    else if (before.has(id)) changes.add(outcome?.before ?? (await journeys.rowsOf(id)), 'merging');
    else changes.take(outcome?.after ?? (await journeys.rowsOf(id)), 'merging');
  }
}

/** The members of a customer that has merged rows. */
const mergedIn = (members: readonly string[]): readonly string[] => (members.length < 2 ? [] : members);

/** Of a journey that is merged before and after. */
function exchange(outcome: Outcome | undefined, changes: Changes): void {
  if (outcome === undefined) return;
  const { gone, come } = difference(outcome.before, outcome.after);
  changes.add(gone, 'merging');
  changes.take(come, 'merging');
}
