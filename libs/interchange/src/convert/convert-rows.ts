import { convertRow } from './convert-row';
import { Group } from './group';
import type { Mapping } from '../mapping/mapping';
import type { Issue } from '../staging/issues';
import type { UnorderedCommand } from '../staging/plan';
import type { StagedRow } from '../staging/staged-rows';

/** What one row became. */
export interface RowOutcome {
  readonly commands: readonly UnorderedCommand[];
  readonly issues: readonly Issue[];
}

/**
 * Turns rows into commands.
 *
 * @param rows group after group, each by time, identical rows side by side
 * @param files name of the file of each kind of rows
 */
export function* convertRows(
  mapping: Mapping,
  rows: Iterable<StagedRow>,
  files: readonly string[],
): Generator<RowOutcome> {
  let group: Group | undefined;
  let last: StagedRow | undefined;
  let ordinal = 1;
  let n = 0;
  for (const row of rows) {
    if (group?.key !== row.group) group = new Group(row.group, mapping);
    ordinal = last !== undefined && isSame(last, row) ? ordinal + 1 : 1;
    last = row;
    const outcome = outcomeOf(mapping, group, row, ordinal, files[row.kind] ?? '');
    yield { issues: outcome.issues, commands: outcome.commands.map((command) => ({ ...command, n: n++ })) };
  }
}

const isSame = (a: StagedRow, b: StagedRow): boolean =>
  a.group === b.group && a.kind === b.kind && a.hash === b.hash;

interface Outcome {
  readonly commands: readonly Omit<UnorderedCommand, 'n'>[];
  readonly issues: readonly Issue[];
}

function outcomeOf(mapping: Mapping, group: Group, row: StagedRow, ordinal: number, file: string): Outcome {
  const kind = mapping.kinds[row.kind];
  if (kind === undefined) throw new Error(`the mapping has no kind ${row.kind} of rows`);
  const key = `${row.hash}#${ordinal}`;
  const origin = { file, line: row.line, row: key };
  const issue = (code: string, reason: string): Outcome => ({
    commands: [],
    issues: [{ ...origin, code, reason }],
  });
  if (ordinal > 1 && kind.identicalRows === 'duplicate')
    return issue('duplicate-row', 'identical in every column to another row, which was played');
  const converted = convertRow(mapping, kind, group, row, key);
  if (converted.outcome === 'failed') return issue('mapping-failed', converted.reason);
  if (converted.outcome === 'no-rule') return issue('no-rule', 'no rule of the mapping speaks of this row');
  const { journeyId, commands } = converted;
  return {
    commands: commands.map(({ command, at, body }) => ({
      ...origin,
      command,
      at,
      body,
      group: row.group,
      journey: journeyId,
    })),
    issues: commands.flatMap(({ command, shortened }) =>
      shortened.map((field) => ({
        ...origin,
        command,
        journeyId,
        code: 'text-shortened',
        reason: `${field} is longer than ${command} takes and was cut`,
      })),
    ),
  };
}
