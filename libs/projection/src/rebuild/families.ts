import type { PackedJourneys } from '@rapport/packed';
import type { MembershipChange } from '@rapport/read-store';
import { membershipChanges } from '../fold/membership';
import { Breather } from '../source/breather';
import { sorted } from '../source/sorted';

/** Whose journeys they are, at the end of what was gathered, where membership is what journeys were marked by. */
export class Families {
  private readonly changes = new Map<string, readonly MembershipChange[]>();
  private readonly members = new Map<string, string[]>();
  private readonly ofSeveral: string[] = [];

  /** By steps, between which everything else goes on. */
  static async of(gathered: Pick<PackedJourneys, 'marked' | 'history'>): Promise<Families> {
    const families = new Families();
    const breather = new Breather();
    for (const journeyId of await sorted(gathered.marked)) {
      families.add(journeyId, membershipChanges(journeyId, gathered.history(journeyId)));
      if (breather.due) await breather.breathe();
    }
    return families;
  }

  /** Customers of two or more journeys. */
  get merged(): readonly string[] {
    return this.ofSeveral;
  }

  /** Sorted. */
  membersOf(customerId: string): readonly string[] {
    return this.members.get(customerId) ?? [];
  }

  changesOf(journeyId: string): readonly MembershipChange[] {
    return this.changes.get(journeyId) ?? [];
  }

  /** Whether the journey's customer has two or more. */
  isMerged(journeyId: string): boolean {
    const customerId = this.changes.get(journeyId)?.at(-1)?.customerId;
    return customerId != null && this.membersOf(customerId).length >= 2;
  }

  private add(journeyId: string, changes: readonly MembershipChange[]): void {
    const customerId = changes.at(-1)?.customerId;
    if (changes.length > 0) this.changes.set(journeyId, changes);
    if (customerId == null) return;
    const members = this.members.get(customerId);
    if (members === undefined) this.members.set(customerId, [journeyId]);
    else if (members.push(journeyId) === 2) this.ofSeveral.push(customerId);
  }
}
