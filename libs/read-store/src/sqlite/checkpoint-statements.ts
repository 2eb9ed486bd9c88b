import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Checkpoint } from '../read-model';

export class CheckpointStatements {
  private readonly save: StatementSync;
  private readonly load: StatementSync;

  constructor(db: DatabaseSync) {
    this.save = db.prepare('INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?, ?, ?)');
    this.load = db.prepare('SELECT * FROM checkpoint');
  }

  write({ logId, position, lastEventId, newestOccurredAt }: Checkpoint): void {
    this.save.run(logId, position, lastEventId, newestOccurredAt);
  }

  read(): Checkpoint | undefined {
    const row = this.load.get();
    if (row === undefined) return undefined;
    return {
      logId: row.log_id as string,
      position: row.position as string,
      lastEventId: row.last_event_id as string,
      newestOccurredAt: row.newest_occurred_at as number | null,
    };
  }
}
