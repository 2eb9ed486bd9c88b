import type { Cases } from './cells';
import type { Question } from './question';
import type { GroupFigures } from './resolution-rate.answers';
import { Tally } from './tally';
import { UtcMonths } from './utc-months';

/** Tallies by what the question tells cases apart by; none where it asks for the total alone. */
export class Groups {
  private readonly tallies = new Map<string | null, Tally>();
  private readonly months = new UtcMonths();

  constructor(private readonly question: Question) {}

  /** Takes in the case that `it` stands on. */
  add(it: Cases): void {
    const { by } = this.question;
    if (by === null) return;
    this.tallyOf(by === 'month' ? this.months.of(it.openedAt) : it.dimension(by)).add(it);
  }

  figures(): GroupFigures[] {
    return [...this.tallies]
      .sort(([a], [b]) => (a === b ? 0 : b === null || (a !== null && a < b) ? -1 : 1))
      .map(([group, tally]) => ({ group, ...tally.figures() }));
  }

  private tallyOf(group: string | null): Tally {
    const known = this.tallies.get(group);
    if (known !== undefined) return known;
    const tally = new Tally(this.question);
    this.tallies.set(group, tally);
    return tally;
  }
}
