import type { Changes } from '../rows/changes';
import { difference, type Difference } from '../rows/difference';
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
  { before, after, hasChanged }: Membership,
  batch: CustomerBatch,
  outcomes: ReadonlyMap<string, Outcome>,
  changes: Changes,
): Promise<void> {
  if (!journeys.folder.hasRollUps) return;
  const [was, is] = [mergedIds(before), mergedIds(after)];
  const touched = hasChanged ? new Set([...was, ...is]) : batch.journeys.map(({ journeyId }) => journeyId);
  for (const id of touched) {
    const [wasMerged, isMerged] = [was.has(id), is.has(id)];
    const outcome = outcomes.get(id);
    if (wasMerged === isMerged && outcome === undefined) continue;
    const rows = outcome ?? (await asStored(journeys, id));
    const { gone, come } = counted(rows, wasMerged, isMerged);
    changes.add(gone, 'merging');
    changes.take(come, 'merging');
  }
}

/** Of the members of a customer of two or more. */
const mergedIds = (members: readonly string[]): ReadonlySet<string> =>
  new Set(members.length < 2 ? [] : members);

async function asStored(journeys: Subjects, journeyId: string): Promise<Outcome> {
  const rows = await journeys.rowsOf(journeyId);
  return { before: rows, after: rows };
}

/** What counts no longer and what counts now of a journey's rows, in a customer of two or more. */
function counted({ before, after }: Outcome, wasMerged: boolean, isMerged: boolean): Difference {
  if (wasMerged && isMerged) return difference(before, after);
  return { gone: wasMerged ? before : [], come: isMerged ? after : [] };
}
