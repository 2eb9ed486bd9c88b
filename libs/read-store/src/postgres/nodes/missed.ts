import type { Database } from '../connection/database';
import type { StoreChange } from '../../shared-store';

/** All that may have been told while nobody heard it: how things are. */
export async function missed(db: Database): Promise<StoreChange[]> {
  const builds = await db.catalogue((catalogue) =>
    catalogue
      .selectFrom('in_force')
      .innerJoin('build', 'build.build', 'in_force.build')
      .select(['build.build', 'log_id', 'position', 'last_event_id', 'newest_occurred_at'])
      .execute(),
  );
  const committed = builds.flatMap(({ build, ...row }): StoreChange[] => {
    const { log_id: logId, position, last_event_id: lastEventId, newest_occurred_at: newestOccurredAt } = row;
    if (logId === null || position === null || lastEventId === null) return [];
    return [{ kind: 'committed', build, checkpoint: { logId, position, lastEventId, newestOccurredAt } }];
  });
  return [{ kind: 'in-force' }, { kind: 'roles' }, ...committed];
}
