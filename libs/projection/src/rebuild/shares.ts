import type { PackedJourneys } from '@rapport/packed';
import { customerPrefix, customerSubject, isMerged } from '@rapport/read-store';
import { Breather } from '../source/breather';
import { sorted } from '../source/sorted';
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
 * often, and rows are always written at the end of their file. By steps, between which everything else goes on.
 */
export async function sharesOf(
  survey: Pick<PackedJourneys, 'journeyIds' | 'eventsOf'>,
  families: Families,
  maxEvents: number,
  range: SubjectRange = {},
): Promise<readonly Share[]> {
  const subjects = await sorted(subjectsOf(survey, families, range));
  const breather = new Breather();
  const shares: Share[] = [];
  let [from, events] = [0, 0];
  let journeys = new Set<string>();
  for (const [index, subject] of subjects.entries()) {
    for (const id of journeysOf(subject, families)) {
      if (!journeys.has(id)) events += survey.eventsOf(id);
      journeys.add(id);
    }
    if (breather.due) await breather.breathe();
    if (events < maxEvents && index < subjects.length - 1) continue;
    shares.push({ subjects: subjects.slice(from, index + 1), journeys });
    [from, events, journeys] = [index + 1, 0, new Set()];
  }
  return shares;
}

function* subjectsOf(
  { journeyIds }: Pick<PackedJourneys, 'journeyIds'>,
  { merged }: Families,
  range: SubjectRange,
): Iterable<string> {
  for (const id of journeyIds) if (isIn(range, id)) yield id;
  for (const id of merged) if (isIn(range, customerSubject(id))) yield customerSubject(id);
}

const journeysOf = (subject: string, families: Families): readonly string[] =>
  isMerged(subject) ? families.membersOf(subject.slice(customerPrefix.length)) : [subject];
