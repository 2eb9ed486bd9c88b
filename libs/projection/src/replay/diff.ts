import { customerPrefix, isMerged, type Columns, type ReadModel, type RowOf } from '@rapport/read-store';
import type { ProjectionDefinition } from '../definition';
import { CellDifference, type GroupDifference } from './cell-difference';
import type { PartDifference } from './part-difference';
import { paired, rowGroups, type RowGroup } from './row-groups';

/** A journey or customer whose rows differ. */
export interface SubjectDifference<Row> {
  readonly kind: 'subject';
  readonly projection: string;
  readonly journeyId?: string;
  /** Of merged rows. */
  readonly customerId?: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly parts: readonly PartDifference<Row>[];
}

/** How many subjects differ. */
export interface DifferenceTotal {
  readonly kind: 'total';
  readonly projection: string;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

export type Difference<Row> = SubjectDifference<Row> | GroupDifference | DifferenceTotal;

/**
 * What differs between the rows of one projection in two models, a subject at a time, then by group of its roll-ups, then in
 * total. Each model is read as it was when its first page was.
 */
export async function* differences<State, Table extends Columns>(
  definition: ProjectionDefinition<State, Table>,
  from: Pick<ReadModel<Table>, 'pages'>,
  to: Pick<ReadModel<Table>, 'pages'>,
): AsyncGenerator<Difference<RowOf<Table>>> {
  const { name: projection } = definition;
  const cells = new CellDifference(definition);
  const total = { added: 0, removed: 0, changed: 0 };
  for (const scope of ['journeys', 'merged'] as const) {
    for await (const [before, after] of paired(rowGroups(from, scope), rowGroups(to, scope))) {
      const parts = differingParts(before, after);
      const subject = (before ?? after)?.subject;
      if (parts.length === 0 || subject === undefined) continue;
      const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
      total[change] += 1;
      if (scope === 'journeys') cells.note(parts);
      yield { kind: 'subject', projection, ...named(subject), change, parts };
    }
  }
  yield* cells.groups();
  yield { kind: 'total', projection, ...total };
}

const named = (subject: string) =>
  isMerged(subject) ? { customerId: subject.slice(customerPrefix.length) } : { journeyId: subject };

function differingParts<Table extends Columns>(
  from: RowGroup<Table> | undefined,
  to: RowGroup<Table> | undefined,
): PartDifference<RowOf<Table>>[] {
  const parts = new Map<string, { from: RowOf<Table> | null; to: RowOf<Table> | null }>();
  for (const { part, row } of from?.rows ?? []) parts.set(part, { from: row, to: null });
  for (const { part, row } of to?.rows ?? [])
    parts.set(part, { from: parts.get(part)?.from ?? null, to: row });
  return [...parts]
    .filter(([, side]) => JSON.stringify(side.from) !== JSON.stringify(side.to))
    .map(([part, side]) => ({ part, ...side }));
}
