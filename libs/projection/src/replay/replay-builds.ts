import type { EventLog } from '@rapport/event-store';
import {
  BuildHeld,
  BuildUnusable,
  type BuildEntry,
  type BuildId,
  type Checkpoint,
  type Columns,
  type ReadModel,
  type ReadStore,
} from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { UnknownProjection } from '../errors';
import { endOf } from '../rebuild/build-anew';
import type { LogEnd } from '../rebuild/fold-range';
import { misplaced } from '../start/checkpoint-holds';
import { ReplayOutdated } from './problems';

/** One projection's rows in a replay. */
export interface ReplayPart {
  readonly name: string;
  readonly build: string;
  readonly model: ReadModel<Columns>;
  readonly checkpoint: Checkpoint | undefined;
  close(): Promise<void>;
}

/** What is there of a replay, and what is to be built. */
export interface FoundParts {
  /** Complete, and open. */
  readonly parts: readonly ReplayPart[];
  readonly missing: readonly AnyProjection[];
  /** The end of the log that all parts are for. */
  readonly head: LogEnd | undefined;
}

interface Sources {
  readonly projections: readonly AnyProjection[];
  readonly log: Pick<EventLog, 'head' | 'eventAt' | 'logId'>;
  readonly readStore: ReadStore;
}

/** The builds of replays, as the read store keeps them. */
export class ReplayBuilds {
  constructor(private readonly sources: Sources) {}

  /** @throws UnknownProjection */
  definition(name: string): AnyProjection {
    const { projections } = this.sources;
    const definition = projections.find((one) => one.name === name);
    if (definition !== undefined) return definition;
    throw new UnknownProjection(
      name,
      projections.map((one) => one.name),
    );
  }

  /**
   * Opens what is complete; what was left with nothing to go on from, or is damaged, goes.
   * @param opened gets what is opened, to be closed also where this fails
   * @throws ReplayOutdated where it is of other folds, or of another log
   */
  async find(replay: string, projections: readonly string[], opened: ReplayPart[]): Promise<FoundParts> {
    const entries = (await this.sources.readStore.builds()).filter((entry) => entry.replay === replay);
    const left: BuildEntry[] = [];
    for (const entry of entries) {
      this.checkVersion(entry);
      if (entry.state === 'loading' && entry.progress === undefined)
        await this.sources.readStore.remove(entry.id);
      else if (entry.state === 'loading') left.push(entry);
      else await this.open(entry, opened);
    }
    const missing = projections.filter((name) => opened.every((part) => part.name !== name));
    return {
      parts: opened,
      missing: missing.map((name) => this.definition(name)),
      head: await this.headOf(opened, left),
    };
  }

  private async open({ id }: BuildEntry, opened: ReplayPart[]): Promise<void> {
    const { readStore } = this.sources;
    const { name, table } = this.definition(id.projection);
    if (opened.some((part) => part.build === id.build)) return;
    try {
      opened.push(await this.reading(name, id, table));
    } catch (error) {
      if (!(error instanceof BuildUnusable) || error instanceof BuildHeld) throw error;
      await readStore.remove(id);
    }
  }

  /** Where other nodes read it, too, it is held by nobody: what is a replay's stays until it expires. */
  private async reading(name: string, id: BuildId, table: Columns): Promise<ReplayPart> {
    const { readStore } = this.sources;
    const part = { name, build: id.build };
    if (readStore.shared !== undefined) {
      const model = await readStore.shared.read(id, table);
      return { ...part, model, checkpoint: await model.checkpoint(), close: () => Promise.resolve() };
    }
    const build = await readStore.open(id, table);
    const close = () => build.close();
    try {
      return { ...part, model: build.model, checkpoint: await build.model.checkpoint(), close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** @throws ReplayOutdated where the log was restored from a backup: it is not what this is a copy of */
  private async headOf(
    parts: readonly ReplayPart[],
    left: readonly BuildEntry[],
  ): Promise<LogEnd | undefined> {
    const { log } = this.sources;
    const [part] = parts;
    const head = part === undefined ? (left[0]?.progress?.head ?? (await endOf(log))) : part.checkpoint;
    const reason = await misplaced(log, head);
    if (reason !== undefined) throw new ReplayOutdated(`its rows are not those of this log: ${reason}`);
    return head;
  }

  private checkVersion({ id: { projection, version } }: BuildEntry): void {
    const now = this.definition(projection).version;
    if (now !== version)
      throw new ReplayOutdated(`${projection} was of version ${version}, and is of ${now} now`);
  }
}
