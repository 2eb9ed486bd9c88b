import type { BuildId, LoadProgress } from '../../builds';
import type { Columns } from '../../columns';
import { BuildLost } from '../../errors';
import type { Checkpoint } from '../../read-model';
import { completeTables, type BuildTables } from '../tables/layout';
import type { LoadLine } from './load-line';

/** The build that is loaded, as its holder knows it. */
export interface LoadedBuild {
  readonly id: BuildId;
  readonly schema: string;
  readonly epoch: number;
  readonly tables: BuildTables;
  readonly table: Columns;
}

/** Within the load's transaction. @throws BuildLost */
export async function saveProgress(
  line: LoadLine,
  { id, schema, epoch }: LoadedBuild,
  progress: LoadProgress,
): Promise<void> {
  const saved = await line.query(
    `UPDATE "${schema}".build SET progress = $3 WHERE build = $1 AND epoch = $2 RETURNING build`,
    [id.build, epoch, JSON.stringify(progress)],
  );
  if (saved.length === 0) throw new BuildLost(id);
}

/** All that was added is there: makes its keys, and tells the catalogue. @throws BuildLost */
export async function completeBuild(
  line: LoadLine,
  { id, schema, epoch }: LoadedBuild,
  checkpoint: Checkpoint | undefined,
): Promise<void> {
  await line.query(completeTables(schema, id.build));
  const { logId, position, lastEventId, newestOccurredAt } = checkpoint ?? {};
  const completed = await line.query(
    `UPDATE "${schema}".build SET progress = NULL, completed = nextval('"${schema}".completion'),
       log_id = $3, position = $4, last_event_id = $5, newest_occurred_at = $6
     WHERE build = $1 AND epoch = $2 RETURNING build`,
    [id.build, epoch, logId, position, lastEventId, newestOccurredAt],
  );
  if (completed.length === 0) throw new BuildLost(id);
}
