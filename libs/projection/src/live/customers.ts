import type { JourneyEvent } from '@rapport/journey';
import { customerSubject, type Columns, type ReadBuild } from '@rapport/read-store';
import { membershipChanges } from '../fold/membership';
import { mergedHistory } from '../fold/merged-history';
import type { Changes } from '../rows/changes';
import { Gathering, type CustomerBatch } from './gathering';
import { Members } from './members';
import { correct, mergedIn, type Followed, type Membership } from './merging';
import { historiesOf, type JourneyBatch, type Stretch } from './stretch';
import type { Outcome, Subjects } from './subjects';

/** Follows whose journeys they are, and keeps the merged rows of customers of two or more. */
export class Customers {
  private readonly members: Members;

  constructor(
    build: ReadBuild<Columns>,
    private readonly journeys: Subjects,
    private readonly merged: Subjects,
  ) {
    this.members = new Members(build);
  }

  /** Nothing at hand is to be trusted any more. */
  forget(): void {
    this.members.forget();
  }

  /** Most builds know no linked journeys: they are spared the rest. */
  concerns({ namesCustomers }: Stretch): boolean | Promise<boolean> {
    return namesCustomers || this.members.any();
  }

  /** @param outcomes what became of the rows of the stretch's journeys */
  async follow(stretch: Stretch, outcomes: ReadonlyMap<string, Outcome>, changes: Changes): Promise<void> {
    const gathered = await this.gather(stretch, changes);
    if (gathered.ids.length === 0) return;
    const members = await this.members.of(gathered.ids);
    const customers = Array.from(gathered.all, ([customerId, batch]): Followed => {
      const membership = membershipAfter(members.get(customerId) ?? [], batch);
      this.members.set(customerId, membership.after);
      return { customerId, batch, membership };
    });
    const others = customers.filter((one) => !this.mergeAtHand(one, changes));
    if (others.length > 0) await this.mergeAgain(others, stretch, changes);
    await correct(this.journeys, customers, outcomes, changes);
  }

  private async gather(stretch: Stretch, changes: Changes): Promise<Gathering> {
    const { journeys } = stretch;
    const customers = new Gathering();
    const before = await this.members.customersOf(journeys.map(({ journeyId }) => journeyId));
    const naming = journeys.filter(({ namesCustomer }) => namesCustomer);
    const histories = await historiesOf(stretch, naming);
    for (const journey of journeys) {
      const was = before.get(journey.journeyId);
      const history = histories.get(journey.journeyId);
      customers.add(journey, was, history === undefined ? was : this.assign(journey, history, changes));
    }
    return customers;
  }

  private assign(
    { journeyId }: JourneyBatch,
    history: readonly JourneyEvent[],
    changes: Changes,
  ): string | undefined {
    const moves = membershipChanges(journeyId, history);
    changes.members.push(...moves);
    const customerId = moves.at(-1)?.customerId ?? undefined;
    this.members.assign(journeyId, customerId);
    return customerId;
  }

  /** Whether its merged rows, if any, are right without asking the log. */
  private mergeAtHand({ customerId, batch, membership }: Followed, changes: Changes): boolean {
    const { before, after, hasChanged } = membership;
    if (after.length < 2) return before.length < 2;
    if (hasChanged) return false;
    const events = this.eventsOf(batch.journeys);
    return (
      events.length === 0 || this.merged.advance(customerSubject(customerId), events, changes) !== undefined
    );
  }

  /** Those that are no longer merged lose their rows. */
  private async mergeAgain(
    customers: readonly Followed[],
    stretch: Stretch,
    changes: Changes,
  ): Promise<void> {
    const journeyIds = customers.flatMap(({ membership }) => mergedIn(membership.after));
    const histories = await stretch.histories([...new Set(journeyIds)]);
    const again = new Map<string, readonly JourneyEvent[]>();
    for (const { customerId, membership } of customers) {
      const history = mergedHistory(mergedIn(membership.after).map((id) => histories.get(id) ?? []));
      if (membership.before.length < 2) this.merged.begin(customerSubject(customerId), history, changes);
      else again.set(customerSubject(customerId), history);
    }
    await this.merged.refold(again, changes);
  }

  /** As the merged fold takes them. */
  private eventsOf(journeys: readonly JourneyBatch[]): JourneyEvent[] {
    const { folder } = this.merged;
    return mergedHistory(journeys.map(({ events }) => events.filter(({ type }) => folder.caresFor(type))));
  }
}

function membershipAfter(before: readonly string[], { joined, left }: CustomerBatch): Membership {
  if (joined.size + left.size === 0) return { before, after: before, hasChanged: false };
  const after = [...new Set([...before.filter((id) => !left.has(id)), ...joined])].sort();
  return { before, after, hasChanged: true };
}
