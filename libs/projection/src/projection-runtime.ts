import { CorruptStore, type Position } from '@rapport/event-store';
import type { Columns, Memberships, Parked, ReadModel } from '@rapport/read-store';
import { setTimeout as delay } from 'node:timers/promises';
import { RebuildStopped, UnknownProjection, UnknownVersion, VersionInForce } from './errors';
import { Folder } from './fold/folder';
import { Feed } from './live/feed';
import type { Retried } from './live/retry';
import { defaultLimits, type Fault, type Limits, type ProjectionRuntimeOptions } from './options';
import { reasonOf } from './reason';
import { fillBySize } from './rebuild/fill-by-size';
import { fillInThread } from './rebuild/fill-in-thread';
import type { Target } from './rebuild/rebuild';
import { Rebuilder } from './rebuild/rebuilder';
import type { HighWater, ModelOf, ProjectionRuntime, ProjectionStatus, RebuildProgress } from './runtime';
import { openSlots } from './start/open-slots';
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
    const { feed, limits } = this;
    const fill = fillBySize(
      limits.threadEvents,
      fillInThread({ log, readStore, policies, listeners, limits }),
      options.fill,
    );
    this.rebuilder = new Rebuilder({ log, readStore, feed, listeners, limits, fill });
  }

  async start(): Promise<void> {
    const { log, readStore, paused } = this.options;
    const report = (fault: Fault): void => this.report(fault);
    const stores = { log, readStore, cachedEvents: this.limits.cachedEvents, report };
    const { lanes, targets } = await openSlots(this.slots.values(), stores);
    await this.feed.change(() => lanes);
    await readStore.sweep();
    if (paused === true) return;
    if (lanes.length > 0) this.feed.follower.start();
    this.starting = this.build(targets).then(() => this.feed.follower.start());
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
    const { log, readStore, paused = false } = this.options;
    const activity = { paused, follower: this.feed.follower, builds: await readStore.builds() };
    return Promise.all(Array.from(this.slots.values(), (slot) => statusOf(slot, log, activity)));
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
    const targets = [...new Set(names)].map((name) => ({ slot: this.slot(name) }));
    await this.rebuilder.ask(targets, onProgress);
  }

  parked(
    name: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly Parked[]> {
    return this.slot(name).model().parked(page);
  }

  retryParked(name: string, subject?: string): Promise<Retried> {
    const slot = this.slot(name);
    return this.feed.retry(() => slot.required(), subject);
  }

  async removeVersion(name: string, version: number): Promise<number> {
    const { readStore } = this.options;
    this.slot(name);
    const kept = (await readStore.builds()).filter(
      ({ id, replay }) => id.projection === name && replay === undefined,
    );
    const builds = kept.filter(({ id }) => id.version === version);
    if (builds.length === 0) {
      throw new UnknownVersion(name, version, [...new Set(kept.map(({ id }) => id.version))]);
    }
    if (builds.some(({ state }) => state === 'in-force')) throw new VersionInForce(name, version);
    for (const { id } of builds) await readStore.remove(id);
    await readStore.sweep();
    return builds.length;
  }

  /** Damage stays; what else may go wrong (a full disk, say) may pass. */
  private async build(targets: readonly Target[]): Promise<void> {
    const { signal } = this.stopping;
    while (targets.length > 0 && !signal.aborted) {
      try {
        await this.rebuilder.rebuild(targets, () => undefined);
        return;
      } catch (error) {
        if (error instanceof RebuildStopped) return;
        const message = reasonOf(error);
        const missing = targets.flatMap(({ slot }) => (slot.lane === undefined ? [slot] : []));
        const names = targets.map(({ slot }) => slot.name).join(', ');
        this.report({ message: `${names}: building failed: ${message}`, error });
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

  private report(fault: Fault): void {
    this.options.onFault?.(fault);
  }
}

export function createProjectionRuntime(options: ProjectionRuntimeOptions): ProjectionRuntime {
  return new PipedRuntime(options);
}
