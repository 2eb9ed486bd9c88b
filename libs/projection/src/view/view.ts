import type { EventLog, Millis, Position, RecordedEvent } from '@rapport/event-store';
import type { Policies, Policy } from '@rapport/policy';
import { customerSubject, type Columns, type ReadModel } from '@rapport/read-store';
import { decode } from '../decode/decode';
import type { ProjectionDefinition } from '../definition';
import { membershipIn } from '../fold/membership';
import { isoInstant } from '../http/instant';
import type { MomentAnswer } from '../http/moment-answer';
import { toBusinessOrder } from '../order/order';
import { statedTravel } from './asked';
import { seenOf, type Horizon } from './horizon';
import { CustomerNotFound } from './problems';
import type { RowSource } from './row-source';
import { SubjectView, type SeenJourney } from './subject-view';
import type { Viewpoint } from './viewpoint';

const unlinkedPrefix = 'journey:';

export interface ViewInit {
  readonly at: Millis;
  /** How far the rows are, at least; null in an empty log. */
  readonly position: Position | null;
  readonly horizon: Horizon;
  readonly replay?: string;
  readonly policy: Policy;
  readonly policies: Policies;
  readonly refreshPolicies?: () => Promise<void>;
  readonly source: RowSource;
  readonly log: Pick<EventLog, 'readStream'>;
  /** The journeys that were ever linked to a customer, at least those of the horizon. */
  readonly everMembersOf: (customerId: string) => Promise<readonly string[]>;
}

/** What a query sees: as things are, as they were, as they were known, or as a replay has them. Made for one request. */
export class View implements Viewpoint {
  constructor(private readonly init: ViewInit) {}

  get at(): Millis {
    return this.init.at;
  }
  get position(): Position | null {
    return this.init.position;
  }
  get policy(): Policy {
    return this.init.policy;
  }
  get policies(): Policies {
    return this.init.policies;
  }

  /** The rows of all subjects. @throws Problem 400 `replay-needed` under time travel without a replay */
  model<State, Table extends Columns>(definition: ProjectionDefinition<State, Table>): ReadModel<Table> {
    return this.init.source.model(definition);
  }

  journey(journeyId: string): SubjectView {
    const { source } = this.init;
    return new SubjectView(this, journeyId, { journeyId }, source, async () => [await this.seen(journeyId)]);
  }

  /**
   * A customer by its id, or one of a single unlinked journey by `journey:<journeyId>`. One with a single journey answers from
   * that journey's rows.
   * @throws CustomerNotFound
   */
  async customer(customerId: string): Promise<SubjectView> {
    const journeys = customerId.startsWith(unlinkedPrefix)
      ? [await this.unlinked(customerId.slice(unlinkedPrefix.length))]
      : await this.members(customerId);
    const [first] = journeys;
    if (first === undefined) throw CustomerNotFound.nobodyLinked(customerId);
    const key = journeys.length === 1 ? first.journeyId : customerSubject(customerId);
    const named = { customerId, journeys: journeys.map(({ journeyId }) => journeyId) };
    return new SubjectView(this, key, named, this.init.source, () => Promise.resolve(journeys));
  }

  stated(): Readonly<MomentAnswer> {
    const { at, position, horizon, replay } = this.init;
    return {
      at: isoInstant(at),
      position,
      ...statedTravel(horizon),
      ...(replay !== undefined && { replay }),
    };
  }

  private async members(customerId: string): Promise<SeenJourney[]> {
    const candidates = await this.init.everMembersOf(customerId);
    const seen = await Promise.all(candidates.map((journeyId) => this.seen(journeyId)));
    return seen
      .filter((journey) => customerOf(journey) === customerId)
      .sort((a, b) => (a.journeyId < b.journeyId ? -1 : 1));
  }

  private async unlinked(journeyId: string): Promise<SeenJourney> {
    const seen = await this.seen(journeyId);
    if (seen.events.length === 0) throw CustomerNotFound.nobodyLinked(`${unlinkedPrefix}${journeyId}`);
    const customerId = customerOf(seen);
    if (customerId !== undefined) throw CustomerNotFound.linkedTo(journeyId, customerId);
    return seen;
  }

  private async seen(journeyId: string): Promise<SeenJourney> {
    const events = await seenOf(this.init.log, journeyId, this.init.horizon);
    await this.knowPoliciesOf(events);
    return { journeyId, events: toBusinessOrder(events) };
  }

  /** The log may be ahead of what this node was told: without its policy a sound event could not be folded. */
  private async knowPoliciesOf(events: readonly RecordedEvent[]): Promise<void> {
    const { policies, refreshPolicies } = this.init;
    if (refreshPolicies === undefined || events.length === 0) return;
    const newest = policies.inForce.version;
    if (events.some(({ policyVersion }) => policyVersion > newest)) await refreshPolicies();
  }
}

const customerOf = ({ journeyId, events }: SeenJourney): string | undefined =>
  membershipIn(events.map((event) => decode(event, journeyId)));
