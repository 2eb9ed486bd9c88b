import { setImmediate as nextTurn } from 'node:timers/promises';
import { ForeignPosition } from '../errors';
import type { Direction, EventLog, Page } from '../event-store';
import { ReadReq, type ReadResp } from '../eventstoredb/protocol';
import type { Position } from '../position';
import { filterOf } from './filter';
import type { Outlet } from './outlet';
import { PageSize } from './page-size';
import type { Places } from './places';
import { Wire } from './to-wire';

/** Streams.Read of $all with a count. Forwards it ends where the log did when it began: a slow reader would never come to the end. */
export async function readAll(
  log: EventLog,
  places: Places,
  options: ReadReq.Options,
  outlet: Outlet<ReadResp>,
): Promise<void> {
  const direction = directionOf(options);
  const filter = filterOf(options);
  const wire = new Wire(places, options);
  const size = new PageSize();
  const end = direction === 'forwards' ? await log.head() : undefined;
  let left = Number(options.getCount());
  let after = startOf(options, direction, places);
  while (after !== 'nothing' && left > 0) {
    const limit = filter === undefined ? Math.min(left, size.limit) : size.limit;
    const page: Page = await pageOf(log, direction, after, limit);
    const passes = filter?.passing(page.events);
    for (const event of page.events) {
      if (left === 0 || isBehind(event.position, end)) break;
      if (passes?.(event) === false) continue;
      left -= 1;
      await outlet.send(wire.event(event));
    }
    size.learn(page.events);
    outlet.check(); // nothing may have passed the filter
    await nextTurn();
    after = page.end || page.next === end || isBehind(page.next, end) ? 'nothing' : page.next;
  }
}

const isBehind = (position: Position | undefined, end: Position | undefined): boolean =>
  position !== undefined && end !== undefined && position > end;

export const directionOf = (options: ReadReq.Options): Direction =>
  options.getReadDirection() === ReadReq.Options.ReadDirection.FORWARDS ? 'forwards' : 'backwards';

/** Forwards the protocol means the event at the position too, backwards it does not. Undefined: from the end one comes from. */
function startOf(
  options: ReadReq.Options,
  direction: Direction,
  places: Places,
): Position | undefined | 'nothing' {
  const all = options.getAll();
  const forwards = direction === 'forwards';
  if (all?.hasStart()) return forwards ? undefined : 'nothing';
  if (all?.hasEnd()) return forwards ? 'nothing' : undefined;
  const place = BigInt(all?.getPosition()?.getCommitPosition() ?? 0);
  if (!forwards) return places.positionOf(place);
  return place <= 1n ? undefined : places.positionOf(place - 1n);
}

/** Behind the end there is nothing; before it, seen from behind, all. */
async function pageOf(
  log: EventLog,
  direction: Direction,
  after: Position | undefined,
  limit: number,
): Promise<Page> {
  try {
    return await log.readAll({ direction, limit, ...(after && { after }) });
  } catch (error) {
    if (!(error instanceof ForeignPosition)) throw error;
    return direction === 'forwards' ? { events: [], end: true } : log.readAll({ direction, limit });
  }
}
