import type { Position } from '@rapport/event-store';
import type { Columns, Memberships, Parked, ReadModel } from '@rapport/read-store';
import { Alone } from './cluster/alone';
import type { Duties } from './cluster/duties';
import { Member } from './cluster/member';
import { Standbys } from './cluster/standbys';
import { UnknownProjection } from './errors';
import { Folder } from './fold/folder';
import { Feed } from './live/feed';
import type { Lane } from './live/lane';
import type { Retried } from './live/retry';
import { defaultLimits, type Fault, type Limits, type ProjectionRuntimeOptions } from './options';
import { fillBySize } from './rebuild/fill-by-size';
import { fillInThread } from './rebuild/fill-in-thread';
import { keepOn } from './rebuild/keep-on';
import { Rebuilder } from './rebuild/rebuilder';
import type { HighWater, ModelOf, ProjectionRuntime, ProjectionStatus, RebuildProgress } from './runtime';
import { Projector } from './start/projector';
import { removeVersion } from './start/remove-version';
import { Slot } from './status/slot';
import { statusOf } from './status/status';
import { HighWaterMark } from './wait/high-water-mark';

const waitTimeoutMs = 5_000;

/** Puts the pipe together: source, decode, group, order, fold, difference of rows, commit, tell those who wait. */
class PipedRuntime implements ProjectionRuntime {
  private readonly slots: ReadonlyMap<string, Slot>;
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
    this.slots = new Map(projections.map((one) => [one.name, new Slot(one, new Folder(one, policies))]));
    this.mark = new HighWaterMark([...this.slots.values()]);
    this.feed = new Feed({
      ...{ log, listeners, onJourneys },
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
    const context = { log, readStore, feed, mark, listeners, limits, report };
    const undisturbed: Duties['undisturbed'] = (names, work) => this.duties.undisturbed(names, work);
    this.rebuilder = new Rebuilder({ ...context, fill, undisturbed });
    this.duties = this.dutiesOf(
      new Projector({ ...context, rebuilder: this.rebuilder, signal: this.stopping.signal }),
    );
  }

  async start(): Promise<void> {
    const { paused, toldUpTo } = this.options;
    await this.duties.open();
    if (paused === true) return;
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
    for (const slot of this.slots.values()) await slot.close();
    await this.duties.release();
  }

  highWater(): HighWater {
    const moments = [this.feed.newestOccurredAt, this.mark.newestOccurredAt].filter((one) => one !== null);
    return {
      position: this.mark.position,
      newestOccurredAt: moments.length === 0 ? undefined : Math.max(...moments),
    };
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    const { log, readStore, paused = false } = this.options;
    const [builds, projectors] = await Promise.all([readStore.builds(), this.duties.projectors()]);
    const activity = { paused, follower: this.feed.follower, builds, projectors };
    return Promise.all(Array.from(this.slots.values(), (slot) => statusOf(slot, log, activity)));
  }

  waitFor(position: Position, timeoutMs = waitTimeoutMs): Promise<void> {
    return this.mark.waiting.until(position, timeoutMs);
  }

  model<Table extends Columns>({ name }: ModelOf<Table>): ReadModel<Table> {
    return this.slot(name).model() as ReadModel<Table>;
  }

  memberships(): Memberships {
    const slots = [...this.slots.values()];
    const slot = slots.find(({ rows }) => rows !== undefined) ?? slots[0];
    if (slot === undefined) throw new UnknownProjection('', []);
    return slot.model();
  }

  async rebuild(
    names: readonly string[],
    onProgress: (progress: RebuildProgress) => void = () => undefined,
  ): Promise<void> {
    const slots = [...new Set(names)].map((name) => this.slot(name));
    const targets = slots.map((slot) => ({ slot }));
    await this.keepOn(slots, () => this.rebuilder.ask(targets, onProgress));
  }

  parked(
    name: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly Parked[]> {
    return this.slot(name).model().parked(page);
  }

  async retryParked(name: string, subject?: string): Promise<Retried> {
    const slot = this.slot(name);
    return this.keepOn([slot], () => this.feed.retry(() => slot.required(), subject));
  }

  async removeVersion(name: string, version: number): Promise<number> {
    return removeVersion(this.options.readStore, this.slot(name).name, version);
  }

  private keepOn<T>(slots: readonly Slot[], work: () => Promise<T>): Promise<T> {
    return keepOn(() => this.duties.asProjector(slots, work), this.limits.retryMs, this.stopping.signal);
  }

  private dutiesOf(projector: Projector): Duties {
    const { log, readStore, paused = false } = this.options;
    const { shared } = readStore;
    const slots = [...this.slots.values()];
    if (shared === undefined) return new Alone(slots, projector);
    const report = (fault: Fault): void => this.report(fault);
    const onMove = (): void => this.mark.update(this.feed.position);
    const standbys = new Standbys({ log, slots, readStore, shared, onMove, report });
    const { limits } = this;
    return new Member({ slots, readStore, shared, standbys, projector, limits, paused, report });
  }

  /** Another node has its build: there is nothing to be closed that is still ours. */
  private lose(lane: Lane): void {
    const slot = this.slot(lane.name);
    if (slot.lane === lane) slot.standBy();
    lane.build
      .close()
      .catch((error: unknown) => this.report({ message: 'A lost build does not close.', error }));
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
