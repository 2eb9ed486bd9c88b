import type { EventLog } from '@rapport/event-store';
import {
  BuildUnusable,
  type BuildId,
  type Checkpoint,
  type ReadStore,
  type SharedStore,
} from '@rapport/read-store';
import type { Fault } from '../options';
import { misplaced } from '../start/checkpoint-holds';
import { Rows } from '../status/rows';
import type { Slot } from '../status/slot';

export interface StandbysOptions {
  readonly log: Pick<EventLog, 'count' | 'logId' | 'head' | 'eventAt'>;
  readonly slots: readonly Slot[];
  readonly readStore: ReadStore;
  readonly shared: SharedStore;
  /** Rows moved on, or others took their place. */
  readonly onMove: () => void;
  readonly report: (fault: Fault) => void;
}

/** Knows the rows in force, whichever node writes them: what slots without a lane answer from. */
export class Standbys {
  /** Builds that cannot be read, of which somebody was told. */
  private readonly told = new Set<string>();
  /** Slots whose version this start is to put in force. */
  private readonly due: Set<Slot>;

  constructor(private readonly options: StandbysOptions) {
    this.due = new Set(options.slots);
  }

  /** Looks which builds are in force. */
  async refresh(): Promise<readonly BuildId[]> {
    const { slots, readStore, onMove } = this.options;
    const inForce = await readStore.inForce();
    for (const slot of slots) {
      const id = inForce.find(({ projection }) => projection === slot.name);
      if (id !== undefined) await this.follow(slot, id);
    }
    onMove();
    await this.expectFirst(slots.filter(({ rows }) => rows === undefined));
    return inForce;
  }

  /** What questions are told while another node makes the first rows. */
  private async expectFirst(slots: readonly Slot[]): Promise<void> {
    if (slots.length === 0) return;
    const events = await this.options.log.count();
    for (const slot of slots) slot.awaitedEvents = events;
  }

  /** A node has committed to a build. */
  committed(build: string, checkpoint: Checkpoint): void {
    for (const slot of this.options.slots) slot.knows(build)?.advance(checkpoint);
    this.options.onMove();
  }

  /** A node that starts puts its version in force; one whose version was in force leaves it to those that started later. */
  private async follow(slot: Slot, id: BuildId): Promise<void> {
    const { version } = slot.definition;
    if (id.version === version) this.due.delete(slot);
    slot.supersededBy = id.version === version || this.due.has(slot) ? undefined : id.version;
    if (id.version !== version || slot.knows(id.build) !== undefined) return;
    try {
      await this.read(slot, id);
    } catch (error) {
      if (!(error instanceof BuildUnusable)) throw error;
      if (!this.told.has(id.build)) this.options.report({ message: error.message, projection: slot.name });
      this.told.add(id.build); // whoever projects it builds it anew; a log that lags behind will hold it in a moment
    }
  }

  private async read(slot: Slot, id: BuildId): Promise<void> {
    const { shared, log } = this.options;
    const before = slot.rows;
    const model = await shared.read(id, slot.definition.table);
    const checkpoint = await model.checkpoint();
    const reason = await misplaced(log, checkpoint);
    if (reason !== undefined) throw new BuildUnusable(id, reason);
    if (slot.rows !== before) return; // this build, or a later one, came in force here meanwhile
    const rows = new Rows(id.build, model);
    rows.advance(checkpoint);
    slot.expect(rows);
    try {
      await slot.letGoOfFormer();
    } finally {
      rows.advance(await model.checkpoint()); // what was committed before news of it found their way here
    }
  }
}
