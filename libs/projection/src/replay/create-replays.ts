import type { EventLog, Millis } from '@rapport/event-store';
import type { Policies } from '@rapport/policy';
import { ReplayExists, type ReadStore, type Replay } from '@rapport/read-store';
import { randomBytes } from 'node:crypto';
import type { AnyProjection } from '../definition';
import { Turn } from '../live/turn';
import { defaultLimits, type Limits } from '../options';
import type { Fill } from '../rebuild/fill';
import { fillBySize } from '../rebuild/fill-by-size';
import { fillInThread } from '../rebuild/fill-in-thread';
import type { LogListener } from '../source/listener';
import { KeptReplay, type BuildContext } from './kept-replay';
import { replayExists, replayNotFound } from './problems';
import { ReplayBuilds } from './replay-builds';
import type { ReadyReplay, ReplayRequest, Replays, ReplayStatus } from './replays';

/** Between two looks at what has expired. */
const expiryCheckMs = 30_000;

export interface ReplaysOptions {
  readonly projections: readonly AnyProjection[];
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly policies: Policies;
  readonly listeners?: readonly LogListener[];
  /** Makes builds in other threads, of logs that are worth it; default: all are made in this one. */
  readonly fill?: Fill;
  readonly limits?: Partial<Limits>;
  /** Told where what has expired cannot be removed. */
  readonly onFault?: (error: unknown) => void;
}

class StoredReplays implements Replays {
  private readonly kept = new Map<string, KeptReplay>();
  private readonly turn = new Turn();
  private readonly context: BuildContext;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: ReplaysOptions) {
    const { log, readStore, policies, listeners = [], fill } = options;
    const limits = { ...defaultLimits, ...options.limits };
    const here = fillInThread({ log, readStore, policies, listeners, limits });
    const builds = new ReplayBuilds(options);
    const { turn } = this;
    const { shared } = readStore;
    this.context = { log, shared, turn, builds, fill: fillBySize(limits.threadEvents, here, fill) };
  }

  async start(): Promise<void> {
    await this.forgetExpired();
    for (const entry of await this.options.readStore.replays()) this.keep(new KeptReplay(entry));
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
    await this.hearOfOthers();
    if (this.kept.has(name)) throw replayExists(name);
    const all = this.options.projections.map((one) => one.name);
    const names = [...new Set(projections ?? all)];
    for (const one of names) this.context.builds.definition(one);
    const expiresAt = Date.now() + expiresInMs;
    const replay = { name, asOf: asOf ?? null, knownAt: knownAt ?? null, projections: names, expiresAt };
    await this.announce(replay);
    return (this.kept.get(name) ?? this.keep(new KeptReplay(replay))).status();
  }

  async list(): Promise<readonly ReplayStatus[]> {
    await this.hearOfOthers();
    return this.listed();
  }

  async find(name: string): Promise<ReplayStatus> {
    await this.hearOfOthers();
    return this.get(name).status();
  }

  async remove(name: string): Promise<void> {
    await this.hearOfOthers();
    await this.drop(this.get(name));
  }

  async ready(name: string): Promise<ReadyReplay> {
    await this.hearOfOthers();
    return this.get(name).ready();
  }

  /** What other nodes made or removed, where some share the read store. */
  private async hearOfOthers(): Promise<void> {
    const { readStore } = this.options;
    if (readStore.shared === undefined) return;
    const known = [...this.kept.values()];
    const entries = await readStore.replays();
    const isThere = ({ name, expiresAt }: KeptReplay): boolean =>
      entries.some((entry) => entry.name === name && entry.expiresAt === expiresAt);
    for (const replay of known) if (!isThere(replay)) await this.forget(replay);
    for (const entry of entries) if (!this.kept.has(entry.name)) this.keep(new KeptReplay(entry));
  }

  private listed(): readonly ReplayStatus[] {
    return [...this.kept.values()]
      .filter(({ expiresAt }) => expiresAt > Date.now())
      .map((replay) => replay.status())
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private get(name: string): KeptReplay {
    const replay = this.kept.get(name);
    if (replay !== undefined && replay.expiresAt > Date.now()) return replay;
    throw replayNotFound(
      name,
      this.listed().map((one) => one.name),
    );
  }

  private async announce(replay: Replay): Promise<void> {
    try {
      await this.options.readStore.createReplay(replay);
    } catch (error) {
      throw error instanceof ReplayExists ? replayExists(replay.name) : error;
    }
  }

  private keep(replay: KeptReplay): KeptReplay {
    this.kept.set(replay.name, replay);
    void replay.build(this.context);
    return replay;
  }

  private async forget(replay: KeptReplay): Promise<void> {
    if (this.kept.get(replay.name) === replay) this.kept.delete(replay.name);
    await replay.close();
  }

  private async drop(replay: KeptReplay): Promise<void> {
    await this.forget(replay);
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
