import type { EventLog, Position } from '@rapport/event-store';
import { groupByJourney } from '../group/group';
import { Batch } from '../live/batch';
import { furthestBehind } from '../live/feed';
import type { KeptHistories } from '../live/kept-histories';
import type { Lane } from '../live/lane';
import { Breather } from '../source/breather';
import { tell, type LogListener } from '../source/listener';
import { logPages } from '../source/log-pages';

export interface CatchUpOptions {
  readonly log: EventLog;
  readonly listeners: readonly LogListener[];
  /** Of events that any lane may fold. */
  readonly types: ReadonlySet<string>;
  /** Read for these lanes so far: where they are caught up again and again, no journey is read again and again. */
  readonly histories: KeptHistories;
  /** Called after each batch with its number of events; may throw to break off. */
  readonly onBatch?: (events: number) => void;
}

/** Takes lanes to a later position by the same batches as live. Those that are ahead of others wait for them. */
export async function catchUp(
  { log, listeners, types, histories, onBatch }: CatchUpOptions,
  lanes: readonly Lane[],
  until: Position | undefined,
): Promise<void> {
  if (lanes.length === 0) return;
  const breather = new Breather();
  let at = furthestBehind(lanes);
  for await (const page of logPages(log, at, until)) {
    const grouped = groupByJourney(page.events);
    await tell(listeners, grouped.others);
    const batch = new Batch(log, at, page, grouped, types, histories);
    for (const lane of lanes) {
      await lane.apply(batch);
      if (breather.due) await breather.breathe(); // none of these promises lets the event loop turn
    }
    at = page.upTo;
    onBatch?.(page.events.length);
  }
}
