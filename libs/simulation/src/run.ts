import type { EventLog, Position } from '@rapport/event-store';
import type { WhatIf } from '@rapport/journey';
import { changeLine, type ChangeLine } from './changes/change';
import { journeysOf } from './log/journeys-of';
import { compared, type Compared, type JourneyHistory } from './outcome/compared';
import type { Outcome } from './outcome/outcome';
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
  readonly changes: { add(change: ChangeLine): Promise<void> | undefined };
  readonly onProgress: (progress: SimulationProgress) => void;
  /** Ends it between two steps. */
  readonly signal: AbortSignal;
}

/** Simulates every journey of a log. Writes nothing to it. @throws what the signal was aborted with */
export async function runSimulation(options: RunOptions): Promise<Outcome> {
  const { whatIf, changes } = options;
  const tally = new Tally(whatIf);
  let at: number | null = null;
  for await (const { history, newestOccurredAt } of journeysOf(options)) {
    at = newestOccurredAt;
    const found = readable(history, whatIf, newestOccurredAt);
    if (found === 'unreadable') tally.addUnreadable();
    else if (found !== undefined) {
      tally.add(found);
      if (found.isChanged) await changes.add(changeLine(found));
    }
  }
  return tally.outcome(at);
}

/** One journey that cannot be folded must not keep the others from an answer. */
function readable(history: JourneyHistory, whatIf: WhatIf, at: number): Compared | 'unreadable' | undefined {
  try {
    return compared(history, whatIf, at);
  } catch {
    return 'unreadable';
  }
}
