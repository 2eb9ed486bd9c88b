import type { Columns, RowOf } from '@rapport/read-store';
import type { ProjectionDefinition } from '../definition';
import type { PartDifference } from './part-difference';

/** How many cells of a roll-up's group are on one side only. */
export interface GroupDifference {
  readonly kind: 'group';
  readonly projection: string;
  readonly measure: string;
  readonly group: string;
  readonly onlyFrom: number;
  readonly onlyTo: number;
}

/** Counts what rows that differ add to roll-ups, on either side. */
export class CellDifference<State, Table extends Columns> {
  /** By measure, group and values: how many more there are on the `to` side. */
  private readonly net = new Map<string, number>();

  constructor(private readonly definition: ProjectionDefinition<State, Table>) {}

  note(parts: readonly PartDifference<RowOf<Table>>[]): void {
    for (const { part, from, to } of parts) {
      if (from !== null) this.count(from, part, -1);
      if (to !== null) this.count(to, part, 1);
    }
  }

  /** By measure and group. */
  groups(): readonly GroupDifference[] {
    const groups = new Map<string, GroupDifference>();
    for (const [key, net] of this.net) {
      const [measure, group] = JSON.parse(key) as [string, string];
      const id = JSON.stringify([measure, group]);
      const { onlyFrom, onlyTo } = groups.get(id) ?? { onlyFrom: 0, onlyTo: 0 };
      groups.set(id, {
        ...{ kind: 'group', projection: this.definition.name, measure, group },
        ...(net < 0 ? { onlyFrom: onlyFrom - net, onlyTo } : { onlyFrom, onlyTo: onlyTo + net }),
      });
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  }

  private count(row: RowOf<Table>, part: string, by: 1 | -1): void {
    for (const { measure, group, values } of this.definition.cells?.(row, part) ?? []) {
      const key = JSON.stringify([measure, group, ...values]);
      const net = (this.net.get(key) ?? 0) + by;
      if (net === 0) this.net.delete(key);
      else this.net.set(key, net);
    }
  }
}
