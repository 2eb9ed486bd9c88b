import { reasonOf } from '@rapport/event-store';
import type { WhatIf } from '@rapport/journey';
import { changeLine, type ChangeLine } from './changes/change';
import { journeysOf } from './log/journeys-of';
import type { Reading } from './log/reading';
import { Comparison, type Compared, type JourneyHistory } from './outcome/comparison';
import type { Outcome } from './outcome/outcome';
import { outcomeOf, type Tallied } from './outcome/tallied';
import { Tally } from './outcome/tally';

export interface RunOptions extends Reading {
  readonly whatIf: WhatIf;
  readonly changes: { add(change: ChangeLine): Promise<void> | undefined };
}

/** Simulates every journey of a log. Writes nothing to it. @throws what the signal was aborted with */
export const runSimulation = async (options: RunOptions): Promise<Outcome> =>
  outcomeOf([await simulateShare(options)]);

/** The same for a share of the journeys. */
export async function simulateShare(options: RunOptions): Promise<Tallied> {
  const { whatIf, changes } = options;
  const comparison = new Comparison(whatIf);
  const tally = new Tally(whatIf);
  let at: number | null = null;
  for await (const { history, newestOccurredAt } of journeysOf(options)) {
    at = newestOccurredAt;
    const found = compared(comparison, history, at);
    if (found === undefined) continue;
    if ('unreadable' in found) tally.addUnreadable(history.journeyId, found.unreadable);
    else tally.add(found);
    if ('isChanged' in found && found.isChanged) await changes.add(changeLine(found));
  }
  return tally.tallied(at);
}

interface Unreadable {
  readonly unreadable: string;
}

/** One journey that cannot be folded must not keep the others from an answer. */
function compared(
  comparison: Comparison,
  history: JourneyHistory,
  at: number,
): Compared | Unreadable | undefined {
  try {
    return comparison.of(history, at);
  } catch (error) {
    return { unreadable: reasonOf(error) };
  }
}
