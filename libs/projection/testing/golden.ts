import type { ProjectionDefinition } from '@rapport/projection';
import type { Columns } from '@rapport/read-store';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { given, type Histories } from './given';

interface Golden {
  readonly version: number;
  readonly rows: unknown;
  /** Absent where it has no roll-ups. */
  readonly cells?: unknown;
}

/**
 * Compares the rows and cells of a history with those kept in a file. What changes needs a new version of the projection, or
 * stores would mix old and new; with one, `GOLDEN=write npx jest projections` writes the file anew.
 */
export function expectGolden<State, Table extends Columns>(
  definition: ProjectionDefinition<State, Table>,
  histories: Histories,
  file: string,
): void {
  const { name, version } = definition;
  const { rows, cells } = given(definition, histories);
  const golden = { version, rows, ...(definition.cells && { cells }) };
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Golden) : undefined;
  if (process.env.GOLDEN === 'write' && (kept?.version ?? 0) < version) {
    writeFileSync(file, `${JSON.stringify(golden, undefined, 2)}\n`);
    return;
  }
  if (kept === undefined)
    throw new Error(`There are no golden rows of ${name}: write them with GOLDEN=write.`);
  if (kept.version !== version)
    throw new Error(
      `${name} is at version ${version}, its golden rows at ${kept.version}: write them anew with GOLDEN=write, and look at what changed.`,
    );
  expect({ rows, cells }).toEqual({ rows: kept.rows, cells: kept.cells ?? [] });
}
