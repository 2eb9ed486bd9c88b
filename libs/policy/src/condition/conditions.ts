import type { ConditionResult } from '../policy';
import type { Condition } from './condition';

/** Measures that take the longest to compute: an opinion a power for each rule, feelings one for each episode. */
const costly = ['trust', 'commitment', 'episodes', 'emotion'];

/** Conditions that must all hold. None throws or changes anything, so in which order they are tested is ours to say. */
export class Conditions {
  private readonly cheapestFirst: readonly Condition[];

  /** @param list in the order in which they are told */
  constructor(private readonly list: readonly Condition[]) {
    this.cheapestFirst = list.toSorted((a, b) => cost(a) - cost(b));
  }

  /** Stops at the first that fails. */
  hold(subject: object): boolean {
    for (const condition of this.cheapestFirst) if (!condition.holds(subject)) return false;
    return true;
  }

  explain(subject: object): readonly ConditionResult[] {
    return this.list.map((condition) => condition.explain(subject));
  }
}

const cost = ({ groups }: Condition): number => Math.max(-1, ...groups.map((group) => costly.indexOf(group)));
