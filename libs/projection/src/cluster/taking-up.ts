import { reasonOf } from '@rapport/event-store';
import { BuildHeld } from '@rapport/read-store';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../options';
import type { Target } from '../rebuild/rebuild';
import type { Projector } from '../start/projector';
import type { Slot } from '../status/slot';

export interface TakingUpOptions {
  readonly projector: Projector;
  /** Whether this node is still to project it. */
  readonly isOurs: (slot: Slot) => boolean;
  /** Pause after one that failed. */
  readonly retryMs: number;
  readonly report: (fault: Fault) => void;
  /** Something was taken up, or could not be. */
  readonly onChange: () => void;
  readonly signal: AbortSignal;
}

/** Takes projections up beside everything else: it may take as long as reading the log. */
export class TakingUp {
  private readonly opening = new Map<Slot, Promise<void>>();
  private readonly building = new Map<Slot, Promise<void>>();

  constructor(private readonly options: TakingUpOptions) {}

  /** Those under way. */
  get slots(): readonly Slot[] {
    return [...this.opening.keys(), ...this.building.keys()];
  }

  /** Its rows are being made. */
  isBuilding(slot: Slot): boolean {
    return this.building.has(slot);
  }

  begin(slots: readonly Slot[]): void {
    if (slots.length === 0) return;
    const opened = this.open(slots);
    for (const slot of slots) this.opening.set(slot, opened);
  }

  /** Resolves when what is in force of those under way is projected, or could not be. */
  async opened(): Promise<void> {
    await Promise.all(this.opening.values());
  }

  /** Resolves when what was under way is built, too. */
  async ended(): Promise<void> {
    await this.opened();
    await Promise.all(this.building.values());
  }

  private async open(slots: readonly Slot[]): Promise<void> {
    const { projector, retryMs, report, onChange, signal } = this.options;
    try {
      this.build(await projector.takeUp(slots));
    } catch (error) {
      const message = `${slots.map(({ name }) => name).join(', ')}: not taken up yet: ${reasonOf(error)}`;
      if (!(error instanceof BuildHeld) && !signal.aborted) report({ message, error }); // who holds it is about to let go
      await delay(retryMs, undefined, { signal }).catch(() => undefined);
    }
    for (const slot of slots) this.opening.delete(slot);
    onChange();
  }

  private build(targets: readonly Target[]): void {
    const { projector, isOurs, onChange } = this.options;
    const built = projector.build(targets, isOurs).then(() => {
      for (const { slot } of targets) this.building.delete(slot);
      onChange();
    });
    for (const { slot } of targets) this.building.set(slot, built);
  }
}
