import { ForeignPosition, MalformedPosition, type EventStore, type Position } from '@rapport/event-store';
import { Problem } from './problem';

/**
 * A position that the log has. One beyond its end is not worth waiting for: what a command answered with is in the log.
 * @throws Problem 400 `foreign-position`, `malformed-position`
 */
export async function checkedPosition(
  log: Pick<EventStore, 'checkPosition' | 'head'>,
  text: string,
): Promise<Position> {
  try {
    const position = log.checkPosition(text);
    const head = await log.head();
    if (head !== undefined && position <= head) return position;
    throw new ForeignPosition(
      `Position ${position} lies beyond the end of this log. Was the log restored from a backup?`,
    );
  } catch (error) {
    if (!(error instanceof ForeignPosition) && !(error instanceof MalformedPosition)) throw error;
    throw new Problem({
      status: 400,
      code: error.code,
      title: 'Not a position of this log',
      detail: error.message,
    });
  }
}
