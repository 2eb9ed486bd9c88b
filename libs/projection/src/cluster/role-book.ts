import { ReadStoreUnusable, type HeldRole, type SharedStore } from '@rapport/read-store';
import { isMembership, isMembershipOf, isProjector, memberRole } from './roles';
import { spread, type Plan } from './spread';

/** Roles that are needed together, for one piece of work. */
export interface Need {
  readonly roles: readonly string[];
  /** All of them are there, and it has begun. */
  isAtWork: boolean;
}

/** Which projectors' roles this node has, as of its last look, and which it needs. */
export class RoleBook {
  private held: readonly HeldRole[] = [];
  /** Those that would project, this one among them, sorted. */
  private nodes: readonly string[] = [];
  private readonly needs = new Set<Need>();
  /** Since when nobody has it, milliseconds. */
  private readonly freeSince = new Map<string, number>();

  constructor(
    private readonly shared: SharedStore,
    private readonly logId: string,
    /** From then on a free role is one that nobody has room for. */
    private readonly overdueMs: number,
  ) {}

  /** @throws ReadStoreUnusable where nodes that live project another log into this store */
  async look(able: readonly string[]): Promise<void> {
    const { node } = this.shared;
    const roles = await this.rolesOfOneLog();
    const members = roles.filter(({ role }) => isMembership(role)).map((one) => one.node);
    if (!members.includes(node)) await this.join();
    this.held = roles.filter(({ role }) => isProjector(role));
    this.nodes = [...new Set([node, ...members])].sort();
    const now = performance.now();
    for (const role of able) {
      if (this.holderOf(role) !== undefined) this.freeSince.delete(role);
      else if (!this.freeSince.has(role)) this.freeSince.set(role, now);
    }
  }

  /**
   * Would project from now on. Looks again when that is known: of nodes of several logs that begin at the same time the later
   * one at least sees the other.
   * @throws ReadStoreUnusable; then it has left again
   */
  async join(): Promise<void> {
    const role = memberRole(this.logId, this.shared.node);
    await this.shared.take(role);
    try {
      await this.rolesOfOneLog();
    } catch (error) {
      await this.shared.release(role).catch(() => undefined); // it is free when the lease of this node has ended
      throw error;
    }
  }

  /** Those in the store. @throws ReadStoreUnusable */
  async rolesOfOneLog(): Promise<readonly HeldRole[]> {
    const roles = await this.shared.roles();
    const stranger = roles.find(({ role }) => isMembership(role) && !isMembershipOf(this.logId, role));
    if (stranger === undefined) return roles;
    throw new ReadStoreUnusable(
      `The read store is in use for another event log, by node ${stranger.node}. Name another schema for this log (postgres://…?schema=name), or end that node first: some seconds after its end the read models are built anew from this log.`,
    );
  }

  /** Whether other nodes would project. */
  get hasOthers(): boolean {
    return this.nodes.length > 1;
  }

  has(role: string): boolean {
    return this.holderOf(role) === this.shared.node;
  }

  holderOf(role: string): string | undefined {
    return this.held.find((one) => one.role === role)?.node;
  }

  /** What to do about roles. @param busy those that cannot be let go of */
  plan(able: readonly string[], busy: ReadonlySet<string>): Plan {
    const { nodes, held, shared } = this;
    const needs = [...this.needs];
    const needed = new Set(needs.flatMap(({ roles }) => roles));
    const inUse = new Set(needs.filter(({ isAtWork }) => isAtWork).flatMap(({ roles }) => roles));
    const overdue = new Set(able.filter((role) => this.isOverdue(role)));
    return spread({ node: shared.node, nodes, able, held, needed, inUse, busy, overdue });
  }

  /** What to do where this node can project nothing for now, whatever it needs. @param busy those that cannot be let go of */
  leave(busy: ReadonlySet<string>): Plan {
    const mine = this.held.filter(({ node }) => node === this.shared.node).map(({ role }) => role);
    return { release: mine.filter((role) => !busy.has(role)), take: [], want: [] };
  }

  need(roles: readonly string[]): Need {
    const need = { roles, isAtWork: false };
    this.needs.add(need);
    return need;
  }

  needNoLonger(need: Need): void {
    this.needs.delete(need);
  }

  /** Passes on whatever this node has. First it leaves, so that the others share out all of it. */
  async releaseAll(): Promise<void> {
    const roles = await this.shared.roles();
    const mine = roles.filter(({ node }) => node === this.shared.node).map(({ role }) => role);
    for (const role of mine.filter(isMembership)) await this.shared.release(role);
    for (const role of mine.filter(isProjector)) await this.shared.release(role);
  }

  private isOverdue(role: string): boolean {
    const since = this.freeSince.get(role);
    return since !== undefined && performance.now() - since >= this.overdueMs;
  }
}
