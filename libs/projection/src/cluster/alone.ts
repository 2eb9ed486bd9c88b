import type { Target } from '../rebuild/rebuild';
import type { Projector } from '../start/projector';
import type { Slot } from '../status/slot';
import type { Duties } from './duties';

/** One node that has the read store to itself: it projects everything. */
export class Alone implements Duties {
  private missing: readonly Target[] = [];
  private building: Promise<void> = Promise.resolve();

  constructor(
    private readonly slots: readonly Slot[],
    private readonly projector: Projector,
  ) {}

  async open(): Promise<void> {
    this.missing = await this.projector.takeUp(this.slots);
  }

  begin(): Promise<void> {
    this.building = this.projector.build(this.missing);
    return this.building;
  }

  asProjector<T>(_slots: readonly Slot[], work: () => Promise<T>): Promise<T> {
    return work();
  }

  undisturbed(_projections: readonly string[], work: () => Promise<void>): Promise<void> {
    return work();
  }

  projectors(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map<string, string>());
  }

  stop(): Promise<void> {
    return this.building;
  }

  release(): Promise<void> {
    return Promise.resolve();
  }
}
