import type { PackedJourneys } from '@rapport/packed';
import { customerPrefix, isMerged, type LoadProgress } from '@rapport/read-store';
import { mergedHistory } from '../fold/merged-history';
import type { Building } from './building';
import type { Families } from './families';
import type { Steps } from './steps';

interface FoldOptions {
  readonly families: Families;
  readonly buildings: readonly Building[];
  readonly steps: Steps;
  readonly saveMs: number;
  readonly progress: Omit<LoadProgress, 'lastSubject'>;
}

/** Folds subject after subject for all builds that have not got it yet, and saves all: what comes next may be hours of reading. */
export async function foldSubjects(
  subjects: readonly string[],
  gathered: Pick<PackedJourneys, 'history' | 'eventsOf'>,
  { families, buildings, steps, saveMs, progress }: FoldOptions,
): Promise<void> {
  let savedAt = performance.now();
  const without = (subject: string): readonly Building[] =>
    buildings.filter(({ saved }) => saved?.lastSubject == null || saved.lastSubject < subject);
  const save = async (lastSubject: string): Promise<void> => {
    for (const building of without(lastSubject))
      await building.save({ ...progress, lastSubject, done: steps.done });
    savedAt = performance.now();
  };
  for (const subject of subjects) {
    const todo = without(subject);
    const events =
      todo.length === 0 ? gathered.eventsOf(subject) : foldSubject(subject, gathered, families, todo);
    for (const building of todo) if (building.due) await building.write();
    const pause = steps.take(events);
    if (pause === undefined) continue;
    await pause;
    if (performance.now() - savedAt >= saveMs) await save(subject);
  }
  const last = subjects.at(-1);
  if (last !== undefined && saveMs !== Infinity) await save(last);
}

/** Returns the number of events. */
function foldSubject(
  subject: string,
  gathered: Pick<PackedJourneys, 'history'>,
  families: Families,
  buildings: readonly Building[],
): number {
  if (isMerged(subject)) {
    const members = families.membersOf(subject.slice(customerPrefix.length));
    const merged = mergedHistory(members.map((id) => gathered.history(id)));
    for (const building of buildings) building.customer(subject, merged);
    return 0;
  }
  const history = gathered.history(subject);
  const membership = { moves: families.changesOf(subject), isMerged: families.isMerged(subject) };
  for (const building of buildings) building.journey(subject, history, membership);
  return history.length;
}
