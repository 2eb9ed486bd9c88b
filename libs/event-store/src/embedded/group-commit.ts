import type { AppendResult } from '../event-store';
import type { Append, Outcome } from './batch';

/** Keeps the event loop's other guests waiting for some 50 ms at most. */
const MAX_APPENDS_PER_TRANSACTION = 1_000;

interface Pending {
  readonly append: Append;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Appends that are under way in the same turn of the event loop share one transaction, and so one sync of the disk. */
export class GroupCommit {
  private queue: Pending[] = [];
  private scheduled = false;

  constructor(
    private readonly commit: (appends: readonly Append[]) => readonly Outcome[],
    private readonly committed: () => void,
  ) {}

  enqueue(append: Append): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.queue.push({ append, resolve, reject });
      this.schedule();
    });
  }

  /** Commits all that wait. */
  flush(): void {
    while (this.queue.length > 0) this.commitSome();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.commitSome();
      if (this.queue.length > 0) this.schedule();
    });
  }

  private commitSome(): void {
    const batch = this.queue.splice(0, MAX_APPENDS_PER_TRANSACTION);
    if (batch.length === 0) return;
    const outcomes = this.commit(batch.map((pending) => pending.append));
    batch.forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined && 'result' in outcome) resolve(outcome.result);
      else reject(outcome?.error);
    });
    this.committed();
  }
}
