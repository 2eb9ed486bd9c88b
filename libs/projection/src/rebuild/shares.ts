import type { PackedJourneys } from '@rapport/packed';
import { customerSubject } from '@rapport/read-store';
import type { Families } from './families';
import { isIn, type SubjectRange } from './subject-range';

/** Subjects that are built together, and the journeys whose events they need. */
export interface Share {
  /** In key order, as the shares are among each other. */
  readonly subjects: readonly string[];
  readonly journeys: ReadonlySet<string>;
}

/**
 * All subjects of a range in shares of about `maxEvents`, one after the other in key order: bounded memory for reading the log more
 * often, and rows are always written at the end of their file.
 */
export function sharesOf(
  survey: Pick<PackedJourneys, 'journeyIds' | 'eventsOf'>,
  families: Families,
  maxEvents: number,
  range: SubjectRange = {},
): readonly Share[] {
  const customers = new Map(families.merged.map((id) => [customerSubject(id), families.membersOf(id)]));
  const subjects = [...survey.journeyIds, ...customers.keys()].filter((key) => isIn(range, key)).sort();
  const shares: Share[] = [];
  let [from, events] = [0, 0];
  let journeys = new Set<string>();
  for (const [index, subject] of subjects.entries()) {
    for (const id of customers.get(subject) ?? [subject]) {
      if (!journeys.has(id)) events += survey.eventsOf(id);
      journeys.add(id);
    }
    if (events < maxEvents && index < subjects.length - 1) continue;
    shares.push({ subjects: subjects.slice(from, index + 1), journeys });
    [from, events, journeys] = [index + 1, 0, new Set()];
  }
  return shares;
}
