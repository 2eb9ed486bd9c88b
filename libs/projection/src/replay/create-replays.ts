import type { EventLog, Millis } from '@rapport/event-store';
import type { Policies } from '@rapport/policy';
import { ReplayExists, type ReadStore, type Replay, type ReplayEntry } from '@rapport/read-store';
import { randomBytes } from 'node:crypto';
import type { AnyProjection } from '../definition';
import { Turn } from '../live/turn';
import { defaultLimits } from '../options';
import { reasonOf } from '../reason';
import type { LogListener } from '../source/listener';
import { KeptReplay, type ReplayPart } from './kept-replay';
import { replayExists, replayNotFound } from './problems';
import { ReplayParts } from './replay-parts';
import type { ReadyReplay, ReplayRequest, Replays, ReplayStatus } from './replays';

/** Between two looks at what has expired. */
const expiryCheckMs = 30_000;

export interface ReplaysOptions {
  readonly projections: readonly AnyProjection[];
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly policies: Policies;
  readonly listeners?: readonly LogListener[];
  /** Events that building holds in memory. */
  readonly rebuildEvents?: number;
  /** Told where what has expired cannot be removed. */
  readonly onFault?: (error: unknown) => void;
}

class StoredReplays implements Replays {
  private readonly kept = new Map<string, KeptReplay>();
  private readonly turn = new Turn();
  private readonly parts: ReplayParts;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: ReplaysOptions) {
    this.parts = new ReplayParts(options);
  }

  async start(): Promise<void> {
    await this.forgetExpired();
    for (const entry of await this.options.readStore.replays()) await this.takeUp(entry);
    this.timer = setInterval(() => {
      this.forgetExpired().catch((error: unknown) => this.options.onFault?.(error));
    }, expiryCheckMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    for (const replay of this.kept.values()) await replay.close();
    await this.turn.take(() => Promise.resolve());
  }

  async create({
    name = newName(),
    projections,
    asOf,
    knownAt,
    expiresInMs,
  }: ReplayRequest): Promise<ReplayStatus> {
    if (this.kept.has(name)) throw replayExists(name);
    const definitions = (projections ?? this.options.projections.map((one) => one.name)).map((one) =>
      this.parts.definition(one),
    );
    const expiresAt = Date.now() + expiresInMs;
    const names = [...new Set(definitions)].map((one) => one.name);
    const replay = { name, asOf: asOf ?? null, knownAt: knownAt ?? null, projections: names, expiresAt };
    await this.announce(replay);
    return this.keep(new KeptReplay(replay, await this.parts.create(name, new Set(definitions)))).status();
  }

  list(): readonly ReplayStatus[] {
    return [...this.kept.values()]
      .filter(({ expiresAt }) => expiresAt > Date.now())
      .map((replay) => replay.status())
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): ReplayStatus {
    return this.get(name).status();
  }

  async remove(name: string): Promise<void> {
    await this.drop(this.get(name));
  }

  ready(name: string): Promise<ReadyReplay> {
    return Promise.resolve().then(() => this.get(name).ready());
  }

  private get(name: string): KeptReplay {
    const replay = this.kept.get(name);
    if (replay !== undefined && replay.expiresAt > Date.now()) return replay;
    throw replayNotFound(
      name,
      this.list().map((one) => one.name),
    );
  }

  private async announce(replay: Replay): Promise<void> {
    try {
      await this.options.readStore.createReplay(replay);
    } catch (error) {
      throw error instanceof ReplayExists ? replayExists(replay.name) : error;
    }
  }

  /**
   * What was kept before this start. What today's folds cannot go on with is kept as failed, so that somebody is told; of a
   * replay without builds nobody was told: the engine was killed while it was begun.
   */
  private async takeUp(entry: ReplayEntry): Promise<void> {
    if (entry.builds.length === 0) {
      await this.options.readStore.removeReplay(entry.name);
      return;
    }
    const parts: ReplayPart[] = [];
    try {
      await this.parts.reopen(entry, parts);
      this.keep(new KeptReplay(entry, parts));
    } catch (error) {
      const replay = new KeptReplay(entry, parts);
      replay.fail(reasonOf(error));
      this.kept.set(entry.name, replay);
    }
  }

  private keep(replay: KeptReplay): KeptReplay {
    const { log, listeners, rebuildEvents: maxEventsInMemory = defaultLimits.rebuildEvents } = this.options;
    this.kept.set(replay.name, replay);
    const context = { log, maxEventsInMemory, saveMs: defaultLimits.saveMs, ...(listeners && { listeners }) };
    void this.turn.take(() => replay.build(context));
    return replay;
  }

  private async drop(replay: KeptReplay): Promise<void> {
    this.kept.delete(replay.name);
    await replay.close();
    await this.options.readStore.removeReplay(replay.name);
  }

  private async forgetExpired(now: Millis = Date.now()): Promise<void> {
    for (const replay of [...this.kept.values()]) if (replay.expiresAt <= now) await this.drop(replay);
    await this.options.readStore.sweep(now);
  }
}

const newName = (): string => `replay-${randomBytes(4).toString('hex')}`;

export function createReplays(options: ReplaysOptions): Replays {
  return new StoredReplays(options);
}
