import type { Columns, ReadBuild, ReadModel, ReadStore } from '@rapport/read-store';

/** What queries are answered from: where other nodes may go on with a build, a model that outlives its being held here. */
export async function modelOf(
  { shared }: ReadStore,
  { id, model }: ReadBuild<Columns>,
  table: Columns,
): Promise<ReadModel<Columns>> {
  return shared === undefined ? model : shared.read(id, table);
}
