import type { Policies } from '@rapport/policy';
import { isMerged, RowCodec, type Columns, type ReadModel, type RowOf } from '@rapport/read-store';
import type { AnyProjection, ProjectionDefinition } from '../definition';
import { foldHistory } from '../fold/fold-history';
import { Folder } from '../fold/folder';
import type { TimeTravel } from './asked';
import { replayNeeded } from './problems';
import { parkedAnswer, type RowSource, type Subject, type SubjectRows } from './row-source';

/** Keeps what a definition's fold is applied with. */
export class Folders {
  private readonly folders = new WeakMap<object, Folder>();

  constructor(private readonly policies: Policies) {}

  of(definition: AnyProjection): Folder {
    const known = this.folders.get(definition);
    if (known !== undefined) return known;
    const folder = new Folder(definition, this.policies);
    this.folders.set(definition, folder);
    return folder;
  }
}

/** Rows as they were at another time: the same fold, stopped earlier, of what the log holds of one subject. */
export class FoldedRows implements RowSource {
  constructor(
    private readonly folders: Folders,
    private readonly travel: TimeTravel,
  ) {}

  async rows<State, Table extends Columns>(
    definition: ProjectionDefinition<State, Table>,
    subject: Subject,
  ): Promise<SubjectRows<RowOf<Table>>> {
    const { key } = subject;
    const folder = this.folders.of(definition);
    const history = await subject.history();
    const { rows, parked } = foldHistory(isMerged(key) ? folder.merged : folder, key, history);
    const codec = new RowCodec(definition.table);
    return {
      rows: rows.map(({ part, values }) => ({ subject: key, part, row: codec.decode(values) })),
      parked: parkedAnswer(parked),
    };
  }

  model<State, Table extends Columns>({ name }: ProjectionDefinition<State, Table>): ReadModel<Table> {
    throw replayNeeded(name, this.travel);
  }
}
