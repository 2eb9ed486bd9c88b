import type { Position } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import type { Checkpoint, Columns, ReadBuild } from '@rapport/read-store';
import type { Folder } from '../fold/folder';
import { businessOrder } from '../order/order';
import { difference, type RowChangesDraft } from '../rows/difference';
import { Breather } from '../source/breather';
import type { Batch, JourneyBatch } from './batch';
import { JourneyCache, type FoldedJourney } from './journey-cache';

/** One projection's way from a batch to its committed rows. */
export class Lane {
  private readonly cache: JourneyCache;

  constructor(
    readonly name: string,
    readonly folder: Folder,
    readonly build: ReadBuild<Columns>,
    private readonly logId: string,
    private reached: Checkpoint | undefined,
    cachedEvents: number,
  ) {
    this.cache = new JourneyCache(cachedEvents);
  }

  get checkpoint(): Checkpoint | undefined {
    return this.reached;
  }

  get position(): Position | undefined {
    return this.reached?.position as Position | undefined;
  }

  /**
   * Folds the batch and commits the rows that differ together with the checkpoint. A batch that was applied already, whole
   * or in part, changes nothing: what is not behind a journey's last event is folded again from the log.
   * @throws FoldFailed
   */
  async apply(batch: Batch): Promise<void> {
    if (this.position !== undefined && batch.upTo <= this.position) return;
    try {
      const checkpoint = this.checkpointAt(batch);
      await this.build.commit(await this.changesOf(batch), checkpoint);
      this.reached = checkpoint;
    } catch (error) {
      this.cache.clear(); // its states may be ahead of the rows now
      throw error;
    }
  }

  private async changesOf(batch: Batch): Promise<RowChangesDraft> {
    const changes: RowChangesDraft = { puts: [], removals: [] };
    const breather = new Breather();
    for (const journey of batch.journeys) {
      const events = journey.events.filter(({ type }) => this.folder.caresFor(type));
      if (events.length === 0) continue;
      const former = this.inOrder(journey.journeyId, events) ?? (await this.fromLog(journey, batch));
      this.advance(journey.journeyId, former, changes);
      if (breather.due) await breather.breathe();
    }
    return changes;
  }

  /** Undefined where the journey is not at hand, or where an event is late: one before the last that was applied. */
  private inOrder(journeyId: string, events: readonly JourneyEvent[]): Advance | undefined {
    const known = this.cache.get(journeyId);
    const first = events[0];
    if (known === undefined || first === undefined || businessOrder(first, known.last) <= 0) return undefined;
    return { from: known, events };
  }

  private async fromLog(journey: JourneyBatch, batch: Batch): Promise<Advance> {
    const { journeyId, fromStart } = journey;
    const history = fromStart ? journey.events : await batch.history(journeyId);
    const events = history.filter(({ type }) => this.folder.caresFor(type));
    const isNew =
      fromStart &&
      (this.position === undefined || (batch.after !== undefined && this.position <= batch.after));
    const rows = isNew ? [] : (this.cache.get(journeyId)?.rows ?? (await this.build.rowsOf(journeyId)));
    return { from: { state: this.folder.initial(), rows, events: 0 }, events };
  }

  private advance(journeyId: string, { from, events }: Advance, changes: RowChangesDraft): void {
    const last = events.at(-1);
    if (last === undefined) return;
    const state = events.reduce((before, event) => this.folder.apply(before, event), from.state);
    const rows = this.folder.rows(journeyId, state);
    difference(from.rows, rows, changes);
    const { occurredAt, revision } = last;
    const folded = { state, last: { occurredAt, revision }, rows, events: from.events + events.length };
    this.cache.set(journeyId, folded);
  }

  private checkpointAt(batch: Batch): Checkpoint {
    const before = this.reached?.newestOccurredAt ?? null;
    const { newestOccurredAt: within } = batch;
    const newestOccurredAt =
      before === null || within === null ? (within ?? before) : Math.max(before, within);
    return { logId: this.logId, position: batch.upTo, lastEventId: batch.lastEventId, newestOccurredAt };
  }
}

/** A state and what is to be applied to it, in business order. */
interface Advance {
  readonly from: Omit<FoldedJourney, 'last'>;
  readonly events: readonly JourneyEvent[];
}
