import { reasonOf, type ProjectionRuntime, type RebuildProgress } from '@rapport/projection';
import { randomUUID } from 'node:crypto';
import { problem } from '../problems/problem';

export interface RebuildJob {
  readonly id: string;
  readonly projections: readonly string[];
  readonly state: 'running' | 'done' | 'failed';
  /** Events folded so far. */
  readonly done: number;
  readonly total: number;
  readonly perSecond?: number;
  /** Estimated. */
  readonly secondsLeft?: number;
  readonly error?: string;
}

const remembered = 100;

/** The rebuilds that were asked for since the start, one at a time. */
export class Rebuilds {
  private readonly jobs = new Map<string, RebuildJob>();

  constructor(
    private readonly runtime: Pick<ProjectionRuntime, 'rebuild'>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** @throws Problem `rebuild-running` */
  begin(projections: readonly string[]): RebuildJob {
    const running = [...this.jobs.values()].find(({ state }) => state === 'running');
    if (running) {
      throw problem('rebuild-running', `Rebuild ${running.id} is running. Wait for its end.`, {
        id: running.id,
      });
    }
    const job: RebuildJob = { id: randomUUID(), projections, state: 'running', done: 0, total: 0 };
    this.remember(job);
    void this.run(job.id, projections);
    return job;
  }

  /** @throws Problem `rebuild-not-found` */
  find(id: string): RebuildJob {
    const job = this.jobs.get(id);
    if (job) return job;
    throw problem('rebuild-not-found', 'No rebuild of this id was asked for since the engine started.');
  }

  private async run(id: string, projections: readonly string[]): Promise<void> {
    try {
      await this.runtime.rebuild(projections, ({ done, total, perSecond, secondsLeft }: RebuildProgress) =>
        this.update(id, { done, total, perSecond, ...(secondsLeft !== undefined && { secondsLeft }) }),
      );
      this.update(id, { state: 'done' });
    } catch (error) {
      this.onError(error);
      this.update(id, { state: 'failed', error: reasonOf(error) });
    }
  }

  private update(id: string, change: Partial<RebuildJob>): void {
    this.jobs.set(id, { ...this.find(id), ...change });
  }

  private remember(job: RebuildJob): void {
    this.jobs.set(job.id, job);
    for (const id of this.jobs.keys()) {
      if (this.jobs.size <= remembered) return;
      this.jobs.delete(id);
    }
  }
}
