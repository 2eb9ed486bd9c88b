import type {
  CellChange,
  Columns,
  EncodedRow,
  MembershipChange,
  Parked,
  ReadBuild,
  ReadModel,
  RowChanges,
} from '@rapport/read-store';

/** What lanes ask of a model. */
type AskedModel = Pick<ReadModel<Columns>, 'hasMembers' | 'parkedOf' | 'parked' | 'parkedCount'>;

/** Keeps what lanes commit in maps, for histories by the ten thousand. Answers what lanes ask and nothing else. */
export class MemoryBuild {
  /** Rows by part, by subject. */
  readonly rows = new Map<string, Map<string, EncodedRow>>();
  /** How many there are of each cell, by `cellKey`; never 0. */
  readonly cells = new Map<string, number>();
  readonly parked = new Map<string, Parked>();
  readonly customers = new Map<string, string>();
  readonly members = new Map<string, Set<string>>();
  /** `customerId journeyId` */
  readonly everMembers = new Set<string>();
  /** The changes of each commit. */
  readonly commits: RowChanges[] = [];

  /** What each question for rows, customers or members was about. */
  readonly reads: (readonly string[])[] = [];

  /** How many of the next commits fail, changing nothing. */
  failures = 0;

  private readonly model: AskedModel = {
    hasMembers: () => Promise.resolve(this.customers.size > 0),
    parkedOf: (subject) => Promise.resolve(this.parked.get(subject)),
    parked: ({ limit, after = '' }) => Promise.resolve(this.parkedBehind(after).slice(0, limit)),
    parkedCount: () => Promise.resolve(this.parked.size),
  };

  /** As the lane that writes it sees it. */
  get asBuild(): ReadBuild<Columns> {
    return {
      model: this.model,
      rowsOf: (subjects: readonly string[]) => {
        this.reads.push(subjects);
        return Promise.resolve(
          subjects.flatMap((one) => [...(this.rows.get(one)?.values() ?? [])].sort(byPart)),
        );
      },
      customersOf: (ids: readonly string[]) => {
        this.reads.push(ids);
        return Promise.resolve(new Map(ids.flatMap((id) => entry(id, this.customers.get(id)))));
      },
      membersOf: (ids: readonly string[]) => {
        this.reads.push(ids);
        const sorted = (id: string) => [...(this.members.get(id) ?? [])].sort();
        return Promise.resolve(
          new Map(ids.map((id) => [id, sorted(id)] as const).filter(([, of]) => of.length > 0)),
        );
      },
      commit: (changes: RowChanges) => {
        if (this.failures > 0) {
          this.failures -= 1;
          return Promise.reject(new Error('The disk is full.'));
        }
        this.commit(changes);
        return Promise.resolve();
      },
    } as unknown as ReadBuild<Columns>;
  }

  private commit(changes: RowChanges): void {
    this.commits.push(changes);
    for (const { subject, part } of changes.removals) this.remove(subject, part);
    for (const row of changes.puts)
      of(this.rows, row.subject, () => new Map<string, EncodedRow>()).set(row.part, row);
    for (const cell of changes.cells ?? []) this.count(cell);
    for (const change of changes.members ?? []) this.assign(change);
    for (const subject of changes.unparked ?? []) this.parked.delete(subject);
    for (const parked of changes.parked ?? []) this.parked.set(parked.subject, parked);
  }

  private remove(subject: string, part: string): void {
    const parts = this.rows.get(subject);
    if (parts?.delete(part) !== true) throw new Error(`${subject} has no row "${part}" to be removed.`);
    if (parts.size === 0) this.rows.delete(subject);
  }

  private count(cell: CellChange): void {
    const key = cellKey(cell);
    const count = (this.cells.get(key) ?? 0) + cell.count;
    if (count === 0) this.cells.delete(key);
    else this.cells.set(key, count);
  }

  private assign({ journeyId, customerId }: MembershipChange): void {
    const former = this.customers.get(journeyId);
    if (former !== undefined) this.members.get(former)?.delete(journeyId);
    this.customers.delete(journeyId);
    if (customerId === null) return;
    this.customers.set(journeyId, customerId);
    of(this.members, customerId, () => new Set<string>()).add(journeyId);
    this.everMembers.add(`${customerId} ${journeyId}`);
  }

  private parkedBehind(after: string): Parked[] {
    return [...this.parked.values()]
      .filter(({ subject }) => subject > after)
      .sort((a, b) => (a.subject < b.subject ? -1 : 1));
  }
}

export const cellKey = ({ scope, measure, group, values }: Omit<CellChange, 'count'>): string =>
  JSON.stringify([scope, measure, group, values]);

const entry = <T>(key: string, value: T | undefined): [string, T][] =>
  value === undefined ? [] : [[key, value]];

const byPart = (a: EncodedRow, b: EncodedRow): number => (a.part < b.part ? -1 : 1);

function of<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
