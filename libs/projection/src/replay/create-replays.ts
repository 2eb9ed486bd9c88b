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
import { replayExists } from './problems';
import { ReplayBuilds } from './replay-builds';
import type { ReadyReplay, ReplayRequest, Replays, ReplayStatus } from './replays';
import { Shelf } from './shelf';

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
  private readonly shelf: Shelf;
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
    this.shelf = new Shelf(readStore, this.context);
  }

  async start(): Promise<void> {
    await this.forgetExpired();
    for (const entry of await this.options.readStore.replays()) this.shelf.keep(new KeptReplay(entry));
    this.timer = setInterval(() => {
      this.forgetExpired().catch((error: unknown) => this.options.onFault?.(error));
    }, expiryCheckMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.shelf.close();
    await this.turn.take(() => Promise.resolve());
  }

  async create({
    name = newName(),
    projections,
    asOf,
    knownAt,
    expiresInMs,
  }: ReplayRequest): Promise<ReplayStatus> {
    await this.shelf.hearOfOthers();
    if (this.shelf.find(name) !== undefined) throw replayExists(name);
    const all = this.options.projections.map((one) => one.name);
    const names = [...new Set(projections ?? all)];
    for (const one of names) this.context.builds.definition(one);
    const expiresAt = Date.now() + expiresInMs;
    const replay = { name, asOf: asOf ?? null, knownAt: knownAt ?? null, projections: names, expiresAt };
    await this.announce(replay);
    return (this.shelf.find(name) ?? this.shelf.keep(new KeptReplay(replay))).status();
  }

  async list(): Promise<readonly ReplayStatus[]> {
    await this.shelf.hearOfOthers();
    return this.shelf.listed();
  }

  async find(name: string): Promise<ReplayStatus> {
    await this.shelf.hearOfOthers();
    return this.shelf.get(name).status();
  }

  async remove(name: string): Promise<void> {
    await this.shelf.hearOfOthers();
    await this.shelf.drop(this.shelf.get(name));
  }

  async ready(name: string): Promise<ReadyReplay> {
    await this.shelf.hearOfOthers();
    return this.shelf.get(name).ready();
  }

  private async announce(replay: Replay): Promise<void> {
    try {
      await this.options.readStore.createReplay(replay);
    } catch (error) {
      throw error instanceof ReplayExists ? replayExists(replay.name) : error;
    }
  }

  private async forgetExpired(now: Millis = Date.now()): Promise<void> {
    await this.shelf.dropExpired(now);
    await this.options.readStore.sweep(now);
  }
}

const newName = (): string => `replay-${randomBytes(4).toString('hex')}`;

export function createReplays(options: ReplaysOptions): Replays {
  return new StoredReplays(options);
}
