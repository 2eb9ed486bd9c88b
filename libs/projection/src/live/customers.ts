import type { JourneyEvent } from '@rapport/journey';
import { customerSubject, type Columns, type ReadModel } from '@rapport/read-store';
import { membershipChanges } from '../fold/membership';
import { mergedHistory } from '../fold/merged-history';
import type { Changes } from '../rows/changes';
import type { JourneyBatch, Stretch } from './batch';
import { Gathering, type CustomerBatch } from './gathering';
import { Members } from './members';
import { correct, type Membership } from './merging';
import type { Outcome, Subjects } from './subjects';

/** Follows whose journeys they are, and keeps the merged rows of customers of two or more. */
export class Customers {
  private readonly members: Members;

  constructor(
    model: ReadModel<Columns>,
    private readonly journeys: Subjects,
    private readonly merged: Subjects,
  ) {
    this.members = new Members(model);
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
    const customers = new Gathering();
    for (const journey of stretch.journeys) {
      const asked = this.members.customerOf(journey.journeyId);
      const before = asked instanceof Promise ? await asked : asked;
      const after = journey.namesCustomer ? await this.assign(journey, stretch, changes) : before;
      customers.add(journey, before, after);
    }
    for (const [customerId, batch] of customers.all) {
      const membership = membershipAfter(await this.members.of(customerId), batch);
      await this.merge(customerId, batch, membership, stretch, changes);
      await correct(this.journeys, membership, batch, outcomes, changes);
      this.members.set(customerId, membership.after);
    }
  }

  private async assign(
    { journeyId, fromStart, events }: JourneyBatch,
    stretch: Stretch,
    changes: Changes,
  ): Promise<string | undefined> {
    const moves = membershipChanges(journeyId, fromStart ? events : await stretch.history(journeyId));
    changes.members.push(...moves);
    const customerId = moves.at(-1)?.customerId ?? undefined;
    this.members.assign(journeyId, customerId);
    return customerId;
  }

  private async merge(
    customerId: string,
    { journeys }: CustomerBatch,
    { before, after, hasChanged }: Membership,
    stretch: Stretch,
    changes: Changes,
  ): Promise<void> {
    const subject = customerSubject(customerId);
    if (after.length < 2) {
      if (before.length >= 2) await this.merged.refold(subject, [], changes);
      return;
    }
    if (!hasChanged) {
      const events = this.eventsOf(journeys);
      if (events.length === 0 || this.merged.advance(subject, events, changes) !== undefined) return;
    }
    const history = mergedHistory(await Promise.all(after.map((id) => stretch.history(id))));
    if (before.length < 2) this.merged.begin(subject, history, changes);
    else await this.merged.refold(subject, history, changes);
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
