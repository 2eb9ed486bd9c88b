import type { JourneyEvent } from '@rapport/journey';
import type { JourneyRow, ProjectionDefinition } from '@rapport/projection';
import { customerSubject, type Cell, type Columns, type RowOf } from '@rapport/read-store';
import { businessOrder } from '../src/order/order';
import { mergedHistory } from '../src/fold/merged-history';
import { expectAnyOrder } from './any-order';
import { folded, folderOf, type FoldedSubject } from './folded';
import { recorded, type Happening } from './happening';
import { modelOf, type Asked, type SubjectRow } from './model-of';

/** One journey (`j1`), or several by their ids. */
export type Histories = readonly Happening[] | Readonly<Record<string, readonly Happening[]>>;

/**
 * Given a history, a projection's rows, cells and answers:
 * `given(purchases, [on(0, 'PurchaseMade', …)]).thenRows([{ part: '', row: { count: 1 } }])`.
 */
export const given = <State, Table extends Columns>(
  definition: ProjectionDefinition<State, Table>,
  histories: Histories,
): Given<State, Table> => {
  const journeys = Array.isArray(histories) ? { j1: histories as readonly Happening[] } : histories;
  const events = Object.entries(journeys).map(
    ([id, happenings]) => [id, recorded(happenings as readonly Happening[], id)] as const,
  );
  return new Given(definition, new Map(events));
};

class Given<State, Table extends Columns> {
  constructor(
    private readonly definition: ProjectionDefinition<State, Table>,
    /** Each in order of its stream. */
    private readonly journeys: ReadonlyMap<string, readonly JourneyEvent[]>,
    /** The customer that all these journeys belong to. */
    private readonly customer?: string,
  ) {}

  /** The journeys turn out to be one customer's: what is asked of rows is then about the customer's merged ones. */
  whenLinked(customerId = 'somebody'): Given<State, Table> {
    return new Given(this.definition, this.journeys, customerId);
  }

  /** All rows, by journey and part; once linked, those of the customer. */
  get rows(): readonly JourneyRow<RowOf<Table>>[] {
    return this.subjects.flatMap(({ rows }) => rows);
  }

  /** What these rows add to roll-ups. */
  get cells(): readonly Cell[] {
    return this.subjects.flatMap(({ cells }) => cells);
  }

  /** The read model that queries ask. */
  get model(): Asked<Table> {
    const rows = [...this.journeys.keys()].flatMap((id) => this.rowsOf(id));
    if (this.customer === undefined) return modelOf(this.definition, rows);
    return modelOf(this.definition, [...rows, ...this.rowsOf(customerSubject(this.customer))], rows);
  }

  /** The only row. @throws where there is another number of them */
  get row(): RowOf<Table> {
    const [first, ...others] = this.rows;
    if (first === undefined || others.length > 0) throw new Error(`There are ${this.rows.length} rows.`);
    return first.row;
  }

  thenRows(expected: readonly JourneyRow<RowOf<Table>>[]): void {
    expect(this.rows).toEqual(expected);
  }

  /** The only row, as far as `expected` says. */
  thenRow(expected: Partial<RowOf<Table>>): void {
    expect(this.row).toMatchObject(expected);
  }

  thenCells(expected: readonly Cell[]): void {
    expect(this.cells).toEqual(expected);
  }

  /** In whatever order the events arrive, the rows and cells are the same. */
  thenSameInAnyOrder(): void {
    expectAnyOrder(this.definition, this.journeys);
  }

  whenAsked<Answer>(query: (model: Asked<Table>) => Answer | Promise<Answer>): Answers<Answer> {
    return { thenAnswers: async (expected) => expect(await query(this.model)).toEqual(expected) };
  }

  private get subjects(): readonly FoldedSubject<Table>[] {
    if (this.customer !== undefined) return [this.folded(customerSubject(this.customer))];
    return [...this.journeys.keys()].map((id) => this.folded(id));
  }

  private rowsOf(subject: string): readonly SubjectRow<RowOf<Table>>[] {
    return this.folded(subject).rows.map((row) => ({ subject, ...row }));
  }

  private folded(subject: string): FoldedSubject<Table> {
    const folder = folderOf(this.definition);
    const journey = this.journeys.get(subject);
    return journey === undefined
      ? folded(this.definition, folder.merged, subject, mergedHistory(this.journeys.values()))
      : folded(this.definition, folder, subject, journey.toSorted(businessOrder));
  }
}

interface Answers<Answer> {
  thenAnswers(expected: Answer): Promise<void>;
}
