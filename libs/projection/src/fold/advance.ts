import type { JourneyEvent } from '@rapport/journey';
import { customerOrder } from '../order/order';
import { placeOf, type Folded } from './fold-history';
import type { Folder } from './folder';

/**
 * Folds events behind a subject's last one on its state. Undefined where the history has to be folded again: one of them is
 * late, or makes trouble. The state given may be changed then too.
 * @param events in business order, at least one, all of types that the fold has a function for
 */
export function advance(
  folder: Folder,
  subject: string,
  from: Folded,
  events: readonly JourneyEvent[],
): Folded | undefined {
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined || from.next === 'refold') return undefined;
  if (from.last !== undefined && customerOrder(first, from.last) <= 0) return undefined;
  if (from.next === 'nothing') return from;
  try {
    let state = from.last === undefined ? folder.initial() : from.state;
    for (const event of events) state = folder.apply(state, event);
    const rows = folder.rows(subject, state, from.rows);
    return { state, rows, last: placeOf(last), events: from.events + events.length, next: 'advance' };
  } catch {
    return undefined;
  }
}
