import type { JourneyEvent } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import { RowCodec, type Columns, type EncodedRow } from '@rapport/read-store';
import type { AnyProjection, Handler } from '../definition';
import { FoldFailed } from './fold-failed';

type AnyHandler = Handler<unknown, JourneyEvent['type']>;

/** A projection's fold, ready to be applied: events in, rows as cells out. Keeps no state of its own. */
export class Folder {
  private readonly handlers: ReadonlyMap<string, AnyHandler>;
  private readonly codec: RowCodec<Columns>;

  constructor(
    private readonly definition: AnyProjection,
    private readonly policies: Policies,
  ) {
    this.handlers = new Map(Object.entries(definition.fold.on as Record<string, AnyHandler>));
    this.codec = new RowCodec(definition.table);
  }

  /** The types of event that the fold has a function for. */
  get types(): Iterable<string> {
    return this.handlers.keys();
  }

  caresFor(type: string): boolean {
    return this.handlers.has(type);
  }

  initial(): unknown {
    return this.definition.fold.initial();
  }

  /** The state after the event, which may be the given one, changed. @throws FoldFailed */
  apply(state: unknown, event: JourneyEvent): unknown {
    const handler = this.handlers.get(event.type);
    if (handler === undefined) return state;
    try {
      return handler(state, event, this.policies);
    } catch (error) {
      throw new FoldFailed(this.definition.name, event.journeyId, error, event);
    }
  }

  /** The rows of a journey by part. @throws FoldFailed */
  rows(journeyId: string, state: unknown): EncodedRow[] {
    try {
      const rows: EncodedRow[] = [];
      for (const { part, row } of this.definition.rows(state)) {
        rows.push({ journeyId, part, cells: this.codec.encode(row) });
      }
      return rows.length > 1 ? distinct(rows.sort(byPart)) : rows;
    } catch (error) {
      throw new FoldFailed(this.definition.name, journeyId, error);
    }
  }
}

const byPart = (a: EncodedRow, b: EncodedRow): number => (a.part < b.part ? -1 : a.part > b.part ? 1 : 0);

/** A mistake of the projection's. */
class AmbiguousRows extends Error {
  readonly code = 'ambiguous-rows';
  constructor(part: string) {
    super(`Two rows have the part "${part}".`);
  }
}

function distinct(sorted: EncodedRow[]): EncodedRow[] {
  const twice = sorted.find(({ part }, index) => sorted[index + 1]?.part === part);
  if (twice !== undefined) throw new AmbiguousRows(twice.part);
  return sorted;
}
