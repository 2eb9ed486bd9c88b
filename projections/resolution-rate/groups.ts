import type { Cases } from './cells';
import type { Question } from './question';
import type { Figures, GroupFigures } from './resolution-rate.answers';
import { Tally } from './tally';
import { UtcMonths } from './utc-months';

/** Tallies by what the question tells cases apart by. */
export class Groups {
  private readonly tallies = new Map<string | null, Tally>();
  private readonly months = new UtcMonths();

  constructor(private readonly question: Question) {}

  /** Takes in the case that `it` stands on. */
  add(it: Cases): void {
    this.tallyOf(this.groupOf(it)).add(it);
  }

  /** Of all cases. */
  total(): Figures {
    const [only, ...others] = this.tallies.values();
    if (only !== undefined && others.length === 0) return only.figures();
    return Tally.merged(this.question, [...this.tallies.values()]).figures();
  }

  /** In the order of their names, the unknown one last; none where the question asks for the total alone. */
  figures(): GroupFigures[] {
    if (this.question.by === null) return [];
    return [...this.tallies]
      .sort(([a], [b]) => (a === b ? 0 : b === null || (a !== null && a < b) ? -1 : 1))
      .map(([group, tally]) => ({ group, ...tally.figures() }));
  }

  private groupOf(it: Cases): string | null {
    const { by } = this.question;
    if (by === null) return null;
    return by === 'month' ? this.months.of(it.openedAt) : it.dimension(by);
  }

  private tallyOf(group: string | null): Tally {
    const known = this.tallies.get(group);
    if (known !== undefined) return known;
    const tally = new Tally(this.question);
    this.tallies.set(group, tally);
    return tally;
  }
}
