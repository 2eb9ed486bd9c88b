import { opinionAt, type Millis, type Opinion, type Policy } from '@rapport/policy';
import type { Unit } from '@rapport/projection/http';
import type { ReadModel, RowOf } from '@rapport/read-store';
import type { trustLevel } from './trust-level.projection';

type Table = (typeof trustLevel)['table'];
type TrustRow = RowOf<Table>;

/** An opinion with the name that the policy in force gives it. */
export interface Trust extends Opinion {
  readonly level: string;
}

/** What the evidence in a row amounts to at a moment. */
export function trustAt({ sums }: TrustRow, { trust }: Policy, at: Millis): Trust {
  const opinion = opinionAt(sums, trust, at);
  return { ...opinion, level: trust.level(opinion) };
}

export interface Levels {
  /** All journeys, or customers. */
  readonly count: number;
  /** How many of them are on each level of the policy, also where nobody is. */
  readonly levels: Readonly<Record<string, number>>;
}

export async function levelsOf(
  model: Pick<ReadModel<Table>, 'pages'>,
  policy: Policy,
  at: Millis,
  unit: Unit = 'journeys',
): Promise<Levels> {
  const levels = Object.fromEntries(policy.trust.levelNames.map((name) => [name, 0]));
  let count = 0;
  for await (const page of model.pages(undefined, unit)) {
    count += page.length;
    for (const { row } of page) {
      const { level } = trustAt(row, policy, at);
      levels[level] = (levels[level] ?? 0) + 1;
    }
  }
  return { count, levels };
}
