import { contentHash } from '../ids';
import { declaredColumns, stagedRow } from '../convert/stage-rows';
import { convertRows, type RowOutcome } from '../convert/convert-rows';
import type { ImportObserver } from './observer';
import { readFile } from './read-file';
import type { SourceFile } from './source-files';
import type { Mapping, RowKind } from '../mapping/mapping';
import { isReadable, type SourceRow, type UnreadableRow } from '../readers/source-row';
import { inTransactions } from '../staging/batches';
import type { Staging } from '../staging/staging';

interface Parts {
  readonly mapping: Mapping;
  readonly files: readonly SourceFile[];
  readonly staging: Staging;
  readonly observer: ImportObserver;
  readonly signal: AbortSignal;
}

/**
 * Brings the rows of the files onto disk and turns them into the plan: all that comes before the first command is sent.
 *
 * @throws UnreadableFile
 */
export async function stage(parts: Parts): Promise<void> {
  await readJoinedTables(parts);
  await readRows(parts);
  await convert(parts);
  parts.staging.plan.settle();
}

const isJoined = ({ kinds }: Mapping, { table }: SourceFile): boolean =>
  kinds.some(({ joins }) => joins.some((join) => join.table.name === table.name));

async function readJoinedTables({ mapping, files, staging, observer, signal }: Parts): Promise<void> {
  for (const file of files.filter((each) => isJoined(mapping, each))) {
    observer.begin('reading', file.bytes, 'bytes', 0);
    const rows = readFile(mapping.format, file, (bytes) => observer.progress(bytes));
    const isPlayed = mapping.kinds.some(({ table }) => table.name === file.table.name);
    const add = (row: SourceRow | UnreadableRow): void => {
      if (isReadable(row)) addJoined(staging, file, row);
      // A table that is played too lists its unreadable rows then.
      else if (!isPlayed)
        staging.issues.add({ file: file.name, line: row.line, code: 'unreadable-row', reason: row.reason });
    };
    await inTransactions(staging.database, rows, add, signal);
  }
}

function addJoined({ joined }: Staging, { table }: SourceFile, row: SourceRow): void {
  const columns = declaredColumns(table, row);
  joined.add(table.name, columns[table.key ?? ''] ?? '', { hash: contentHash(row.columns), columns });
}

async function readRows({ mapping, files, staging, observer, signal }: Parts): Promise<void> {
  for (const kind of mapping.kinds) {
    const file = files.find(({ table }) => table.name === kind.table.name);
    if (file === undefined) continue;
    observer.begin('reading', file.bytes, 'bytes', 0);
    const rows = readFile(mapping.format, file, (bytes) => observer.progress(bytes));
    await inTransactions(staging.database, rows, (row) => addRow(mapping, kind, file, row, staging), signal);
  }
}

function addRow(
  mapping: Mapping,
  kind: RowKind,
  file: SourceFile,
  row: SourceRow | UnreadableRow,
  staging: Staging,
): void {
  staging.ledger.count('rows');
  const issue = (code: string, reason: string): void => {
    staging.issues.add({ file: file.name, line: row.line, code, reason });
    staging.ledger.count('unplayed');
  };
  if (!isReadable(row)) {
    issue('unreadable-row', row.reason);
    return;
  }
  try {
    staging.rows.add(stagedRow(mapping, kind, row, staging.joined));
  } catch (error) {
    issue('mapping-failed', (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '');
  }
}

async function convert({ mapping, files, staging, observer, signal }: Parts): Promise<void> {
  const names = mapping.kinds.map(
    ({ table }) => files.find((file) => file.table.name === table.name)?.name ?? '',
  );
  observer.begin('converting', staging.ledger.tally('rows'), 'rows', 0);
  let done = 0;
  const add = ({ commands, issues }: RowOutcome): void => {
    for (const command of commands) staging.plan.add(command);
    for (const issue of issues) {
      staging.issues.add(issue);
      if (issue.code === 'duplicate-row') staging.ledger.count('duplicates');
      else if (issue.command === undefined) staging.ledger.count('unplayed');
    }
    if (++done % 1_000 === 0) observer.progress(done);
  };
  await inTransactions(staging.database, convertRows(mapping, staging.rows.groups(), names), add, signal);
  observer.progress(done);
}
