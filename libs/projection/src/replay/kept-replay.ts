import type { EventLog, Millis, Position } from '@rapport/event-store';
import type { Checkpoint, Columns, ReadModel, Replay } from '@rapport/read-store';
import { reasonOf } from '../reason';
import type { Fill } from '../rebuild/fill';
import { Progress } from '../rebuild/progress';
import type { ModelOf } from '../runtime';
import type { TimeTravel } from '../view/asked';
import { notInReplay, replayBuilding, replayFailed } from './problems';
import type { ReplayBuilds, ReplayPart } from './replay-builds';
import type { ReadyReplay, ReplayStatus } from './replays';

export interface BuildContext {
  readonly log: Pick<EventLog, 'count'>;
  readonly builds: ReplayBuilds;
  readonly fill: Fill;
}

/** One replay: what it holds, and how far it is. */
export class KeptReplay {
  private readonly stopping = new AbortController();
  private readonly parts: ReplayPart[] = [];
  private progress: Progress;
  private state: ReplayStatus['state'] = 'building';
  private error: string | undefined;
  private building: Promise<void> = Promise.resolve();

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

  /** Builds what is not complete; once it is, or could not be, says so in its status. */
  build(context: BuildContext): Promise<void> {
    this.building = this.run(context).catch((error: unknown) => {
      if (this.stopping.signal.aborted) return;
      this.state = 'failed';
      this.error = reasonOf(error);
    });
    return this.building;
  }

  /** Breaks the building off, lets go of the builds. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.building;
    for (const { build } of this.parts) await build.close();
  }

  private async run({ log, builds, fill }: BuildContext): Promise<void> {
    const { name, projections, parts } = this;
    const { signal } = this.stopping;
    signal.throwIfAborted();
    const { missing, head } = await builds.find(name, projections, parts);
    if (missing.length > 0) {
      const progress = new Progress(projections, await log.count());
      this.progress = progress;
      const replay = { name, ...this.travel, head };
      await fill({ projections: missing, replay, progress, onProgress: () => undefined, signal });
      const now = await builds.find(name, projections, parts);
      if (now.missing.length > 0) throw new Error(`There is no build of ${now.missing[0]?.name}.`);
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
    return part.build.model as ReadModel<Table>;
  }

  private get travel(): TimeTravel {
    const { asOf, knownAt } = this.replay;
    return { ...(asOf !== null && { asOf }), ...(knownAt !== null && { knownAt }) };
  }
}
