import { CorruptStore, UnknownOutcome } from '../errors';
import { readOnly, type Availability } from './availability';
import { Batch, type Append, type Outcome } from './batch';
import type { Database } from './database';
import type { Ledger } from './ledger';
import type { WriterHeads } from './writer-heads';
import type { PositionCodec } from '../position-codec';
import { isInputOutput, isUnwritable, messageOf, translated } from './sqlite-error';

/** One transaction for many appends. */
export class Committer {
  /** The integers in memory are ahead of what is stored, and could not be read again yet. */
  private stale = false;

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly heads: WriterHeads,
    private readonly positions: PositionCodec,
    private readonly availability: Availability,
    private readonly clock: () => number,
  ) {}

  /** One outcome per append, in their order, all of them durable. */
  commit(appends: readonly Append[]): readonly Outcome[] {
    const refusal = this.availability.refusal();
    if (refusal !== undefined) return sameFor(appends, refusal);
    try {
      if (this.stale) this.reload();
      return this.transact(appends);
    } catch (error) {
      return sameFor(appends, this.failure(error));
    }
  }

  /** Leaves no head to be looked up by the next start. Where that fails, it looks them up as after a crash. */
  settle(): void {
    if (this.stale || this.availability.refusal() !== undefined) return;
    try {
      this.database.exec('BEGIN IMMEDIATE');
      this.heads.settleUpTo(this.ledger.end);
      this.database.exec('COMMIT');
    } catch {
      this.database.rollback();
    }
  }

  private transact(appends: readonly Append[]): readonly Outcome[] {
    const recordedAt = Math.max(this.clock(), this.ledger.recordedAt);
    const batch = new Batch(this.database, this.ledger, this.heads, this.positions, recordedAt);
    this.database.exec('BEGIN IMMEDIATE');
    this.heads.settle(this.ledger.end);
    const outcomes = appends.map((append) => batch.stage(append));
    batch.createStreams();
    this.commitDurably();
    batch.committed();
    return outcomes;
  }

  private commitDurably(): void {
    try {
      this.database.exec('COMMIT');
    } catch (error) {
      if (!isInputOutput(error)) throw error;
      // The last page may have reached the disk before its sync failed: a restart would find the transaction complete.
      this.availability.failed(messageOf(error));
      throw new UnknownOutcome(
        `The disk failed while the append was made durable (${messageOf(error)}). Repeat it with the same ids.`,
      );
    }
  }

  private failure(error: unknown): unknown {
    this.database.rollback();
    const found = this.reloadedAfter(translated(error, this.database.file));
    if (found instanceof CorruptStore) this.availability.damaged(found);
    if (!isUnwritable(found)) return found;
    this.availability.failed(messageOf(found));
    return readOnly(messageOf(found));
  }

  /** What came to nothing is forgotten. Returns the error to tell: reading again may fail, too. */
  private reloadedAfter(error: unknown): unknown {
    this.stale = true;
    try {
      this.reload();
      return error;
    } catch (another) {
      // Whether it was stored is still unknown; what is wrong with the file shows again before the next append.
      return error instanceof UnknownOutcome ? error : translated(another, this.database.file);
    }
  }

  private reload(): void {
    this.ledger.reload();
    this.heads.reload();
    this.stale = false;
  }
}

const sameFor = (appends: readonly Append[], error: unknown): readonly Outcome[] =>
  appends.map(() => ({ error }));
