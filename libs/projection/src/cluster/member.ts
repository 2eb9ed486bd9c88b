import type { EventLog } from '@rapport/event-store';
import type { BuildId, ReadStore, SharedStore, StoreChange } from '@rapport/read-store';
import { VersionSuperseded } from '../errors';
import type { Fault, Limits } from '../options';
import type { OpenedLane } from '../start/open-slots';
import type { Projector } from '../start/projector';
import type { Slot } from '../status/slot';
import type { Duties } from './duties';
import { LogSight } from './log-sight';
import { Looking } from './looking';
import { Obtaining } from './obtaining';
import { RoleBook } from './role-book';
import { projectorOf } from './roles';
import type { Standbys } from './standbys';
import { TakingUp } from './taking-up';

export interface MemberOptions {
  readonly slots: readonly Slot[];
  readonly readStore: Pick<ReadStore, 'inForce'>;
  readonly shared: SharedStore;
  readonly log: Pick<EventLog, 'logId' | 'head'>;
  readonly standbys: Standbys;
  readonly projector: Projector;
  readonly limits: Pick<Limits, 'lookMs' | 'letGoMs' | 'logLostMs'>;
  /** Projects nothing, and answers from what others do. */
  readonly paused: boolean;
  readonly report: (fault: Fault) => void;
}

/**
 * One of several nodes that share the read store: it projects what it has the role for. Every look compares what is with what
 * should be, so that whatever was missed (a lease that ran out, a store that was away) is made up for by the next.
 */
export class Member implements Duties {
  private readonly roles: RoleBook;
  private readonly sight: LogSight;
  private readonly takingUp: TakingUp;
  private readonly obtaining: Obtaining;
  private readonly looking: Looking;
  private readonly stopping = new AbortController();
  private unwatch: () => void = () => undefined;

  constructor(private readonly options: MemberOptions) {
    const { shared, log, limits, projector, report } = options;
    this.roles = new RoleBook(shared, log.logId, 2 * limits.lookMs);
    this.sight = new LogSight(log, limits.logLostMs);
    this.takingUp = new TakingUp({
      ...{ projector, report, retryMs: limits.lookMs, signal: this.stopping.signal },
      isOurs: (slot) => this.roles.has(roleOf(slot)) && !this.isBlind,
      onChange: () => this.looking.ring(),
    });
    this.obtaining = new Obtaining({
      ...{ roles: this.roles, letGoMs: limits.letGoMs, signal: this.stopping.signal },
      onNeed: () => this.looking.ring(),
    });
    this.looking = new Looking({
      ...{ everyMs: limits.lookMs, report },
      look: () => this.look(),
      onLooked: (heldUpBy) => this.obtaining.looked(heldUpBy),
    });
  }

  /** @throws ReadStoreUnusable where nodes that live project another log into this store */
  async open(): Promise<void> {
    await this.roles.rolesOfOneLog();
    if (!this.options.paused) await this.roles.join();
    this.unwatch = this.options.shared.watch((change) => this.hear(change));
    await this.look();
    await this.takingUp.opened();
  }

  begin(): Promise<void> {
    this.looking.begin();
    return this.takingUp.ended();
  }

  async asProjector<T>(slots: readonly Slot[], work: () => Promise<T>): Promise<T> {
    for (const { name, definition, supersededBy } of slots)
      if (supersededBy !== undefined) throw new VersionSuperseded(name, definition.version, supersededBy);
    const isReady = (): boolean =>
      slots.every(
        (slot) => slot.lane !== undefined || slot.failure !== undefined || this.takingUp.isBuilding(slot),
      );
    return this.obtaining.having(slots.map(roleOf), isReady, work);
  }

  readonly undisturbed = async (projections: readonly string[], work: () => Promise<void>): Promise<void> => {
    const own = new Set(this.options.slots.map(roleOf));
    const inForce = (await this.options.readStore.inForce()).filter((id) =>
      projections.includes(id.projection),
    );
    const others = inForce.map(({ projection: name, version }) => projectorOf({ name, version }));
    return this.obtaining.having(others.filter((role) => !own.has(role)), () => true, work); // prettier-ignore
  };

  async projectors(): Promise<ReadonlyMap<string, string>> {
    const holders = new Map((await this.options.shared.roles()).map(({ role, node }) => [role, node]));
    return new Map(
      this.options.slots.flatMap((slot) => {
        const node = holders.get(roleOf(slot));
        return node === undefined ? [] : [[slot.name, node] as const];
      }),
    );
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.unwatch();
    this.obtaining.looked();
    await this.looking.stop();
    await this.takingUp.ended();
  }

  async release(): Promise<void> {
    try {
      await this.roles.releaseAll();
    } catch (error) {
      this.options.report({
        message: 'The others take over when the lease of this node has run out.',
        error,
      });
    }
  }

  private hear(change: StoreChange): void {
    if (change.kind === 'committed') this.options.standbys.committed(change.build, change.checkpoint);
    else this.looking.ring();
  }

  private async look(): Promise<void> {
    const { slots, projector, standbys, shared, paused } = this.options;
    const lanes = lanesOf(slots); // those that what is in force now may be compared with
    this.sight.ask();
    const { isBlind } = this;
    const inForce = await (isBlind ? this.options.readStore.inForce() : standbys.refresh());
    if (paused) return;
    const able = isBlind ? [] : slots.filter(({ supersededBy }) => !supersededBy).map(roleOf);
    await this.roles.look(able);
    await projector.letGo(lanes.filter((one) => !this.isToProject(one, inForce)));
    const busy = new Set(this.takingUp.slots.map(roleOf));
    const { release, take, want } = isBlind ? this.roles.leave(busy) : this.roles.plan(able, busy);
    await projector.letGo(lanesOf(slots).filter(({ slot }) => release.includes(roleOf(slot))));
    for (const role of release) await shared.release(role);
    for (const role of take) await shared.take(role);
    for (const role of want) await shared.want(role);
    if (release.length + take.length + want.length > 0) await this.roles.look(able);
    this.takeUp();
  }

  /** Others may hear from the log. */
  private get isBlind(): boolean {
    return this.sight.isLost && this.roles.hasOthers;
  }

  private takeUp(): void {
    const underWay = new Set(this.takingUp.slots);
    const missing = this.options.slots.filter(
      (slot) =>
        this.roles.has(roleOf(slot)) &&
        slot.lane === undefined &&
        slot.failure === undefined &&
        slot.supersededBy === undefined &&
        !underWay.has(slot),
    );
    this.takingUp.begin(missing);
  }

  /** Nobody else has its role, and no other build is in its place. */
  private isToProject({ slot, lane }: OpenedLane, inForce: readonly BuildId[]): boolean {
    const id = inForce.find(({ projection }) => projection === slot.name);
    return this.roles.has(roleOf(slot)) && (id === undefined || id.build === lane.build.id.build);
  }
}

const roleOf = ({ definition }: Slot): string => projectorOf(definition);

const lanesOf = (slots: readonly Slot[]): readonly OpenedLane[] =>
  slots.flatMap((slot) => (slot.lane === undefined ? [] : [{ slot, lane: slot.lane }]));
