import type { ProjectionDefinition } from '@rapport/projection';
import type { Columns } from '@rapport/read-store';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rowsOf, type Happening } from './rows-of';

interface Golden {
  readonly version: number;
  readonly rows: unknown;
}

/**
 * Compares the rows of a history with those kept in a file. Rows that change need a new version of the projection, or stores
 * would mix old and new ones; with one, `GOLDEN=write npx jest projections` writes them anew.
 */
export function expectGoldenRows<State, Table extends Columns>(
  definition: ProjectionDefinition<State, Table>,
  happenings: readonly Happening[],
  file: string,
): void {
  const { name, version } = definition;
  const rows = JSON.parse(JSON.stringify(rowsOf(definition, happenings))) as unknown;
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Golden) : undefined;
  if (process.env.GOLDEN === 'write' && (kept?.version ?? 0) < version) {
    writeFileSync(file, `${JSON.stringify({ version, rows }, undefined, 2)}\n`);
    return;
  }
  if (kept === undefined)
    throw new Error(`There are no golden rows of ${name}: write them with GOLDEN=write.`);
  if (kept.version !== version)
    throw new Error(`${name} is at version ${version}, its golden rows at ${kept.version}.`);
  expect(rows).toEqual(kept.rows);
}
