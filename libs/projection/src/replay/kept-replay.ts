import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf, type EventLog, type Millis, type Position } from '@rapport/event-store';
import type { Checkpoint, Columns, ReadModel, Replay, SharedStore } from '@rapport/read-store';
import type { Turn } from '../live/turn';
import type { Fill } from '../rebuild/fill';
import { Progress } from '../rebuild/progress';
import type { ModelOf } from '../runtime';
import type { TimeTravel } from '../view/asked';
import { notInReplay, replayBuilding, replayFailed } from './problems';
import { asOneMaker } from './one-maker';
import type { ReplayBuilds, ReplayPart } from './replay-builds';
import type { ReadyReplay, ReplayStatus } from './replays';
import { asTold, telling } from './told-progress';

export interface BuildContext {
  readonly log: Pick<EventLog, 'count'>;
  readonly shared: SharedStore | undefined;
  /** One at a time. */
  readonly turn: Turn;
  readonly builds: ReplayBuilds;
  readonly fill: Fill;
}

/** Of one that another node has built: looking that up takes a moment. */
const READY_WITHIN_MS = 1_000;

/** One replay: what it holds, and how far it is. */
export class KeptReplay {
  private readonly stopping = new AbortController();
  private readonly parts: ReplayPart[] = [];
  private progress: Progress;
  private state: ReplayStatus['state'] = 'building';
  private error: string | undefined;
  private making: Promise<void> = Promise.resolve();
  private built: Promise<void> = Promise.resolve();

  constructor(private readonly replay: Replay) {
    this.progress = new Progress(this.projections, 0);
  }

  get name(): string {
    return this.replay.name;
  }

  get expiresAt(): Millis {
    return this.replay.expiresAt;
  }

  status(): ReplayStatus {
    const { name, expiresAt, projections, state, error, progress } = this;
    const { done, total, perSecond } = progress;
    return {
      ...{ name, projections, state, expiresAt },
      ...this.travel,
      progress: { done, total, perSecond },
      ...(error !== undefined && { error }),
    };
  }

  /** @throws Problem `replay-building`, `replay-failed` */
  ready(): ReadyReplay {
    if (this.state === 'building') throw replayBuilding(this.status());
    if (this.state === 'failed') throw replayFailed(this.status());
    const { name, projections, checkpoint } = this;
    return {
      ...{ name, projections },
      ...this.travel,
      position: (checkpoint?.position as Position | undefined) ?? null,
      newestOccurredAt: checkpoint?.newestOccurredAt ?? null,
      model: (definition) => this.model(definition),
    };
  }

  /** Builds what is not complete, or lets another node do so; once it is, or could not be, says so in its status. */
  build(context: BuildContext): Promise<void> {
    this.built = this.tryToBuild(context);
    return this.built;
  }

  /** Settles when it is ready or has failed, or after some time. */
  async soonReady(): Promise<void> {
    await Promise.race([this.built, delay(READY_WITHIN_MS, undefined, { ref: false })]);
  }

  private async tryToBuild(context: BuildContext): Promise<void> {
    const { signal } = this.stopping;
    try {
      const onWait = async (shared: SharedStore) => {
        this.progress = await asTold(shared, this.name, this.progress);
      };
      const make = () => context.turn.take(() => this.make(context));
      await asOneMaker(context.shared, this.name, make, { onWait, signal });
    } catch (error) {
      if (signal.aborted) return;
      this.state = 'failed';
      this.error = reasonOf(error);
    }
  }

  /** Breaks the building off, lets go of the builds. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.making;
    for (const part of this.parts) await part.close();
  }

  private make(context: BuildContext): Promise<void> {
    const made = this.run(context);
    this.making = made.catch(() => undefined);
    return made;
  }

  private async run({ log, shared, builds, fill }: BuildContext): Promise<void> {
    const { name, projections, parts } = this;
    const { signal } = this.stopping;
    signal.throwIfAborted();
    const { missing, head } = await builds.find(name, projections, parts);
    if (missing.length > 0) {
      const progress = new Progress(projections, await log.count());
      this.progress = progress;
      const replay = { name, ...this.travel, head };
      const request = { projections: missing, replay, progress, onProgress: () => undefined, signal };
      await telling(shared, name, progress, () => fill(request));
      const now = await builds.find(name, projections, parts);
      if (now.missing.length > 0) throw new Error(`There is no build of ${now.missing[0]?.name}.`);
    } else if (head !== undefined) {
      const total = (await log.count()) - (await log.count(head.position as Position));
      this.progress = new Progress(projections, total);
    }
    this.progress.complete();
    this.state = 'ready';
  }

  private get projections(): readonly string[] {
    return this.replay.projections;
  }

  /** The same of every part. */
  private get checkpoint(): Checkpoint | undefined {
    return this.parts[0]?.checkpoint;
  }

  private model<Table extends Columns>({ name }: ModelOf<Table>): ReadModel<Table> {
    const part = this.parts.find((one) => one.name === name);
    if (part === undefined) throw notInReplay(this.name, name, this.projections);
    return part.model as ReadModel<Table>;
  }

  private get travel(): TimeTravel {
    const { asOf, knownAt } = this.replay;
    return { ...(asOf !== null && { asOf }), ...(knownAt !== null && { knownAt }) };
  }
}
