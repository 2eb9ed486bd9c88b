import { ReadStoreUnavailable, type SharedStore } from '@rapport/read-store';
import type { RebuildJob } from './rebuild-job';

/** What is left of each rebuild for the other nodes. */
interface Note {
  readonly node: string;
  readonly job: RebuildJob;
}

const everyMs = 500;

/** A node that stalls is buried within seconds and may come back: one that is silent for longer is gone. */
const goneAfterMs = 15_000;

/** Tells the other nodes how far rebuilds are, so that whichever is asked, behind a proxy say, can answer. */
export class SharedRebuilds {
  private toldAt = -Infinity;
  /** The newest of each rebuild that is still to be told. */
  private readonly untold = new Map<string, RebuildJob>();
  private telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly shared: Pick<SharedStore, 'node' | 'nodes' | 'note' | 'noted' | 'notedUnder'>,
  ) {}

  /** Of progress now and then; of what begins or ends always. */
  progressed(job: RebuildJob): void {
    if (performance.now() - this.toldAt < everyMs) return;
    void this.tell(job);
  }

  /**
   * Resolves when the others know, or cannot be told for now: a rebuild does not depend on it. Its end is told again until
   * it is known; of progress more will be told.
   */
  tell(job: RebuildJob): Promise<void> {
    this.toldAt = performance.now();
    this.untold.set(job.id, job);
    this.telling = this.telling.then(() => this.tellNewest(job.id));
    return this.telling;
  }

  /** One that any node was asked for; of a node that is gone nobody will tell more. */
  async find(id: string): Promise<RebuildJob | undefined> {
    const living = await this.shared.nodes(); // first: who ends properly tells of the end and leaves then
    const noted = await this.shared.noted(nameOf(id));
    if (noted === undefined) return undefined;
    const { node, job } = JSON.parse(noted.text) as Note;
    if (job.state !== 'running' || living.includes(node) || noted.ageMs < goneAfterMs) return job;
    const error = `Node ${node}, which was asked, is gone. What it had begun is gone on with by another one, which GET /v1/projections tells of.`;
    return { ...job, state: 'failed', error };
  }

  /** One of any of these projections that another node is at, which lives. */
  async elsewhere(projections: readonly string[]): Promise<RebuildJob | undefined> {
    const living = await this.shared.nodes();
    const notes = (await this.shared.notedUnder(prefix)).map(({ text }) => JSON.parse(text) as Note);
    const isElsewhere = ({ node, job }: Note): boolean =>
      node !== this.shared.node &&
      living.includes(node) &&
      job.state === 'running' &&
      job.projections.some((name) => projections.includes(name));
    return notes.find(isElsewhere)?.job;
  }

  /** Nothing where it was told with one before. */
  private async tellNewest(id: string): Promise<void> {
    const job = this.untold.get(id);
    if (job === undefined) return;
    this.untold.delete(id);
    const note: Note = { node: this.shared.node, job };
    try {
      await this.shared.note(nameOf(id), JSON.stringify(note));
    } catch (error) {
      const isLast = job.state !== 'running';
      if (isLast && error instanceof ReadStoreUnavailable)
        setTimeout(() => void this.tell(job), everyMs).unref();
    }
  }
}

const prefix = 'rebuild:';

const nameOf = (id: string): string => `${prefix}${id}`;
