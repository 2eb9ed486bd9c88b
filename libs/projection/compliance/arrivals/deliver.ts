import type { Policies } from '@rapport/policy';
import type { Checkpoint } from '@rapport/read-store';
import type { AnyProjection } from '../../src/definition';
import { Folder } from '../../src/fold/folder';
import { Lane } from '../../src/live/lane';
import { MemoryBuild } from '../memory-build';
import type { Delivery } from './histories';
import type { MemoryLog } from './memory-log';

/** A build in memory and the lane that writes it, which can be started anew. */
export class Following {
  readonly build = new MemoryBuild();
  readonly folder: Folder;
  private readonly types: ReadonlySet<string>;
  private lane: Lane;
  private at = 0;

  constructor(
    definition: AnyProjection,
    private readonly log: MemoryLog,
    private readonly cachedEvents: number,
  ) {
    this.folder = new Folder(definition, {} as Policies);
    this.types = new Set(this.folder.types);
    this.lane = this.laneAt(undefined);
  }

  /** Delivers what is left of the log; after each delivery says how many events that were. */
  async all(
    deliveries: readonly Delivery[],
    afterEach: (delivered: number) => void = () => undefined,
  ): Promise<void> {
    for (let turn = 0; this.at < this.log.events.length; turn += 1) {
      const delivery = deliveries[turn % deliveries.length];
      if (delivery === undefined) throw new Error('There is no delivery.');
      await this.deliver(delivery);
      afterEach(this.at);
    }
  }

  private async deliver({ size, again, mishap }: Delivery): Promise<void> {
    const to = Math.min(this.log.events.length, this.at + size);
    const batch = this.log.batch(Math.max(0, this.at - again), to, this.types);
    if (mishap === 'restart') this.lane = this.laneAt(this.lane.checkpoint);
    if (mishap === 'old batch' && this.at > 0) await this.lane.apply(this.log.batch(0, this.at, this.types));
    if (mishap === 'failed commit') {
      this.build.failures = 1;
      await this.lane.apply(batch).catch(() => undefined);
    }
    await this.lane.apply(batch);
    this.at = to;
  }

  private laneAt(checkpoint: Checkpoint | undefined): Lane {
    return new Lane('memory', this.folder, this.build.asBuild, 'log', checkpoint, this.cachedEvents);
  }
}
