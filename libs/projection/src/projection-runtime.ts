import { CorruptStore, type Position } from '@rapport/event-store';
import type { Columns, Memberships, ReadModel } from '@rapport/read-store';
import { setTimeout as delay } from 'node:timers/promises';
import { RebuildFailed, RebuildStopped, UnknownProjection } from './errors';
import { Folder } from './fold/folder';
import { Feed } from './live/feed';
import { Lane } from './live/lane';
import { defaultLimits, type Limits, type ProjectionRuntimeOptions } from './options';
import { reasonOf } from './reason';
import { Rebuilder } from './rebuild/rebuilder';
import type { HighWater, ModelOf, ProjectionRuntime, ProjectionStatus, RebuildProgress } from './runtime';
import { openBuild } from './start/open-build';
import { Slot } from './status/slot';
import { statusOf } from './status/status';

const waitTimeoutMs = 5_000;

/** Puts the pipe together: source, decode, group, order, fold, difference of rows, commit, tell those who wait. */
class PipedRuntime implements ProjectionRuntime {
  private readonly slots: ReadonlyMap<string, Slot>;
  private readonly feed: Feed;
  private readonly rebuilder: Rebuilder;
  private readonly limits: Limits;
  private readonly stopping = new AbortController();
  private starting: Promise<void> = Promise.resolve();

  constructor(private readonly options: ProjectionRuntimeOptions) {
    const { projections, policies, log, readStore, listeners = [] } = options;
    this.limits = { ...defaultLimits, ...options.limits };
    this.slots = new Map(projections.map((one) => [one.name, new Slot(one, new Folder(one, policies))]));
    this.feed = new Feed({
      log,
      listeners,
      retryMs: this.limits.retryMs,
      onFault: (error) => this.report({ message: 'The projections are held up and try again.', error }),
    });
    this.rebuilder = new Rebuilder({ log, readStore, feed: this.feed, listeners, limits: this.limits });
  }

  async start(): Promise<void> {
    const missing = await this.openSlots();
    await this.options.readStore.sweep();
    if (this.options.paused === true) return;
    if (missing.length < this.slots.size) this.feed.follower.start();
    this.starting = this.build(missing).then(() => this.feed.follower.start());
  }

  async settled(): Promise<void> {
    await this.starting;
    await this.feed.follower.settled();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.rebuilder.stop();
    await this.starting;
    await this.feed.follower.stop();
    for (const slot of this.slots.values()) await slot.close();
  }

  highWater(): HighWater {
    const { position, newestOccurredAt } = this.feed;
    return { position, newestOccurredAt: newestOccurredAt ?? undefined };
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    const activity = { paused: this.options.paused === true, follower: this.feed.follower };
    return Promise.all(Array.from(this.slots.values(), (slot) => statusOf(slot, this.options.log, activity)));
  }

  waitFor(position: Position, timeoutMs = waitTimeoutMs): Promise<void> {
    return this.feed.waiting.until(position, timeoutMs);
  }

  model<Table extends Columns>({ name }: ModelOf<Table>): ReadModel<Table> {
    return this.slot(name).model() as ReadModel<Table>;
  }

  memberships(): Memberships {
    const slots = [...this.slots.values()];
    const slot = slots.find(({ lane }) => lane !== undefined) ?? slots[0];
    if (slot === undefined) throw new UnknownProjection('', []);
    return slot.model();
  }

  async rebuild(
    names: readonly string[],
    onProgress: (progress: RebuildProgress) => void = () => undefined,
  ): Promise<void> {
    const slots = [...new Set(names)].map((name) => this.slot(name));
    await this.rebuilder.rebuild(slots, onProgress);
  }

  /** Opens the builds in force and returns the slots that have none to go on from. */
  private async openSlots(): Promise<readonly Slot[]> {
    const { log, readStore } = this.options;
    const inForce = await readStore.inForce();
    const lanes: Lane[] = [];
    for (const slot of this.slots.values()) {
      const { name, definition, folder } = slot;
      const opened = await openBuild(
        readStore,
        log,
        definition,
        inForce.find(({ projection }) => projection === name),
      );
      if (opened.build === undefined) {
        this.report({ message: `${name} is built anew: ${opened.reason}.`, projection: name });
        continue;
      }
      const lane = new Lane(
        name,
        folder,
        opened.build,
        log.logId,
        opened.checkpoint,
        this.limits.cachedEvents,
      );
      slot.put(lane);
      lanes.push(lane);
    }
    await this.feed.change(() => lanes);
    return [...this.slots.values()].filter(({ lane }) => lane === undefined);
  }

  /** A fold that throws will throw again, and damage stays; what else may go wrong (a full disk, say) may pass. */
  private async build(missing: readonly Slot[]): Promise<void> {
    const { signal } = this.stopping;
    while (missing.length > 0 && !signal.aborted) {
      try {
        await this.rebuilder.rebuild(missing, () => undefined);
        return;
      } catch (error) {
        if (error instanceof RebuildStopped) return;
        const message = reasonOf(error);
        const names = missing.map(({ name }) => name).join(', ');
        this.report({ message: `${names}: building anew failed: ${message}`, error });
        if (error instanceof RebuildFailed) return;
        if (error instanceof CorruptStore) {
          for (const slot of missing) slot.fail(error);
          return;
        }
        for (const slot of missing) slot.heldUpBy = message;
        await delay(this.limits.retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private slot(name: string): Slot {
    const slot = this.slots.get(name);
    if (slot === undefined) throw new UnknownProjection(name, [...this.slots.keys()]);
    return slot;
  }

  private report(fault: Parameters<NonNullable<ProjectionRuntimeOptions['onFault']>>[0]): void {
    this.options.onFault?.(fault);
  }
}

export function createProjectionRuntime(options: ProjectionRuntimeOptions): ProjectionRuntime {
  return new PipedRuntime(options);
}
