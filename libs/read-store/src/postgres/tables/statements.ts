import type { Columns } from '../../columns';
import { ChunkStatements } from '../cells/chunk-statements';
import { Fence } from './fence';
import { tablesOf, type BuildTables } from './layout';
import { MemberStatements } from './member-statements';
import { ParkedStatements } from './parked-statements';
import { RowStatements } from './row-statements';

/** The statements on one build. */
export class BuildStatements {
  readonly tables: BuildTables;
  readonly fence: Fence;
  readonly rows: RowStatements;
  readonly members: MemberStatements;
  readonly parked: ParkedStatements;
  readonly chunks: ChunkStatements;

  constructor(schema: string, build: string, table: Columns) {
    const tables = tablesOf(schema, build);
    this.tables = tables;
    this.fence = new Fence(schema, build);
    this.rows = new RowStatements(build, tables, table);
    this.members = new MemberStatements(build, tables);
    this.parked = new ParkedStatements(build, tables);
    this.chunks = new ChunkStatements(build, tables);
  }
}
