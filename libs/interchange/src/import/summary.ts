import type { Staging } from '../staging/staging';

/** What an import did, in all, also where it went on after an interruption. */
export interface ImportSummary {
  /** Rows read of the tables that are played. */
  readonly rows: number;
  /** Rows identical to another, which stood for them. */
  readonly duplicates: number;
  /** Rows of which something was refused, by the engine or by the mapping. */
  readonly rejectedRows: number;
  /** Rows of which nothing was taken, by the mapping or by the engine; identical rows are not among them. */
  readonly unusedRows: number;
  /** Rows that became no command, by the code of why; also of tables that are only joined. */
  readonly unplayedByCode: Readonly<Record<string, number>>;
  /** That something was taken of. */
  readonly journeys: number;
  readonly commands: {
    readonly sent: number;
    readonly recorded: number;
    /** Known to the engine before, by their ids. */
    readonly replayed: number;
    /** Said what was so already. */
    readonly unchanged: number;
    readonly refused: number;
    readonly refusedByCode: Readonly<Record<string, number>>;
  };
  /** Of this run. */
  readonly durationSeconds: number;
  /** Commands a second while sending, of this run. */
  readonly commandsPerSecond: number;
  /** Wait for it to query what was imported (`waitFor`). */
  readonly position?: string;
  /** Where the rows with something to say about are listed; absent where there are none. */
  readonly rejectedFile?: string;
  readonly resumed: boolean;
}

const refusedPrefix = 'refused:';

/** Codes of issues that do not make a row a rejected one. */
const harmless = ['duplicate-row', 'text-shortened'];

export type Counts = Omit<
  ImportSummary,
  'durationSeconds' | 'commandsPerSecond' | 'rejectedFile' | 'resumed'
>;

export function countsOf({ ledger, plan, issues }: Staging): Counts {
  const tallies = ledger.tallies();
  const of = (name: string): number => tallies.get(name) ?? 0;
  const refusedByCode = Object.fromEntries(
    [...tallies]
      .filter(([name]) => name.startsWith(refusedPrefix))
      .map(([name, n]) => [name.slice(refusedPrefix.length), n]),
  );
  const position = ledger.get('position');
  return {
    rows: of('rows'),
    duplicates: of('duplicates'),
    rejectedRows: issues.rowsWithout(harmless),
    unusedRows: of('unplayed') + plan.refusedRows,
    unplayedByCode: issues.unplayedByCode(harmless),
    journeys: plan.journeys,
    commands: {
      sent: plan.size,
      recorded: of('recorded'),
      replayed: of('replayed'),
      unchanged: of('unchanged'),
      refused: Object.values(refusedByCode).reduce((a, b) => a + b, 0),
      refusedByCode,
    },
    ...(position !== undefined && { position }),
  };
}
