import type { EventLog, Position } from '@rapport/event-store';
import type { WhatIf } from '@rapport/journey';
import { changeLine, type ChangeLine } from './changes/change';
import { journeysOf } from './log/journeys-of';
import type { Share } from './log/parts';
import { Comparison, type Compared, type JourneyHistory } from './outcome/comparison';
import type { Outcome } from './outcome/outcome';
import { outcomeOf, type Tallied } from './outcome/tallied';
import { Tally } from './outcome/tally';

export interface SimulationProgress {
  /** Events that were read or simulated, of twice as many as there are. */
  readonly done: number;
  readonly total: number;
}

export interface RunOptions {
  readonly log: Pick<EventLog, 'packed' | 'count'>;
  /** The log up to here is simulated; undefined: an empty log. */
  readonly head: Position | undefined;
  readonly whatIf: WhatIf;
  /** Events held in memory at a time. */
  readonly maxEventsInMemory: number;
  /** Default: all journeys. */
  readonly share?: Share;
  /** Told the newest moment of a share, says that of all. Asked only where all journeys of the share fit into memory. */
  readonly newestOfAll?: (newestOccurredAt: number) => Promise<number>;
  readonly changes: { add(change: ChangeLine): Promise<void> | undefined };
  readonly onProgress: (progress: SimulationProgress) => void;
  /** Ends it between two steps. */
  readonly signal: AbortSignal;
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
    return { unreadable: reason(error) };
  }
}

/** Never quotes what is stored: the messages of the JSON parser do. */
const reason = (error: unknown): string =>
  error instanceof SyntaxError || !(error instanceof Error) ? 'Its data is not JSON.' : error.message;
