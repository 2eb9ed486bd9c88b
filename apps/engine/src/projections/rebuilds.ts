import { reasonOf } from '@rapport/event-store';
import type { ProjectionRuntime } from '@rapport/projection';
import { randomUUID } from 'node:crypto';
import { problem } from '../problems/problem';
import type { RebuildJob } from './rebuild-job';
import type { SharedRebuilds } from './shared-rebuilds';

const remembered = 100;

/** The rebuilds that were asked for since the start, one at a time. */
export class Rebuilds {
  private readonly jobs = new Map<string, RebuildJob>();

  constructor(
    private readonly runtime: Pick<ProjectionRuntime, 'rebuild'>,
    private readonly onError: (error: unknown) => void,
    /** Absent where one node has the read store to itself. */
    private readonly shared?: SharedRebuilds,
  ) {}

  /** Resolves when the rebuild would survive a kill. @throws Problem `rebuild-running`, and why it cannot begin */
  async begin(projections: readonly string[]): Promise<RebuildJob> {
    const running =
      (await this.elsewhere(projections)) ?? [...this.jobs.values()].find(({ state }) => state === 'running');
    if (running) {
      throw problem('rebuild-running', `Rebuild ${running.id} is running. Wait for its end.`, {
        id: running.id,
      });
    }
    const job: RebuildJob = { id: randomUUID(), projections, state: 'running', done: 0, total: 0 };
    this.remember(job);
    await new Promise<void>((resolve, reject) => {
      void this.run(job.id, resolve).catch(reject);
    });
    const begun = this.own(job.id);
    await this.shared?.tell(begun);
    return begun;
  }

  /** One of any of these projections that another node was asked for, and is at. */
  async elsewhere(projections: readonly string[]): Promise<RebuildJob | undefined> {
    return this.shared?.elsewhere(projections);
  }

  /** Also one that another node was asked for. @throws Problem `rebuild-not-found` */
  async find(id: string): Promise<RebuildJob> {
    const job = this.jobs.get(id) ?? (await this.shared?.find(id));
    if (job) return job;
    throw problem('rebuild-not-found', 'No rebuild of this id was asked for since the engine started.');
  }

  private own(id: string): RebuildJob {
    const job = this.jobs.get(id);
    if (job === undefined) throw new Error(`Rebuild ${id} was not asked for here.`);
    return job;
  }

  /** Rejects where it failed. */
  private async run(id: string, onBegun: () => void): Promise<void> {
    try {
      await this.runtime.rebuild(this.own(id).projections, ({ done, total, perSecond, secondsLeft }) => {
        this.update(id, { done, total, perSecond, ...(secondsLeft !== undefined && { secondsLeft }) });
        this.shared?.progressed(this.own(id));
        onBegun();
      });
      this.update(id, { state: 'done' });
      await this.shared?.tell(this.own(id));
    } catch (error) {
      this.onError(error);
      this.update(id, { state: 'failed', error: reasonOf(error) });
      await this.shared?.tell(this.own(id));
      throw error;
    }
  }

  private update(id: string, change: Partial<RebuildJob>): void {
    this.jobs.set(id, { ...this.own(id), ...change });
  }

  private remember(job: RebuildJob): void {
    this.jobs.set(job.id, job);
    for (const id of this.jobs.keys()) {
      if (this.jobs.size <= remembered) return;
      this.jobs.delete(id);
    }
  }
}
