import type { RecordedEvent } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import type { Columns, RowOf } from '@rapport/read-store';
import { decode } from '../decode/decode';
import type { ProjectionDefinition } from '../definition';
import type { ParkedAnswer, SubjectAnswer } from '../http/moment-answer';
import type { Problem } from '../http/problem';
import { mergedHistory } from '../fold/merged-history';
import { CustomerNotFound, JourneyNotFound } from './problems';
import { checkReadable } from './readable';
import type { RowSource, SubjectRows } from './row-source';
import type { HasRows, Viewpoint } from './viewpoint';

/** What is seen of one journey. */
export interface SeenJourney {
  readonly journeyId: string;
  /** In business order. */
  readonly events: readonly RecordedEvent[];
}

/** Who was asked for, as answers repeat it. */
export type Named =
  { readonly journeyId: string } | { readonly customerId: string; readonly journeys: readonly string[] };

/** One journey or customer in a view. */
export class SubjectView implements HasRows {
  private reading: Promise<readonly SeenJourney[]> | undefined;

  constructor(
    readonly view: Viewpoint,
    /** Of its rows: the journey's id, or that of a customer's merged rows. */
    readonly key: string,
    readonly named: Named,
    private readonly source: RowSource,
    private readonly read: () => Promise<readonly SeenJourney[]>,
  ) {}

  rows<State, Table extends Columns>(
    definition: ProjectionDefinition<State, Table>,
  ): Promise<SubjectRows<RowOf<Table>>> {
    return this.source.rows(definition, this);
  }

  /** Its journeys with their events, straight from the log, read once. */
  journeys(): Promise<readonly SeenJourney[]> {
    return (this.reading ??= this.read());
  }

  /** What folds are given of it, damaged or not: in business order, that of several journeys with the ids of things qualified. */
  async history(): Promise<readonly JourneyEvent[]> {
    const histories = (await this.journeys()).map(({ journeyId, events }) =>
      events.map((event) => decode(event, journeyId)),
    );
    return histories.length > 1 ? mergedHistory(histories) : histories.flat();
  }

  /**
   * The same where none is damaged.
   * @param before the event that rows stop before, for what is said beside them
   * @throws Problem `journey-unreadable` where one of them is damaged that no row is made of
   */
  async events(before: Readonly<ParkedAnswer> | null = null): Promise<readonly JourneyEvent[]> {
    const events = await this.history();
    const end = before === null ? -1 : events.findIndex(({ id }) => id === before.eventId);
    const told = end === -1 ? events : events.slice(0, end);
    for (const event of told) checkReadable(event.journeyId, event);
    return told;
  }

  /** What every answer about it begins with. */
  stated(): Readonly<SubjectAnswer> {
    return { ...this.named, ...this.view.stated() };
  }

  notFound(parked: Readonly<ParkedAnswer> | null = null): Problem {
    return 'journeyId' in this.named
      ? new JourneyNotFound(this.named.journeyId, parked)
      : CustomerNotFound.nothingKnown(this.named.customerId, parked);
  }
}
