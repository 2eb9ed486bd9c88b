import type { EventLog, Millis, Position } from '@rapport/event-store';
import type { Checkpoint, Columns, ReadBuild, ReadModel, Replay } from '@rapport/read-store';
import type { Folder } from '../fold/folder';
import { buildAnew, endOf, type BuildAnewOptions, type LogEnd } from '../rebuild/build-anew';
import { Building } from '../rebuild/building';
import { Progress } from '../rebuild/progress';
import { reasonOf } from '../reason';
import type { ModelOf } from '../runtime';
import { misplaced } from '../start/checkpoint-holds';
import type { TimeTravel } from '../view/asked';
import { notInReplay, replayBuilding, replayFailed, ReplayOutdated } from './problems';
import type { ReadyReplay, ReplayStatus } from './replays';

/** One projection's rows in a replay. */
export interface ReplayPart {
  readonly name: string;
  readonly folder: Folder;
  readonly build: ReadBuild<Columns>;
  readonly isComplete: boolean;
}

export type BuildContext = Pick<BuildAnewOptions, 'listeners' | 'maxEventsInMemory' | 'saveMs'> & {
  readonly log: EventLog;
};

/** One replay: what it holds, and how far it is. */
export class KeptReplay {
  private readonly stopping = new AbortController();
  private progress: Progress;
  private checkpoint: Checkpoint | undefined;
  private state: ReplayStatus['state'] = 'building';
  private error: string | undefined;
  private building: Promise<void> = Promise.resolve();

  constructor(
    private readonly replay: Replay,
    private readonly parts: readonly ReplayPart[],
  ) {
    this.progress = new Progress(this.projections, 0);
  }

  get name(): string {
    return this.replay.name;
  }

  get expiresAt(): Millis {
    return this.replay.expiresAt;
  }

  get projections(): string[] {
    return this.parts.map(({ name }) => name);
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

  fail(error: string): void {
    this.state = 'failed';
    this.error = error;
  }

  /** Builds what is not complete; once it is, or could not be, says so in its status. */
  build(context: BuildContext): Promise<void> {
    this.building = this.run(context).catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.fail(reasonOf(error));
    });
    return this.building;
  }

  /** Breaks the building off, lets go of the builds. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.building;
    for (const { build } of this.parts) await build.close();
  }

  private async run({ log, ...rest }: BuildContext): Promise<void> {
    const { signal } = this.stopping;
    signal.throwIfAborted();
    const complete = this.parts.filter(({ isComplete }) => isComplete);
    const [first] = complete;
    this.checkpoint = await first?.build.model.checkpoint();
    await this.checkPlace(log, this.checkpoint);
    if (complete.length < this.parts.length) {
      this.progress = new Progress(this.projections, await log.count());
      const buildings = await this.begin();
      const head = this.checkpoint ?? savedHead(buildings) ?? (await endOf(log));
      await this.checkPlace(log, head);
      const { progress } = this;
      this.checkpoint = await buildAnew({ ...rest, ...this.travel, log, head, buildings, progress, signal });
    }
    this.progress.complete();
    this.state = 'ready';
  }

  /** A log that was restored from a backup is not what this is a copy of. */
  private async checkPlace(log: EventLog, head: LogEnd | undefined): Promise<void> {
    const reason = await misplaced(log, head);
    if (reason !== undefined) throw new ReplayOutdated(`its rows are not those of this log: ${reason}`);
  }

  private async begin(): Promise<Building[]> {
    const buildings: Building[] = [];
    for (const { name, folder, build, isComplete } of this.parts)
      if (!isComplete) buildings.push(await Building.begin(name, folder, build));
    return buildings;
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

const savedHead = (buildings: readonly Building[]): LogEnd | undefined =>
  buildings.find(({ saved }) => saved !== undefined)?.saved?.head;
