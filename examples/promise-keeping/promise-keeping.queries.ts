import type { CellBlock, Columns, ReadModel } from '@rapport/read-store';
import type { PromiseState } from './promise-keeping.fold';

/** What became of the promises of one kind that were made in one month. */
export interface KindInMonth {
  readonly kind: string;
  readonly month: string;
  made: number;
  kept: number;
  late: number;
  broken: number;
  /** Of the late ones together. */
  lateSeconds: number;
}

/** By kind and month, in this order; of one kind where the question names it. */
export async function promiseKeepingOf(
  model: Pick<ReadModel<Columns>, 'cells'>,
  kind?: string,
): Promise<readonly KindInMonth[]> {
  const found = new Map<string, KindInMonth>();
  for await (const block of model.cells('promises')) {
    const [ofKind, month, outcome] = JSON.parse(block.group) as [string, string, PromiseState['outcome']];
    if (kind !== undefined && kind !== ofKind) continue;
    const key = JSON.stringify([ofKind, month]);
    const sum = found.get(key) ?? {
      kind: ofKind,
      month,
      made: 0,
      kept: 0,
      late: 0,
      broken: 0,
      lateSeconds: 0,
    };
    found.set(key, sum);
    add(sum, outcome, block);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

/** An entry is its values and, last, how many cells are exactly these. */
function add(sum: KindInMonth, outcome: PromiseState['outcome'], { entries, width }: CellBlock): void {
  for (let at = 0; at < entries.length; at += width) {
    const [lateSeconds = 0, count = 0] = entries.subarray(at, at + width);
    sum.made += count;
    sum.lateSeconds += lateSeconds * count;
    if (outcome === 'kept' || outcome === 'late' || outcome === 'broken') sum[outcome] += count;
  }
}
