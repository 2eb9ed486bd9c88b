import type { EventLog, Position } from '@rapport/event-store';
import type { Checkpoint } from '@rapport/read-store';

/**
 * Why rows with this checkpoint are not those of this log; undefined where they are. A log restored from a backup keeps
 * its id: then the checkpoint lies beyond its head, or another event stands at its position.
 */
export async function misplaced(
  log: Pick<EventLog, 'logId' | 'head' | 'eventAt'>,
  checkpoint: Omit<Checkpoint, 'newestOccurredAt'> | undefined,
): Promise<string | undefined> {
  if (checkpoint === undefined) return undefined;
  if (checkpoint.logId !== log.logId) return `they are of another log (${checkpoint.logId})`;
  const position = checkpoint.position as Position;
  const head = await log.head();
  if (head === undefined || position > head)
    return `they are ahead of the log, which ends at ${head ?? 'its start'}`;
  const event = await log.eventAt(position);
  if (event?.id !== checkpoint.lastEventId) return `the log holds another event at ${position}`;
  return undefined;
}
