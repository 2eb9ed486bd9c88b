import type { StoreChange } from '../../shared-store';
import { run, type Runner, type Statement } from '../connection/statement';
import { toCheckpoint, type CheckpointRow } from '../tables/fence';

/** All that may have been told while nobody heard it: how things are. */
export async function missed(runner: Runner, schema: string): Promise<StoreChange[]> {
  const { rows } = await run(runner, inForce(schema), []);
  const committed = (rows as readonly InForceRow[]).flatMap(([build, ...row]): StoreChange[] => {
    const checkpoint = toCheckpoint(row);
    return checkpoint === undefined ? [] : [{ kind: 'committed', build, checkpoint }];
  });
  return [{ kind: 'in-force' }, { kind: 'roles' }, ...committed];
}

type InForceRow = readonly [build: string, ...CheckpointRow];

const inForce = (schema: string): Statement => ({
  name: 'missed',
  text: `SELECT build, log_id, position, last_event_id, newest_occurred_at
    FROM "${schema}".in_force JOIN "${schema}".build USING (build)`,
});
