import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { LoadProgress } from '../builds';
import type { Checkpoint } from '../read-model';
import type { BulkLoad, LoadBatch } from '../read-store';
import { LoadedCells } from './cells/loaded-cells';
import { PendingStatements } from './cells/pending-statements';
import { endLoad, saveProgress } from './load-state';
import { removeFile } from './build-file';
import { copyPart } from './copy-part';
import { settle } from './settle';
import type { BuildStatements } from './statements';

export interface LoadEvents {
  saved(progress: LoadProgress): void;
  /** All is written; makes it durable. */
  finished(): void;
}

/** Large transactions, one from each save to the next, then a build like any other. */
export class SqliteBulkLoad implements BulkLoad {
  private readonly cells: LoadedCells;

  /** @param part where the part of the load is, if there is one */
  constructor(
    private readonly db: DatabaseSync,
    private readonly statements: BuildStatements,
    readonly progress: LoadProgress | undefined,
    private readonly events: LoadEvents,
    private readonly part: string,
  ) {
    this.cells = new LoadedCells(statements.cells, new PendingStatements(db));
    db.exec('BEGIN');
  }

  add(batch: LoadBatch): Promise<void> {
    return settle(() => {
      this.statements.insert(batch);
      for (const change of batch.cells ?? []) this.cells.add(change);
    });
  }

  save(progress: LoadProgress): Promise<void> {
    return settle(() => {
      this.cells.save();
      saveProgress(this.db, progress);
      this.db.exec('COMMIT');
      this.events.saved(progress);
      this.db.exec('BEGIN');
    });
  }

  takeIn(progress: LoadProgress): Promise<void> {
    return settle(() => {
      this.cells.save();
      this.db.exec('COMMIT'); // no file is attached within a transaction
      copyPart(this.db, this.part, () => saveProgress(this.db, progress));
      this.cells.find();
      this.events.saved(progress);
      removeFile(this.part);
      this.db.exec('BEGIN');
    });
  }

  async finish(checkpoint: Checkpoint | undefined): Promise<void> {
    await inTurns(this.cells.write());
    if (checkpoint !== undefined) this.statements.checkpoint.write(checkpoint);
    endLoad(this.db);
    this.db.exec('COMMIT');
    removeFile(this.part); // where nobody took it in
    this.events.finished();
  }
}

/** Longest time without a turn of the event loop, milliseconds: who asks meanwhile hardly notices. */
const turnMs = 5;

async function inTurns(steps: Iterator<void>): Promise<void> {
  let until = performance.now() + turnMs;
  while (steps.next().done !== true) {
    if (performance.now() < until) continue;
    await setImmediate();
    until = performance.now() + turnMs;
  }
}
