import type { EventLog, Position } from '@rapport/event-store';
import { UnevenCells, type Checkpoint, type Columns, type ReadBuild } from '@rapport/read-store';
import type { Folder } from '../fold/folder';
import { Changes } from '../rows/changes';
import { Breather } from '../source/breather';
import type { Batch } from './batch';
import { Customers } from './customers';
import { parkedStretches } from './retry';
import { historiesOf, type JourneyBatch, type Stretch } from './stretch';
import { SubjectCache } from './subject-cache';
import { Subjects, type Outcome } from './subjects';

const none: ReadonlyMap<string, Outcome> = new Map();

/** One projection's way from a batch to its committed rows. */
export class Lane {
  private readonly cache: SubjectCache;
  private readonly journeys: Subjects;
  private readonly customers: Customers;

  constructor(
    readonly name: string,
    readonly folder: Folder,
    readonly build: ReadBuild<Columns>,
    private readonly logId: string,
    private reached: Checkpoint | undefined,
    cachedEvents: number,
  ) {
    this.cache = new SubjectCache(cachedEvents);
    this.journeys = new Subjects(folder, 'journeys', build, this.cache);
    const merged = new Subjects(folder.merged, 'merging', build, this.cache);
    this.customers = new Customers(build, this.journeys, merged);
  }

  get checkpoint(): Checkpoint | undefined {
    return this.reached;
  }

  get position(): Position | undefined {
    return this.reached?.position as Position | undefined;
  }

  /**
   * Folds the batch and commits what differs together with the checkpoint. A batch that was applied already, whole or in
   * part, changes nothing: what is not behind a subject's last event is folded again from the log. A fold that throws parks
   * the subject and stops nothing.
   */
  async apply(batch: Batch): Promise<void> {
    if (this.position !== undefined && batch.upTo <= this.position) return;
    await this.commit(batch, this.checkpointAt(batch));
  }

  /**
   * Folds parked subjects again, as far as the checkpoint, each with the customers and journeys that it is part of: a few at
   * each step, between which batches may be applied. Yields how many parked ones a step folded.
   * @param subject only this one; all where absent
   */
  async *retry(log: Pick<EventLog, 'readStream'>, subject?: string): AsyncGenerator<number, void> {
    for await (const { stretch, subjects, checkpoint } of parkedStretches(
      this.build,
      log,
      () => this.reached,
      subject,
    )) {
      await this.commit(stretch, checkpoint);
      yield subjects;
    }
  }

  private async commit(stretch: Stretch, checkpoint: Checkpoint): Promise<void> {
    try {
      await this.build.commit(await this.changesOf(stretch), checkpoint);
      this.reached = checkpoint;
    } catch (error) {
      this.cache.clear(); // its states may be ahead of the rows now
      this.customers.forget();
      if (error instanceof UnevenCells) this.folder.learn(error); // the next attempt parks whose cells they are
      throw error;
    }
  }

  private async changesOf(stretch: Stretch): Promise<Changes> {
    const changes = new Changes();
    const breather = new Breather();
    const outcomes = (await this.customers.concerns(stretch)) ? new Map<string, Outcome>() : undefined;
    const others: JourneyBatch[] = [];
    for (const journey of stretch.journeys) {
      const outcome = this.foldAtHand(journey, stretch, changes);
      if (outcome === 'unknown') others.push(journey);
      else if (outcome !== undefined) outcomes?.set(journey.journeyId, outcome);
      if (breather.due) await breather.breathe();
    }
    for (const [id, outcome] of await this.foldAgain(others, stretch, changes)) outcomes?.set(id, outcome);
    if (outcomes !== undefined) await this.customers.follow(stretch, outcomes, changes);
    return changes;
  }

  /** Undefined where there is nothing to fold; `unknown` where the log has to be asked. */
  private foldAtHand(
    journey: JourneyBatch,
    stretch: Stretch,
    changes: Changes,
  ): Outcome | 'unknown' | undefined {
    const { journeyId } = journey;
    const events = journey.events.filter(({ type }) => this.folder.caresFor(type));
    if (events.length > 0) {
      const outcome = this.journeys.advance(journeyId, events, changes);
      if (outcome !== undefined) return outcome;
      return this.isNew(journey, stretch) ? this.journeys.begin(journeyId, events, changes) : 'unknown';
    }
    if (this.isNew(journey, stretch)) this.journeys.expect(journeyId);
    return undefined;
  }

  /** All at once: after a restart or a take-over that is most of a batch, and each question takes a round trip. */
  private async foldAgain(
    journeys: readonly JourneyBatch[],
    stretch: Stretch,
    changes: Changes,
  ): Promise<ReadonlyMap<string, Outcome>> {
    if (journeys.length === 0) return none;
    return this.journeys.refold(await historiesOf(stretch, journeys), changes);
  }

  /** Whether nothing of the journey was applied before. */
  private isNew({ fromStart }: JourneyBatch, { after }: Stretch): boolean {
    return fromStart && (this.position === undefined || (after !== undefined && this.position <= after));
  }

  private checkpointAt(batch: Batch): Checkpoint {
    const before = this.reached?.newestOccurredAt ?? null;
    const { newestOccurredAt: within } = batch;
    const newestOccurredAt =
      before === null || within === null ? (within ?? before) : Math.max(before, within);
    return { logId: this.logId, position: batch.upTo, lastEventId: batch.lastEventId, newestOccurredAt };
  }
}
