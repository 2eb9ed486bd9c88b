import type { Mapping, RowKind } from '../mapping/mapping';
import type { RowContent, StagedRow } from '../staging/staged-rows';

/** What the rows of one group so far allow. Changed in place by whoever plays the group. */
export class Group {
  journeyId: string | undefined;
  state: Readonly<Record<string, unknown>>;
  private played = 0;
  private previous: StagedRow | undefined;
  private readonly seen = new Set<string>();

  constructor(
    readonly key: string,
    { state }: Mapping,
  ) {
    this.state = state;
  }

  /** What expressions see on this row. */
  contextOf(row: StagedRow, kind: RowKind): Record<string, unknown> {
    const time = new Date(row.at);
    return {
      ...row.content,
      time,
      first: this.played === 0,
      previous:
        this.previous === undefined
          ? emptyRow(kind)
          : { ...emptyRow(kind), ...columnsOf(this.previous.content) },
      previousTime: this.previous === undefined ? time : new Date(this.previous.at),
      seen: [...this.seen],
      state: this.state,
    };
  }

  hasPlayed(row: StagedRow, { activity }: RowKind): void {
    this.played += 1;
    this.previous = row;
    const value = activity === undefined ? undefined : columnsOf(row.content)[activity];
    if (value !== undefined) this.seen.add(value);
  }
}

const columnsOf = (content: RowContent): Readonly<Record<string, string>> =>
  content.row as Readonly<Record<string, string>>;

const emptyRow = ({ table }: RowKind): Record<string, string> =>
  Object.fromEntries(Object.keys(table.columns).map((name) => [name, '']));
