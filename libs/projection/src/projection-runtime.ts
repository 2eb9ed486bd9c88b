import type { Position } from '@rapport/event-store';
import type { Columns, Memberships, Parked, ReadModel } from '@rapport/read-store';
import type { Duties } from './cluster/duties';
import { dutiesOf } from './cluster/duties-of';
import { Feed } from './live/feed';
import type { Lane } from './live/lane';
import type { Retried } from './live/retry';
import { defaultLimits, type Fault, type Limits, type ProjectionRuntimeOptions } from './options';
import { AskedRebuild } from './rebuild/asked-rebuild';
import { fillBySize } from './rebuild/fill-by-size';
import { fillInThread } from './rebuild/fill-in-thread';
import { keepOn } from './rebuild/keep-on';
import { Rebuilder } from './rebuild/rebuilder';
import type {
  HighWater,
  ModelOf,
  ProjectionHealth,
  ProjectionRuntime,
  ProjectionStatus,
  RebuildProgress,
} from './runtime';
import { Projector } from './start/projector';
import { removeVersion } from './start/remove-version';
import type { Slot } from './status/slot';
import { Slots } from './status/slots';
import { healthOf, statusOf, type Activity } from './status/status';
import { HighWaterMark } from './wait/high-water-mark';

const waitTimeoutMs = 5_000;

/** Puts the pipe together: source, decode, group, order, fold, difference of rows, commit, tell those who wait. */
class PipedRuntime implements ProjectionRuntime {
  private readonly slots: Slots;
  private readonly mark: HighWaterMark;
  private readonly feed: Feed;
  private readonly rebuilder: Rebuilder;
  private readonly duties: Duties;
  private readonly limits: Limits;
  private readonly stopping = new AbortController();
  private starting: Promise<void> = Promise.resolve();

  constructor(private readonly options: ProjectionRuntimeOptions) {
    const { projections, policies, log, readStore, listeners = [], onJourneys } = options;
    this.limits = { ...defaultLimits, ...options.limits };
    this.slots = new Slots(projections, policies);
    this.mark = new HighWaterMark(this.slots.all);
    const { types } = this.slots;
    this.feed = new Feed({
      ...{ log, listeners, types, onJourneys },
      retryMs: this.limits.retryMs,
      onFault: (error) => this.report({ message: 'The projections are held up and try again.', error }),
      onMove: () => this.mark.update(this.feed.position),
      onLost: (lane) => this.lose(lane),
    });
    const { feed, mark, limits } = this;
    const fill = fillBySize(
      limits.threadEvents,
      fillInThread({ log, readStore, policies, listeners, limits }),
      options.fill,
    );
    const report = (fault: Fault): void => this.report(fault);
    const context = { log, readStore, feed, mark, listeners, types, limits, report };
    const undisturbed: Duties['undisturbed'] = (names, work) => this.duties.undisturbed(names, work);
    this.rebuilder = new Rebuilder({ ...context, fill, undisturbed });
    const signal = this.stopping.signal;
    this.duties = dutiesOf({
      ...{ log, readStore, limits, report, paused: options.paused === true, slots: this.slots.all },
      projector: new Projector({ ...context, rebuilder: this.rebuilder, signal }),
      onMove: () => this.mark.update(this.feed.position),
    });
  }

  async start(): Promise<void> {
    const { paused, toldUpTo } = this.options;
    await this.duties.open();
    if (paused === true) {
      this.mark.waiting.isPaused = true;
      for (const slot of this.slots.all) slot.isPaused = true;
      return;
    }
    if (toldUpTo !== undefined || this.feed.position !== undefined) this.feed.start(toldUpTo);
    this.starting = this.duties.begin().then(() => this.feed.start(toldUpTo));
  }

  async settled(): Promise<void> {
    await this.starting;
    await this.feed.follower.settled();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.rebuilder.stop(), this.duties.stop()]);
    await this.starting;
    await this.feed.follower.stop();
    for (const slot of this.slots.all) await slot.close();
    await this.duties.release();
  }

  highWater(): HighWater {
    const moments = [this.feed.newestOccurredAt, this.mark.newestOccurredAt].filter((one) => one !== null);
    return {
      position: this.mark.position,
      newestOccurredAt: moments.length === 0 ? undefined : Math.max(...moments),
    };
  }

  health(): Promise<readonly ProjectionHealth[]> {
    return healthOf(this.slots.all, this.activity);
  }

  status(): Promise<readonly ProjectionStatus[]> {
    return statusOf(this.slots.all, this.activity, this.duties.projectors());
  }

  waitFor(position: Position, timeoutMs = waitTimeoutMs): Promise<void> {
    return this.mark.waiting.until(position, timeoutMs);
  }

  model<Table extends Columns>({ name }: ModelOf<Table>): ReadModel<Table> {
    return this.slots.get(name).model() as ReadModel<Table>;
  }

  memberships(): Memberships {
    return this.slots.memberships();
  }

  async rebuild(
    names: readonly string[],
    onProgress: (progress: RebuildProgress) => void = () => undefined,
  ): Promise<void> {
    const slots = [...new Set(names)].map((name) => this.slots.get(name));
    const asked = new AskedRebuild(slots, onProgress);
    await this.keepOn(
      slots,
      () => this.rebuilder.ask(asked),
      () => asked.hasBegun,
    );
  }

  parked(
    name: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly Parked[]> {
    return this.slots.get(name).model().parked(page);
  }

  async retryParked(name: string, subject?: string): Promise<Retried> {
    const slot = this.slots.get(name);
    return this.keepOn([slot], () => this.feed.retry(() => slot.required(), subject));
  }

  async removeVersion(name: string, version: number): Promise<number> {
    return removeVersion(this.options.readStore, this.slots.get(name).name, version);
  }

  private get activity(): Activity {
    const { log, readStore, paused = false } = this.options;
    return { log, readStore, paused, follower: this.feed.follower };
  }

  private keepOn<T>(slots: readonly Slot[], work: () => Promise<T>, hasBegun = () => false): Promise<T> {
    const options = { ...this.limits, hasBegun, signal: this.stopping.signal };
    return keepOn(() => this.duties.asProjector(slots, work), options);
  }

  /** Another node has its build: there is nothing to be closed that is still ours. */
  private lose(lane: Lane): void {
    const slot = this.slots.get(lane.name);
    if (slot.lane === lane) slot.standBy();
    lane.build
      .close()
      .catch((error: unknown) => this.report({ message: 'A lost build does not close.', error }));
  }

  private report(fault: Fault): void {
    this.options.onFault?.(fault);
  }
}

export function createProjectionRuntime(options: ProjectionRuntimeOptions): ProjectionRuntime {
  return new PipedRuntime(options);
}
