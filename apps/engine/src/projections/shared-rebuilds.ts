import type { SharedStore } from '@rapport/read-store';
import type { RebuildJob } from './rebuild-job';

/** What is left of each rebuild for the other nodes. */
interface Note {
  readonly node: string;
  readonly job: RebuildJob;
}

const everyMs = 500;

/** Tells the other nodes how far rebuilds are, so that whichever is asked, behind a proxy say, can answer. */
export class SharedRebuilds {
  private told = -Infinity;
  private telling: Promise<void> = Promise.resolve();

  constructor(private readonly shared: Pick<SharedStore, 'node' | 'nodes' | 'note' | 'noted'>) {}

  /** Of progress now and then; of what begins or ends always. */
  progressed(job: RebuildJob): void {
    if (performance.now() - this.told < everyMs) return;
    void this.tell(job);
  }

  /** Resolves when the others know, or cannot be told: a rebuild does not depend on it. */
  tell(job: RebuildJob): Promise<void> {
    this.told = performance.now();
    const note: Note = { node: this.shared.node, job };
    this.telling = this.telling
      .then(() => this.shared.note(nameOf(job.id), JSON.stringify(note)))
      .catch(() => undefined);
    return this.telling;
  }

  /** One that any node was asked for; of a node that is gone nobody will tell more. */
  async find(id: string): Promise<RebuildJob | undefined> {
    const text = await this.shared.noted(nameOf(id));
    if (text === undefined) return undefined;
    const { node, job } = JSON.parse(text) as Note;
    if (job.state !== 'running' || (await this.shared.nodes()).includes(node)) return job;
    const error = `Node ${node}, which was asked, is gone. What it had begun is gone on with by another one, which GET /v1/projections tells of.`;
    return { ...job, state: 'failed', error };
  }
}

const nameOf = (id: string): string => `rebuild:${id}`;
