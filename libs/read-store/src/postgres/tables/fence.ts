import type { Checkpoint } from '../../read-model';
import type { Runs, Statement } from '../connection/statement';
import { channelOf, toNews } from '../nodes/news';

/** By what a build's only writer is known, and that it knows of all commits. */
export interface FenceState {
  readonly epoch: number;
  readonly commits: number;
}

/** The statements on a build's row in the catalogue: its checkpoint, and who may write it. */
export class Fence {
  private readonly advance: Statement;
  private readonly select: Statement;
  private readonly channel: string;

  constructor(
    schema: string,
    private readonly build: string,
  ) {
    this.channel = channelOf(schema);
    this.advance = {
      name: 'advance',
      text: `WITH moved AS (
          UPDATE "${schema}".build
          SET commits = commits + 1, log_id = $4, position = $5, last_event_id = $6, newest_occurred_at = $7
          WHERE build = $1 AND epoch = $2 AND commits = $3 RETURNING build)
        SELECT pg_notify($8, $9) FROM moved`,
    };
    this.select = {
      name: 'checkpoint',
      text: `SELECT log_id, position, last_event_id, newest_occurred_at, epoch, commits FROM "${schema}".build WHERE build = $1`,
    };
  }

  /**
   * Puts the checkpoint in place of the former one, within the caller's transaction, which tells everybody when it is
   * committed. False where the build is another's by now, or was committed to meanwhile: not every commit moves the position.
   */
  async move(runs: Runs, { epoch, commits }: FenceState, checkpoint: Checkpoint): Promise<boolean> {
    const { logId, position, lastEventId, newestOccurredAt } = checkpoint;
    const news = toNews({ kind: 'committed', build: this.build, checkpoint });
    const values = [
      this.build,
      epoch,
      commits,
      logId,
      position,
      lastEventId,
      newestOccurredAt,
      this.channel,
      news,
    ];
    return (await runs.run(this.advance, values)).count === 1;
  }

  /** Undefined where there is no such build. */
  async read(
    runs: Runs,
  ): Promise<(FenceState & { readonly checkpoint: Checkpoint | undefined }) | undefined> {
    const { rows } = await runs.run(this.select, [this.build]);
    return rows[0] && toFence(rows[0] as FenceRow);
  }
}

export type CheckpointRow = readonly [string | null, string | null, string | null, number | null];
type FenceRow = readonly [...CheckpointRow, epoch: number, commits: number];

function toFence([logId, position, lastEventId, newestOccurredAt, epoch, commits]: FenceRow) {
  return { epoch, commits, checkpoint: toCheckpoint([logId, position, lastEventId, newestOccurredAt]) };
}

/** Undefined where there was no commit yet. */
export function toCheckpoint([logId, position, lastEventId, newestOccurredAt]: CheckpointRow):
  Checkpoint | undefined {
  if (logId === null || position === null || lastEventId === null) return undefined;
  return { logId, position, lastEventId, newestOccurredAt };
}
