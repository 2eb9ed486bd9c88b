import { customerPrefix, isMerged, type Columns, type ReadModel, type RowOf } from '@rapport/read-store';
import type { ProjectionDefinition } from '../definition';
import type { ModelOf } from '../runtime';
import { parkedAnswer, type RowSource, type Subject, type SubjectRows } from './row-source';

type Models = <Table extends Columns>(definition: ModelOf<Table>) => ReadModel<Table>;

/** Rows as they are stored: those in force, or a replay's. */
export class StoredRows implements RowSource {
  constructor(private readonly models: Models) {}

  model<State, Table extends Columns>(definition: ProjectionDefinition<State, Table>): ReadModel<Table> {
    return this.models(definition);
  }

  rows<State, Table extends Columns>(
    definition: ProjectionDefinition<State, Table>,
    { key }: Subject,
  ): Promise<SubjectRows<RowOf<Table>>> {
    const model = this.models(definition);
    return isMerged(key) ? rowsOfCustomer(model, key) : rowsOf(model, key);
  }
}

async function rowsOf<Table extends Columns>(
  model: ReadModel<Table>,
  key: string,
): Promise<SubjectRows<RowOf<Table>>> {
  const [rows, parked] = await Promise.all([model.subject(key), model.parkedOf(key)]);
  return { rows, parked: parkedAnswer(parked) };
}

/** The rows may know of an unlink that the log was not read up to: then the journey that is left has them. */
async function rowsOfCustomer<Table extends Columns>(
  model: ReadModel<Table>,
  key: string,
): Promise<SubjectRows<RowOf<Table>>> {
  const customerId = key.slice(customerPrefix.length);
  const [members, rows] = await Promise.all([model.membersOf(customerId), rowsOf(model, key)]);
  const [only] = members;
  return members.length === 1 && only !== undefined ? rowsOf(model, only) : rows;
}
