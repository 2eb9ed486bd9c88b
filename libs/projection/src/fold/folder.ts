import type { JourneyEvent } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import {
  RowCodec,
  sameValues,
  type Cell,
  type Columns,
  type EncodedRow,
  type UnevenCells,
} from '@rapport/read-store';
import type { AnyProjection, Handler } from '../definition';
import { membershipTypes } from './membership';
import { AmbiguousRows, CellFit, checkPart } from './unfit';

type AnyHandler = Handler<unknown, JourneyEvent['type']>;

/** A row with what it adds to roll-ups. */
export interface FoldedRow extends EncodedRow {
  readonly rollUp: readonly Cell[];
}

const nothing: readonly Cell[] = [];

/** A projection's fold, ready to be applied: events in, encoded rows out. Keeps no state of its own. */
export class Folder {
  /** Folds customers of two or more journeys. */
  readonly merged: Folder;
  private readonly handlers: ReadonlyMap<string, AnyHandler>;
  private readonly codec: RowCodec<Columns>;

  constructor(
    private readonly definition: AnyProjection,
    private readonly policies: Policies,
    private readonly fit = new CellFit(definition.measures),
  ) {
    this.handlers = new Map(Object.entries(definition.fold.on as Record<string, AnyHandler>));
    this.codec = new RowCodec(definition.table);
    const { merged, ...rest } = definition;
    this.merged = merged === undefined ? this : new Folder({ ...rest, fold: merged }, policies, fit);
  }

  /** The types of event that have to be read for it: those that it folds, and those that say whose journey it is. */
  get types(): Iterable<string> {
    return new Set([...this.handlers.keys(), ...this.merged.handlers.keys(), ...membershipTypes]);
  }

  /** Whether the fold has a function for events of the type. */
  caresFor(type: string): boolean {
    return this.handlers.has(type);
  }

  get hasRollUps(): boolean {
    return this.definition.cells !== undefined;
  }

  initial(): unknown {
    return this.definition.fold.initial();
  }

  /** The state after the event, which may be the given one, changed. Throws what the fold throws: the state is lost then. */
  apply(state: unknown, event: JourneyEvent): unknown {
    const handler = this.handlers.get(event.type);
    return handler === undefined ? state : handler(state, event, this.policies);
  }

  /**
   * The rows of a subject by part. Those that are the same as a former row are that row itself. Throws what the definition
   * throws, and where a row does not fit its table.
   * @param former by part
   */
  rows(subject: string, state: unknown, former: readonly FoldedRow[] = []): FoldedRow[] {
    const rows: FoldedRow[] = [];
    const formerOf = byPartOf(former);
    for (const { part, row } of this.definition.rows(state)) {
      checkPart(part);
      const values = this.codec.encode(row);
      const before = formerOf(part);
      const isSame = before !== undefined && sameValues(before.values, values);
      rows.push(isSame ? before : { subject, part, values, rollUp: this.fitting(this.rollUp(row, part)) });
    }
    return rows.length > 1 ? distinct(rows.sort(byPart)) : rows;
  }

  /** Rows as they were made, from rows as they are stored. Their cells are, too: they are not checked again. */
  restored(rows: readonly EncodedRow[]): FoldedRow[] {
    return rows.map((row) => ({
      ...row,
      rollUp: this.hasRollUps ? this.rollUp(this.codec.decode(row.values), row.part) : nothing,
    }));
  }

  /** A store refused cells that are as declared: the cells that it has of the measure are not, and what differs from them is unfit. */
  learn({ measure, values }: UnevenCells): void {
    this.fit.learn(measure, values);
  }

  private rollUp(row: Parameters<NonNullable<AnyProjection['cells']>>[0], part: string): readonly Cell[] {
    return this.definition.cells === undefined ? nothing : [...this.definition.cells(row, part)];
  }

  /** @throws UnfitCell */
  private fitting(cells: readonly Cell[]): readonly Cell[] {
    for (const cell of cells) this.fit.check(cell);
    return cells;
  }
}

/** Most subjects have one row. */
function byPartOf(rows: readonly FoldedRow[]): (part: string) => FoldedRow | undefined {
  if (rows.length < 4) return (part) => rows.find((row) => row.part === part);
  const parts = new Map(rows.map((row) => [row.part, row]));
  return (part) => parts.get(part);
}

const byPart = (a: EncodedRow, b: EncodedRow): number => (a.part < b.part ? -1 : a.part > b.part ? 1 : 0);

function distinct(sorted: FoldedRow[]): FoldedRow[] {
  const twice = sorted.find(({ part }, index) => sorted[index + 1]?.part === part);
  if (twice !== undefined) throw new AmbiguousRows(twice.part);
  return sorted;
}
